using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Tests.RareEvents;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine;

/// <summary>A chain whose unavailability is known.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Model">The model.</param>
/// <param name="Up">Where it is up.</param>
/// <param name="Unavailability">The exact value.</param>
/// <param name="Frequency">Outages per hour, about, from which the length of a replication is made.</param>
/// <param name="WarmUpHours">After which the start is forgotten.</param>
internal sealed record CoverageCase(string Name, StochasticModel Model, Expression Up, double Unavailability, double Frequency, double WarmUpHours)
{
    public static CoverageCase TwoStates()
    {
        const double L = 0.01, M = 0.2;
        var (model, up) = Study.TwoStates(L, M);
        return new("two states", model, up, L / (L + M), L * M / (L + M), 60);
    }

    public static CoverageCase FourOfFive()
    {
        var (model, up) = FiveNodes(0.002, 0.2);
        const double P = 0.2 / 0.202, Q = 1 - P;
        return new("four of five", model, up, 1 - Math.Pow(P, 5) - (5 * Q * Math.Pow(P, 4)), 5 * Q * Math.Pow(P, 4) * 4 * 0.002, 60);
    }

    // Two nodes, one repairer, coverage 0.9: states 2, 1, U (uncovered, down until mended), 0. Cuts: p2 2L = p1 M; pU B = p2 2L (1-C); p0 M = p1 L.
    public static CoverageCase Failover()
    {
        const double L = 0.02, M = 0.5, C = 0.9, B = 4, P1 = 2 * L / M, PU = 2 * L * (1 - C) / B, P0 = P1 * L / M, Sum = 1 + P1 + PU + P0;
        var b = new ModelBuilder("failover");
        var n = b.Integer("n", 0, 2, 2);
        var stuck = b.Boolean("stuck");
        b.Exponential("fail", n.IsAtLeast(1) & !stuck, n * L, Cause.Hardware, [
            new Outcome(n.Is(2).Choose(C, 1.0), [Set(n, n - 1)]),
            new Outcome(n.Is(2).Choose(1 - C, 0.0), [Set(n, n - 1), Set(stuck, true)], Cause.UncoveredFailover)]);
        b.Exponential("help", stuck, B, Cause.Unknown, Set(stuck, false));
        b.Exponential("repair", n.IsAtMost(1) & !stuck, M, Cause.Unknown, Set(n, n + 1));
        return new("failover", b.Build(), n.IsAtLeast(1) & !stuck, (PU + P0) / Sum, ((2 * L * (1 - C)) + (P1 * L)) / Sum, 40);
    }

    // Three nodes, one repairer: p(k) falls by (3 - k) L / M from k failed to k + 1.
    public static CoverageCase ThreeWithOneRepairer()
    {
        const double L = 0.01, M = 0.25, R1 = 3 * L / M, R2 = R1 * 2 * L / M, R3 = R2 * L / M, Sum = 1 + R1 + R2 + R3;
        var b = new ModelBuilder("three");
        var failed = b.Integer("failed", 0, 3);
        b.Exponential("fail", failed.IsAtMost(2), (3 - failed) * L, Cause.Hardware, Set(failed, failed + 1));
        b.Exponential("repair", failed.IsAtLeast(1), M, Cause.Unknown, Set(failed, failed - 1));
        return new("three with one repairer", b.Build(), failed.IsAtMost(2), R3 / Sum, R2 * L / Sum, 80);
    }

    /// <summary>The pair of hosts of the reference cases; <c>null</c> where these are absent.</summary>
    public static CoverageCase? Ha16()
    {
        if (RareCases.Absent) return null;
        var b = new ModelBuilder("ha16");
        var hosts = Enumerable.Range(0, 2).Select(i => b.Integer($"h{i}", 0, 3)).ToArray();
        foreach (var (h, other) in new[] { (hosts[0], hosts[1]), (hosts[1], hosts[0]) })
        {
            b.Exponential($"crash {h.Name}", h.Is(0), 1.0 / 720, Cause.Software, Set(h, 1));
            b.Exponential($"break {h.Name}", h.Is(0), 1.0 / 8760, Cause.Hardware, Set(h, 3));
            b.Exponential($"detect {h.Name}", h.Is(1), 120.0, Cause.Unknown, Set(h, 2));
            b.Exponential($"boot {h.Name}", h.Is(2), 12.0, Cause.Unknown, Set(h, 0));
            b.Exponential($"dead {h.Name}", h.Is(2), 0.6, Cause.Hardware, Set(h, 3));
            b.Exponential($"mend {h.Name}", h.Is(3), other.Is(3).Choose(0.125, 0.25), Cause.Unknown, Set(h, 0));
        }

        return new("ha16", b.Build(), hosts[0].Is(0) | hosts[1].Is(0), RareCases.Value("ha16", "unavailability"), 1 / RareCases.Value("ha16", "mttf"), 100);
    }
}
