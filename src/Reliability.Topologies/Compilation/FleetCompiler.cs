using System.Collections.Immutable;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Compilation;

/// <summary>
/// Compiles the copies of a pair in lockstep, the hosts that they share, told apart, and whatever else the service needs, once, to one model. Copies are spread over the hosts evenly, so that those that leave one
/// host find their places on many.
/// </summary>
public static class FleetCompiler
{
    /// <summary>The fleet of the first service; <c>null</c> when it needs no part with copies. O(copies + hosts).</summary>
    public static Fleet? Compile(Topology topology)
    {
        var service = topology.Services[0];
        var needed = service.Needs.Parts().ToHashSet(StringComparer.Ordinal);
        if (topology.Parts.OfType<FaultTolerantPair>().FirstOrDefault(p => p.Copies > 1 && needed.Contains(p.Name)) is not { } pair) return null;
        var model = new ModelBuilder(topology.Name);
        var processes = new Dictionary<string, PartProcess>(StringComparer.Ordinal);
        foreach (var part in topology.Parts.Where(p => p != pair)) processes.Add(part.Name, part.AddProcess(new PartScope(model, part.Name, topology.Assumptions, part.Host is null ? null : processes[part.Host].Up)));
        var supplied = topology.Parts.Where(p => p != pair).ToDictionary(p => p.Name, p => new SuppliedPart(processes[p.Name], TopologyCompiler.Supplies(topology, p, processes)), StringComparer.Ordinal);
        var supplies = TopologyCompiler.Supplies(topology, pair, processes);
        var hosts = Hosts(model, pair, topology.Assumptions);
        var up = ImmutableArray.CreateBuilder<Expression>(pair.Copies);
        for (var copy = 0; copy < pair.Copies; copy++)
        {
            var process = FleetPair.Add(new PartScope(model, $"{pair.Name}{copy + 1}", topology.Assumptions), pair, copy, Candidates(hosts, copy));
            supplied[pair.Name] = new SuppliedPart(process, supplies);
            up.Add(TopologyCompiler.Up(service.Needs, supplied));
        }

        return new Fleet(pair.Name, hosts.Length, model.Build(), up.MoveToImmutable());
    }

    private static VariableExpression[] Hosts(ModelBuilder model, FaultTolerantPair pair, Assumptions assumptions)
    {
        var scope = new PartScope(model, pair.Name, assumptions);
        var down = assumptions.RepairCrewShared ? scope.Integer("hosts_down", pair.Hosts) : null;
        var hosts = new VariableExpression[pair.Hosts];
        for (var h = 0; h < hosts.Length; h++)
        {
            var failed = hosts[h] = scope.Integer($"host{h + 1}_failed", 1);
            scope.Event($"host {h + 1} fails", failed.Is(0), pair.Hardware.FailureRate, Cause.Hardware, down is null ? [Set(failed, 1)] : [Set(failed, 1), Set(down, down + 1)]);
            // One crew works at all failed hosts at once, as it does where hosts are only counted: the number that is down follows the same law.
            Expression rate = down is null ? pair.Hardware.RepairRate : (Expression)pair.Hardware.RepairRate / down;
            scope.Event($"host {h + 1} is repaired", failed.Is(1), rate, Cause.Hardware, down is null ? [Set(failed, 0)] : [Set(failed, 0), Set(down, down - 1)]);
        }

        return hosts;
    }

    // Three hosts for a copy: the first in turn, the others at strides that change with each round, so that no two hosts share all their copies.
    private static VariableExpression[] Candidates(VariableExpression[] hosts, int copy)
    {
        var n = hosts.Length;
        if (n <= FleetPair.MostCandidates) return [.. Enumerable.Range(0, n).Select(k => hosts[(copy + k) % n])];
        var (home, round) = (copy % n, copy / n);
        var second = 1 + (int)(round * 7919L % (n - 1));
        var third = 1 + (int)((round * 104_729L + 1) % (n - 1));
        if (third == second) third = third % (n - 1) + 1;
        return [hosts[home], hosts[(home + second) % n], hosts[(home + third) % n]];
    }
}
