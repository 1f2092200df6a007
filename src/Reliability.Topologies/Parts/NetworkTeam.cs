using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Compilation;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Parts;

/// <summary>Teamed network paths, each an adapter, a cable and a switch port: one is enough, and the team moves traffic when a path fails.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Paths">Number of paths, at least 1.</param>
/// <param name="Path">Failure and repair of one path.</param>
/// <param name="Coverage">Probability that the team notices a failed path at once.</param>
/// <param name="Recovery">Mean time until an unnoticed failure heals.</param>
public sealed record NetworkTeam(string Name, int Paths, Hardware Path, double Coverage, Duration Recovery) : Part(Name)
{
    internal override PartProcess AddProcess(PartScope scope)
    {
        var up = scope.Integer("paths_up", Paths, Paths);
        var blind = scope.Integer("blind", 1);
        var settled = blind.Is(0);
        var during = scope.Assumptions.FailuresDuringRecovery;
        scope.Branch(
            "path fails", settled & up.IsAtLeast(2), up * (Expression)Path.FailureRate, Cause.Network,
            With(Coverage, Cause.Network, Set(up, up - 1)),
            With(1 - Coverage, Cause.UncoveredFailover, Set(up, up - 1), Set(blind, 1)));
        scope.Event("last path fails", up.Is(1) & (during ? Expression.True : settled), Path.FailureRate, Cause.Network, Set(up, 0), Set(blind, 0));
        if (during) scope.Event("path fails unnoticed", blind.Is(1) & up.IsAtLeast(2), up * (Expression)Path.FailureRate, Cause.Network, Set(up, up - 1));
        Expression crews = scope.Assumptions.RepairCrewShared ? 1 : (Expression)Paths - up;
        scope.Event("path repaired", up.IsAtMost(Paths - 1) & (during ? Expression.True : settled), crews * (Expression)Path.RepairRate, Cause.Network, Set(up, up + 1));
        scope.Event("team notices", blind.Is(1), Recovery.AsRate.TotalPerHour, Cause.Network, Set(blind, 0));
        return new PartProcess(up.IsAtLeast(1) & settled, null, (up.IsAtLeast(1) & settled).Choose(up / (Expression)Paths, 0.0));
    }

    internal override string AddTree(TreeScope scope)
    {
        scope.CannotSee(Cause.UncoveredFailover);
        if (Paths > 1 && scope.Assumptions.RepairCrewShared) scope.TakesNoAccountOf("one repair crew for all paths");
        return scope.And("network", [.. Enumerable.Range(1, Paths).Select(i => scope.Event($"path{i}", Path.Unavailability, Cause.Network))]);
    }
}
