using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Parts;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Compilation;

/// <summary>A window that takes a whole part out: opens by the calendar or after a time in service, closes after a fixed time, and may end in a rollback.</summary>
internal sealed class WindowPhase
{
    private readonly PartScope scope;
    private readonly UpgradeWindow window;
    private readonly VariableExpression phase;

    public WindowPhase(PartScope scope, UpgradeWindow window)
    {
        (this.scope, this.window) = (scope, window);
        phase = scope.Integer("window", 2);
        Open = phase.Is(0);
    }

    /// <summary>Holds outside windows and rollbacks: the part is open for service.</summary>
    public Expression Open { get; }

    /// <summary>Adds the window.</summary>
    /// <param name="inService">Where the part serves; a clock of time in service runs there.</param>
    /// <param name="whenItOpens">What opening does.</param>
    /// <param name="whenItCloses">What closing does.</param>
    public void Add(Expression inService, Assignment[] whenItOpens, Assignment[] whenItCloses)
    {
        var p = window.FailureProbability;
        var opened = Do([Set(phase, 1), .. whenItOpens]);
        Outcome[] closed = [With(1 - p, Cause.UpgradeOverrun, [Set(phase, 0), .. whenItCloses]), With(p, Cause.UpgradeOverrun, Set(phase, 2))];
        if (p == 0) closed = closed[..1];
        if (window.CountsTimeInService)
        {
            scope.Fixed("window opens", inService, window.Every, Cause.Upgrade, opened);
            scope.Fixed("window closes", phase.Is(1), window.Length, Cause.UpgradeOverrun, closed);
        }
        else
        {
            scope.Instant("window opens", window, window.Start, true, Cause.Upgrade, true, opened);
            scope.Instant("window closes", window, window.Start + window.Length, phase.Is(1), Cause.UpgradeOverrun, true, closed);
        }

        if (p > 0) scope.Event("rolled back", phase.Is(2), window.Rollback.AsRate.TotalPerHour, Cause.UpgradeOverrun, [Set(phase, 0), .. whenItCloses]);
    }
}
