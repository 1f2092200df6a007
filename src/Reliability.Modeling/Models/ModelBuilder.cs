using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Models;

/// <summary>Builds a <see cref="StochasticModel"/> step by step and checks it. The only mutable type of the model; not thread-safe.</summary>
public sealed class ModelBuilder
{
    private readonly List<Variable> variables = [];
    private readonly List<Event> events = [];
    private readonly List<CalendarInstant> calendar = [];
    private readonly List<Label> labels = [];
    private readonly List<Reward> rewards = [];

    /// <summary>Starts an empty model.</summary>
    public ModelBuilder(string name) => Name = name;

    /// <summary>What the model will be called.</summary>
    public string Name { get; set; }

    /// <summary>Adds an integer variable and returns the expression for its value.</summary>
    public VariableExpression Integer(string name, int minimum, int maximum, int initial = 0)
    {
        variables.Add(new Variable(name, minimum, maximum, initial));
        return new VariableExpression(variables.Count - 1, name, ExpressionType.Int);
    }

    /// <summary>Adds a variable whose values have names and returns the expression for its value: 0 for the first name, and so on.</summary>
    public VariableExpression Named(string name, IReadOnlyCollection<string> values, int initial = 0)
    {
        variables.Add(new Variable(name, 0, values.Count - 1, initial) { ValueNames = values.ToEquatableArray() });
        return new VariableExpression(variables.Count - 1, name, ExpressionType.Int);
    }

    /// <summary>Adds a boolean variable and returns the expression for its value.</summary>
    public VariableExpression Boolean(string name, bool initial = false)
    {
        variables.Add(new Variable(name, 0, 1, initial ? 1 : 0, IsBoolean: true));
        return new VariableExpression(variables.Count - 1, name, ExpressionType.Bool);
    }

    /// <summary>Adds an event with one certain outcome and an exponential delay; an event whose rate is the constant 0 is left out.</summary>
    public ModelBuilder Exponential(string name, Expression guard, Expression ratePerHour, Cause cause, params ReadOnlySpan<Assignment> assignments) =>
        Exponential(name, guard, ratePerHour, cause, [Outcome.Certain(assignments)]);

    /// <summary>Adds an event with several outcomes and an exponential delay; an event whose rate is the constant 0 is left out, outcomes of constant probability 0 too.</summary>
    public ModelBuilder Exponential(string name, Expression guard, Expression ratePerHour, Cause cause, IEnumerable<Outcome> outcomes)
    {
        if (ratePerHour is LiteralExpression { Value: 0 } || guard.IsFalse) return this;
        return Add(new Event(name, guard, new ExponentialDelay(ratePerHour), Possible(outcomes), cause));
    }

    /// <summary>Adds an event.</summary>
    public ModelBuilder Add(Event item)
    {
        events.Add(item);
        return this;
    }

    /// <summary>Adds a recurring instant.</summary>
    public ModelBuilder Add(CalendarInstant instant)
    {
        calendar.Add(instant with { Outcomes = Possible(instant.Outcomes) });
        return this;
    }

    /// <summary>Adds a named set of states.</summary>
    public ModelBuilder Label(string name, Expression predicate)
    {
        labels.Add(new Label(name, predicate));
        return this;
    }

    /// <summary>Adds a reward with a rate only.</summary>
    public ModelBuilder Reward(string name, Expression rate) => Add(new Reward(name, rate));

    /// <summary>Adds a reward.</summary>
    public ModelBuilder Add(Reward reward)
    {
        rewards.Add(reward);
        return this;
    }

    /// <summary>The finished model.</summary>
    /// <exception cref="ArgumentException">Something in it is wrong; the message says what. Readers find such faults themselves, with their places, before they build.</exception>
    public StochasticModel Build()
    {
        var problem = ModelValidation.Problems(variables, events, calendar, labels, rewards).FirstOrDefault();
        if (problem is not null) throw new ArgumentException($"Model '{Name}': {problem}");
        return new StochasticModel(
            Name, variables.ToEquatableArray(), events.ToEquatableArray(), calendar.ToEquatableArray(), labels.ToEquatableArray(), rewards.ToEquatableArray());
    }

    /// <summary>All that is wrong so far, in sentences; empty for a valid model.</summary>
    public IReadOnlyList<string> Problems() => [.. ModelValidation.Problems(variables, events, calendar, labels, rewards)];

    private static EquatableArray<Outcome> Possible(IEnumerable<Outcome> outcomes) =>
        outcomes.Where(o => o.Probability is not LiteralExpression { Value: 0 }).ToEquatableArray();
}
