using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Parts;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Compilation;

/// <summary>
/// One copy of a pair in lockstep among many: the process of <see cref="FaultTolerantPair"/> with the host of each of its two machines known. A machine that loses its host is brought up again on one of three hosts
/// that the copy may use.
/// </summary>
internal static class FleetPair
{
    /// <summary>Hosts that a copy may use.</summary>
    public const int MostCandidates = 3;

    /// <summary>Adds the process.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="copy">Number of the copy, from 0: windows of copies follow each other.</param>
    /// <param name="hosts">Whether each host that it may use has failed; at the start it runs on the first two.</param>
    public static PartProcess Add(PartScope scope, FaultTolerantPair pair, int copy, VariableExpression[] hosts)
    {
        // primary, secondary: the host, or none; phase: 0 runs, 1 software restarts, 2 recovers from a takeover that was not covered
        var none = hosts.Length;
        var primary = scope.Integer("primary", none);
        var secondary = scope.Integer("secondary", none, 1);
        var phase = scope.Integer("phase", 2);
        var link = pair.Link is null ? null : scope.Integer("link_failed", 1);
        var window = pair.Upgrade is null ? null : new WindowPhase(scope, Staggered(pair.Upgrade, copy, pair.Copies));
        var open = window?.Open ?? Expression.True;
        for (var h = 0; h < none; h++)
        {
            var lost = primary.Is(h) & hosts[h].Is(1);
            var runs = secondary.IsAtMost(none - 1) & phase.Is(0) & open;
            scope.AtOnce(
                $"loses host {h + 1}", lost & runs,
                With(pair.Coverage, Cause.Hardware, Set(primary, secondary), Set(secondary, none)),
                With(1 - pair.Coverage, Cause.UncoveredFailover, Set(primary, secondary), Set(secondary, none), Set(phase, 2)));
            scope.AtOnce($"loses host {h + 1} while down or alone", lost & !runs, Do(Set(primary, secondary), Set(secondary, none), Set(phase, secondary.Is(none).Choose(0, phase))));
            // Coverage is that of the loss of either host, as for the pair by itself.
            var unprotected = secondary.Is(h) & hosts[h].Is(1);
            scope.AtOnce($"loses its second host {h + 1}", unprotected & runs, With(pair.Coverage, Cause.Hardware, Set(secondary, none)), With(1 - pair.Coverage, Cause.UncoveredFailover, Set(secondary, none), Set(phase, 2)));
            scope.AtOnce($"loses its second host {h + 1} while down", unprotected & !runs, Do(Set(secondary, none)));
        }

        var free = Enumerable.Range(0, none).Select(h => (Host: h, Serves: hosts[h].Is(0) & !primary.Is(h))).ToArray();
        var any = Expression.Any(free.Select(f => f.Serves));
        var first = free.Reverse().Aggregate((Expression)none, (rest, f) => f.Serves.Choose(f.Host, rest));
        var linked = link is null ? Expression.True : link.Is(0);
        scope.Event("protected again", primary.IsAtMost(none - 1) & secondary.Is(none) & phase.Is(0) & linked & any, pair.Reprotection.AsRate.TotalPerHour, Cause.Hardware, Set(secondary, first));
        var boot = pair.Software?.Restart ?? pair.Recovery;
        scope.Event("started on another host", primary.Is(none) & any, boot.AsRate.TotalPerHour, Cause.Hardware, Set(primary, first));
        if (pair.Software is { } software)
        {
            scope.Event("the pair crashes", primary.IsAtMost(none - 1) & phase.Is(0) & open, software.CrashRate, Cause.CommonMode, Set(phase, 1));
            scope.Event("the pair is restarted", phase.Is(1) & open, software.RestartRate, Cause.CommonMode, Set(phase, 0));
        }

        scope.Event("recovered by hand", phase.Is(2) & open, pair.Recovery.AsRate.TotalPerHour, Cause.UncoveredFailover, Set(phase, 0));
        if (link is not null)
        {
            scope.Event("the link fails", link.Is(0), pair.Link!.FailureRate, Cause.Link, Set(link, 1), Set(secondary, none));
            scope.Event("the link is repaired", link.Is(1), pair.Link.RepairRate, Cause.Link, Set(link, 0));
        }

        window?.Add(primary.IsAtMost(none - 1) & phase.Is(0) & open, [Set(phase, 0)], []);
        return new PartProcess(primary.IsAtMost(none - 1) & phase.Is(0) & open);
    }

    // The windows of all copies are spread over the period.
    private static UpgradeWindow Staggered(UpgradeWindow window, int copy, int copies)
    {
        if (window.CountsTimeInService) return window;
        var offset = window.Start.TotalHours + (window.Every.TotalHours * copy / copies);
        return window with { Offset = Duration.FromHours(offset >= window.Every.TotalHours ? offset - window.Every.TotalHours : offset) };
    }
}
