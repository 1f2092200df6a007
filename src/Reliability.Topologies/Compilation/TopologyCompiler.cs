using System.Collections.Immutable;
using Reliability.FaultTrees;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;

namespace Reliability.Topologies.Compilation;

/// <summary>Compiles a topology to the one stochastic model and to a fault tree for each service.</summary>
public static class TopologyCompiler
{
    /// <summary>Compiles a topology whose names and references are right (readers see to that).</summary>
    /// <exception cref="ArgumentException">A name is missing or used twice, or a service needs what does not exist.</exception>
    public static CompiledTopology Compile(Topology topology)
    {
        var model = new ModelBuilder(topology.Name);
        var processes = new Dictionary<string, PartProcess>(StringComparer.Ordinal);
        foreach (var part in topology.Parts) processes.Add(part.Name, part.AddProcess(new PartScope(model, part.Name, topology.Assumptions, part.Host is null ? null : processes[part.Host].Up)));

        var supplied = topology.Parts.ToDictionary(p => p.Name, p => new SuppliedPart(processes[p.Name], Supplies(topology, p, processes)), StringComparer.Ordinal);
        var services = topology.Services.Select(service => Compile(topology, service, supplied, model)).ToImmutableArray();
        return new CompiledTopology(topology, model.Build(), services);
    }

    /// <summary>What a part needs besides itself: it serves while it works, its host does, and any of its feeds is up.</summary>
    internal static IReadOnlyList<Expression> Supplies(Topology topology, Part part, IReadOnlyDictionary<string, PartProcess> processes)
    {
        var supplies = new List<Expression>();
        if (part.Power.Count > 0) supplies.Add(Expression.Any(part.Power.Select(f => processes[f].Up)));
        if (part.Host is not null) supplies.AddRange([processes[part.Host].Up, .. Supplies(topology, topology.Parts.First(p => p.Name == part.Host), processes)]);
        return supplies;
    }

    private static CompiledService Compile(Topology topology, Service service, Dictionary<string, SuppliedPart> processes, ModelBuilder model)
    {
        var names = topology.Services.Count == 1 ? "" : service.Name + ".";
        var up = Up(service.Needs, processes);
        var upLabel = names + Label.Up;
        model.Label(upLabel, up);
        // What a model says of itself is said of its first service.
        var isFirst = names.Length > 0 && service == topology.Services[0];
        if (isFirst) model.Label(Label.Up, up);
        var needed = service.Needs.Parts().Distinct(StringComparer.Ordinal).ToArray();
        var losses = DataLoss(service.Needs, processes);
        string? lossLabel = null;
        if (!losses.IsFalse)
        {
            lossLabel = names + Label.DataLoss;
            model.Label(lossLabel, losses);
            if (isFirst) model.Label(Label.DataLoss, losses);
        }

        var capacity = names + Modeling.Models.Reward.Capacity;
        var weight = names + Modeling.Models.Reward.ServiceWeighted;
        var series = service.Needs is NeedPart || (service.Needs is NeedAtLeast n && n.Threshold == n.Needs.Count && n.Needs.All(p => p is NeedPart));
        model.Reward(capacity, Share(series, needed, processes, up, p => p.Capacity));
        model.Reward(weight, Share(series, needed, processes, up, p => p.Weight));
        var (tree, invisible, dynamics) = Tree(topology, service, needed);
        return new CompiledService(service, upLabel, lossLabel, capacity, weight, tree, invisible, dynamics);
    }

    // Where all parts are needed, shares multiply; elsewhere service is there or not. What supplies several parts counts once, and each condition is a factor
    // of its own, so that independent parts stay apart.
    private static Expression Share(bool series, string[] parts, Dictionary<string, SuppliedPart> processes, Expression up, Func<PartProcess, Expression?> share) =>
        series
            ? parts.Select(p => share(processes[p].Process) ?? processes[p].Process.Up.Choose(1.0, 0.0))
                .Concat(parts.SelectMany(p => processes[p].Supplies).Distinct().Select(s => s.Choose(1.0, 0.0)))
                .Aggregate((a, b) => a * b)
            : up.Choose(1.0, 0.0);

    /// <summary>Where a need is met.</summary>
    internal static Expression Up(Need need, Dictionary<string, SuppliedPart> processes) => need switch
    {
        NeedPart p => processes[p.Part].Up,
        NeedAtLeast k => Expression.AtLeast(k.Threshold, k.Needs.Select(n => Up(n, processes))),
        _ => throw new NotSupportedException(need.GetType().Name),
    };

    // Data are lost where so many copies are lost that the need cannot be met from the others.
    private static Expression DataLoss(Need need, Dictionary<string, SuppliedPart> processes) => need switch
    {
        NeedPart p => processes[p.Part].Process.DataLoss ?? Expression.False,
        NeedAtLeast k => Expression.AtLeast(k.Needs.Count - k.Threshold + 1, k.Needs.Select(n => DataLoss(n, processes))),
        _ => throw new NotSupportedException(need.GetType().Name),
    };

    private static (FaultTree Tree, ImmutableArray<(string Part, Cause Cause)> Invisible, ImmutableArray<string> Dynamics) Tree(Topology topology, Service service, string[] needed)
    {
        var builder = new FaultTreeBuilder($"{topology.Name}: {service.Name}");
        var invisible = new HashSet<(string Part, Cause Cause)>();
        var dynamics = new List<string>();
        var windows = new HashSet<string>(StringComparer.Ordinal);
        var tops = new Dictionary<string, string>(StringComparer.Ordinal);
        var byName = topology.Parts.ToDictionary(p => p.Name, StringComparer.Ordinal);
        var hosts = needed.Select(p => byName[p].Host).OfType<string>().ToArray();
        var feeds = needed.Concat(hosts).SelectMany(p => byName[p].Power);
        foreach (var name in feeds.Concat(hosts).Concat(needed).Distinct(StringComparer.Ordinal))
        {
            var part = byName[name];
            var scope = new TreeScope(builder, name, topology.Assumptions, invisible, dynamics, windows);
            var down = part.AddTree(scope);
            if (part.Power.Count > 0) down = scope.Or("down or dark", down, scope.And("dark", [.. part.Power.Select(f => tops[f])]));
            if (part.Host is not null) down = scope.Or("down or its host", down, tops[part.Host]);
            tops.Add(name, down);
        }

        var count = 0;
        var top = Down(service.Needs);
        // A single basic event is wrapped, so that the top is always a gate of its own name.
        builder.Or(service.Name + " down", top);
        var tree = builder.BuildOrThrow(service.Name + " down");
        return (tree, [.. invisible.OrderBy(i => i.Cause, Cause.ReportOrder).ThenBy(i => i.Part, StringComparer.Ordinal)], [.. dynamics]);

        string Down(Need need)
        {
            if (need is NeedPart p) return tops[p.Part];
            var k = (NeedAtLeast)need;
            var inputs = k.Needs.Select(Down).ToArray();
            if (inputs.Length == 1) return inputs[0];
            var gate = $"{service.Name} need {++count}";
            if (k.Threshold == inputs.Length) builder.Or(gate, inputs);
            else if (k.Threshold == 1) builder.And(gate, inputs);
            else builder.AtLeast(gate, inputs.Length - k.Threshold + 1, inputs);
            return gate;
        }
    }
}
