using Reliability.Modeling.Collections;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Parts;

namespace Reliability.Topologies.Compilation;

/// <summary>Where a part writes its process: names get the part's name in front, exponential events need one line each.</summary>
internal sealed class PartScope(ModelBuilder model, string part, Assumptions assumptions, Expression? hostUp = null)
{
    private readonly string prefix = Identifier(part);

    public Assumptions Assumptions { get; } = assumptions;

    /// <summary>Where the shared host of the part is up; <c>null</c> when it has none.</summary>
    public Expression? HostUp { get; } = hostUp;

    public static string Identifier(string name) => string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '_'));

    public VariableExpression Integer(string name, int maximum, int initial = 0) => model.Integer($"{prefix}_{name}", 0, maximum, initial);

    public void Event(string name, Expression guard, Expression rate, Cause cause, params ReadOnlySpan<Assignment> assignments) =>
        model.Exponential($"{prefix} {name}", guard, rate, cause, assignments);

    public void Branch(string name, Expression guard, Expression rate, Cause cause, params Outcome[] outcomes) =>
        model.Exponential($"{prefix} {name}", guard, rate, cause, outcomes);

    public void Instant(string name, UpgradeWindow window, Duration at, Expression guard, Cause cause, bool takesOver, params Outcome[] outcomes)
    {
        var offset = at >= window.Every ? Duration.FromHours(at.TotalHours - window.Every.TotalHours) : at;
        model.Add(new CalendarInstant($"{prefix} {name}", window.Every, offset, guard, outcomes.ToEquatableArray(), cause) { TakesOver = takesOver });
    }

    public void AtOnce(string name, Expression guard, params ReadOnlySpan<Assignment> assignments) =>
        model.Add(new Event($"{prefix} {name}", guard, new ImmediateDelay(0, 1), [Outcome.Certain(assignments)], Cause.Unknown));

    public void AtOnce(string name, Expression guard, params Outcome[] outcomes) =>
        model.Add(new Event($"{prefix} {name}", guard, new ImmediateDelay(0, 1), outcomes.ToEquatableArray(), Cause.Unknown));

    // The clock keeps what it has counted while the event is disabled.
    public void Fixed(string name, Expression guard, Duration length, Cause cause, params Outcome[] outcomes) =>
        model.Add(new Event($"{prefix} {name}", guard, new GeneralDelay(new Deterministic(length), MemoryPolicy.Resume), outcomes.ToEquatableArray(), cause));

    public void Reward(string name, Expression rate) => model.Reward($"{prefix}-{name}", rate);

    public static Assignment Set(VariableExpression variable, Expression value) => new(variable.Index, value);

    public static Outcome Do(params ReadOnlySpan<Assignment> assignments) => Outcome.Certain(assignments);

    public static Outcome With(double probability, Cause cause, params ReadOnlySpan<Assignment> assignments) =>
        new(probability, EquatableArray.Create(assignments), cause);
}
