using Reliability.Modeling.Collections;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Modeling.Approximation;

/// <summary>
/// Replaces delays of fixed length by k exponential stages with the same mean in all, so that a model with such delays becomes a Markov chain. An
/// approximation whose error falls as 1/k. A delay that resumes keeps the stage it has reached; one that restarts goes back to the first.
/// </summary>
public static class ErlangDelays
{
    /// <summary>Whether the model has a delay of fixed length that begins as new each time.</summary>
    public static bool CanApply(StochasticModel model) => model.Events.Any(IsFixed);

    /// <summary>The model with stages instead of fixed delays; other delays stay as they are, to be refused by name where only exponential ones will do.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stages">Stages per delay, at least 1; 1 is the exponential delay.</param>
    public static StochasticModel Apply(StochasticModel model, int stages)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        var variables = model.Variables.ToList();
        var events = new List<Event>();
        foreach (var e in model.Events)
        {
            if (IsFixed(e)) AddStages(e, (GeneralDelay)e.Delay, stages, variables, events);
            else events.Add(e);
        }

        return new StochasticModel(model.Name, variables.ToEquatableArray(), events.ToEquatableArray(), model.Calendar, model.Labels, model.Rewards);
    }

    // Stages begin at the first one: an age that survives the event has no place in them.
    private static bool IsFixed(Event e) => e.Delay is GeneralDelay { Distribution: Deterministic { Length.TotalHours: > 0 }, Repair.IsAsNew: true };

    private static void AddStages(Event e, GeneralDelay delay, int stages, List<Variable> variables, List<Event> events)
    {
        var rate = new ExponentialDelay(stages / delay.Distribution.Mean.TotalHours);
        if (stages == 1)
        {
            events.Add(e with { Delay = rate });
            return;
        }

        var index = variables.Count;
        var name = $"stage_{index}";
        variables.Add(new Variable(name, 0, stages - 1, 0));
        var stage = new VariableExpression(index, name, ExpressionType.Int);
        events.Add(new Event($"{e.Name} (stage)", e.Guard & stage.IsAtMost(stages - 2), rate, [Outcome.Certain(new Assignment(index, stage + 1))], Cause.Unknown));
        var first = new Assignment(index, 0);
        events.Add(e with { Guard = e.Guard & stage.Is(stages - 1), Delay = rate, Outcomes = e.Outcomes.Select(o => o with { Assignments = o.Assignments.Append(first).ToEquatableArray() }).ToEquatableArray() });
        if (delay.Memory == MemoryPolicy.Restart) events.Add(new Event($"{e.Name} (starts anew)", !e.Guard & stage.IsAtLeast(1), new ImmediateDelay(int.MaxValue, 1), [Outcome.Certain(first)], Cause.Unknown));
    }
}
