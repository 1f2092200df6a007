using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Interactive;

/// <summary>Builds a small Markov chain state by state. Mutable until <see cref="Build"/>; not thread-safe.</summary>
public sealed class ChainBuilder
{
    private readonly ModelBuilder builder;
    private readonly VariableExpression state;
    private readonly string[] states;
    private string[]? up;
    private int arcs;

    internal ChainBuilder(string name, string[] states)
    {
        if (states.Length < 2 || states.Distinct(StringComparer.Ordinal).Count() != states.Length) throw new ModelException("a chain needs at least two states, with names of their own");
        this.states = states;
        builder = new ModelBuilder(name);
        state = builder.Named("state", states);
    }

    /// <summary>Adds a transition.</summary>
    /// <param name="from">Where it leads from.</param>
    /// <param name="to">Where it leads to.</param>
    /// <param name="rate">Its rate, such as <c>1 / 1000 h</c> or <c>2 / y</c>.</param>
    /// <param name="cause">What an outage begun by it is booked to.</param>
    /// <exception cref="ModelException">There is no such state, or the text is no rate.</exception>
    public ChainBuilder Arc(string from, string to, string rate, string cause = "other")
    {
        var diagnostics = new DiagnosticBag();
        var quantity = QuantityParser.Parse(rate, new SourceSpan(new SourceText("rate", rate), 0, rate.Length), Dimension.Rate, _ => null, () => [], diagnostics);
        if (quantity is not { Value: >= 0 } found) throw new ModelException(diagnostics.HasErrors ? string.Join('\n', diagnostics.ToImmutable()) : $"the rate from '{from}' to '{to}' is negative");
        return Arc(from, to, found.Value, cause);
    }

    /// <summary>Adds a transition with a rate per hour.</summary>
    /// <param name="from">Where it leads from.</param>
    /// <param name="to">Where it leads to.</param>
    /// <param name="perHour">Its rate per hour, not negative; zero leaves it out.</param>
    /// <param name="cause">What an outage begun by it is booked to.</param>
    /// <exception cref="ModelException">There is no such state.</exception>
    public ChainBuilder Arc(string from, string to, double perHour, string cause = "other")
    {
        builder.Exponential($"{from} -> {to} ({++arcs})", state.Is(Place(from)), perHour, new Cause(cause), new Assignment(state.Index, Place(to)));
        return this;
    }

    /// <summary>Says in which states the service is up; by default in all but the last.</summary>
    public ChainBuilder Up(params string[] names)
    {
        foreach (var name in names) Place(name);
        up = names;
        return this;
    }

    /// <summary>The finished model.</summary>
    public SystemModel Build()
    {
        var served = up ?? states[..^1];
        return SystemModel.From(builder.Build(), Expression.Any(served.Select(s => state.Is(Place(s)))));
    }

    private int Place(string name) => Array.IndexOf(states, name) is >= 0 and var place ? place : throw new ModelException($"there is no state '{name}'; {NearestName.Hint(name, states)}");
}
