using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Parts;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Compilation;

/// <summary>A window that takes a whole part out: opens and closes by the calendar, and may end in a rollback.</summary>
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

    public void Add(Assignment[] whenItOpens, Assignment[] whenItCloses)
    {
        var p = window.FailureProbability;
        scope.Instant("window opens", window, window.Start, true, Cause.Upgrade, true, Do([Set(phase, 1), .. whenItOpens]));
        scope.Instant(
            "window closes", window, window.Start + window.Length, phase.Is(1), Cause.UpgradeOverrun, true,
            With(1 - p, Cause.UpgradeOverrun, [Set(phase, 0), .. whenItCloses]), With(p, Cause.UpgradeOverrun, Set(phase, 2)));
        if (p > 0) scope.Event("rolled back", phase.Is(2), window.Rollback.AsRate.TotalPerHour, Cause.UpgradeOverrun, [Set(phase, 0), .. whenItCloses]);
    }
}
