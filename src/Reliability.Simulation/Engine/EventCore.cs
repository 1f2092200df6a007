using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>
/// The common case of an event: enabled while one variable is in a range, with a delay that does not depend on the state, with one certain outcome that sets one variable to a number. Each half that an
/// event does not have is marked by the variable -1.
/// </summary>
internal readonly record struct EventCore
{
    /// <summary>The guard, where it is of this form.</summary>
    public VariableRange Guard { get; private init; }

    /// <summary>The variable that is set; -1 for outcomes of another form, and for events that earn.</summary>
    public int TargetVariable { get; private init; }

    /// <summary>What it is set to, within its range.</summary>
    public int TargetValue { get; private init; }

    /// <summary>The number of the cause.</summary>
    public int Cause { get; private init; }

    /// <summary>The mean of an exponential delay in hours, infinite for the rate 0; NaN where it depends on the state.</summary>
    public double Mean { get; private init; }

    /// <summary>The number of the law of a general delay.</summary>
    public ushort Sampler { get; private init; }

    /// <summary>True where an interruption and a repair leave nothing behind.</summary>
    public bool IsForgetful { get; private init; }

    /// <summary>True where the delay does not depend on the state.</summary>
    public bool IsFixed => !double.IsNaN(Mean);

    /// <summary>What an event has of the common case.</summary>
    public static EventCore Of(Expression guard, EquatableArray<Outcome> outcomes, PlanEvent ready, IReadOnlyList<Variable> variables)
    {
        var core = new EventCore
        {
            Guard = VariableRange.Of(guard),
            TargetVariable = -1,
            Mean = ready.Sampler is not null ? 0 : ready.FixedRate is { } rate and >= 0 && double.IsFinite(rate) ? 1 / rate : double.NaN,
            Sampler = (ushort)Math.Min(ready.SamplerNumber, ushort.MaxValue),
            IsForgetful = ready.Sampler is null || (!ready.Resumes && ready.Repair.IsAsNew && ready.SamplerNumber <= ushort.MaxValue),
        };
        if (!ready.IsCertain || ready.Impulses.Length > 0 || outcomes[0].Assignments is not [{ Value: LiteralExpression value } assignment]) return core;
        var target = variables[assignment.Variable];
        return value.Value < target.Minimum || value.Value > target.Maximum ? core : core with { TargetVariable = assignment.Variable, TargetValue = (int)value.Value, Cause = ready.Outcomes[0].Cause };
    }
}
