using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>
/// The common case of an event in half a cache line: enabled while one variable is in a range, at a rate that is a number, with one certain outcome that sets one variable to
/// a number. Each half that an event does not have is marked by the variable -1.
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

    /// <summary>The rate; NaN where it depends on the state.</summary>
    public double Rate { get; private init; }

    /// <summary>What an event has of the common case.</summary>
    public static EventCore Of(Expression guard, EquatableArray<Outcome> outcomes, PlanEvent ready, IReadOnlyList<Variable> variables)
    {
        var core = new EventCore { Guard = VariableRange.Of(guard), TargetVariable = -1, Rate = ready.FixedRate is { } rate and >= 0 && double.IsFinite(rate) ? rate : double.NaN };
        if (!ready.IsCertain || ready.Impulses.Length > 0 || outcomes[0].Assignments is not [{ Value: LiteralExpression value } assignment]) return core;
        var target = variables[assignment.Variable];
        return value.Value < target.Minimum || value.Value > target.Maximum ? core : core with { TargetVariable = assignment.Variable, TargetValue = (int)value.Value, Cause = ready.Outcomes[0].Cause };
    }
}
