using System.Collections.Immutable;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Models;

/// <summary>An event with compiled expressions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Guard">Where it is enabled.</param>
/// <param name="Rate">Its rate per hour, or its weight when it is immediate; 0 for a general delay.</param>
/// <param name="Distribution">The law of a general delay, else <c>null</c>.</param>
/// <param name="Memory">The memory policy of a general delay.</param>
/// <param name="Priority">The priority of an immediate event.</param>
/// <param name="Outcomes">What it does.</param>
public sealed record CompiledEvent(
    string Name, Func<int[], bool> Guard, Func<int[], double> Rate, Distribution? Distribution, MemoryPolicy Memory, int Priority, ImmutableArray<CompiledOutcome> Outcomes)
{
    internal static CompiledEvent From(Event e, ExpressionCompiler compiler, ImmutableArray<Cause> causes) => new(
        e.Name,
        compiler.Condition(e.Guard),
        e.Delay switch
        {
            ExponentialDelay d => compiler.Number(d.Rate),
            ImmediateDelay d => compiler.Number(d.Weight),
            _ => static _ => 0,
        },
        (e.Delay as GeneralDelay)?.Distribution,
        (e.Delay as GeneralDelay)?.Memory ?? MemoryPolicy.Restart,
        (e.Delay as ImmediateDelay)?.Priority ?? 0,
        [.. e.Outcomes.Select(o => new CompiledOutcome(
            compiler.Number(o.Probability),
            [.. o.Assignments.Select(a => (a.Variable, compiler.Integer(a.Value)))],
            causes.IndexOf(o.Cause ?? e.Cause)))]);
}

/// <summary>An outcome with compiled expressions.</summary>
/// <param name="Probability">Its probability in a state.</param>
/// <param name="Assignments">The variables it sets, and to what.</param>
/// <param name="Cause">Index of its cause among those of the model.</param>
public sealed record CompiledOutcome(Func<int[], double> Probability, ImmutableArray<(int Variable, Func<int[], int> Value)> Assignments, int Cause)
{
    /// <summary>Sets the variables in <paramref name="after"/> to what follows from <paramref name="before"/>; the vectors must be different ones.</summary>
    public void Apply(int[] before, int[] after)
    {
        foreach (var (variable, value) in Assignments) after[variable] = value(before);
    }
}
