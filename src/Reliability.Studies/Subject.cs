using System.Collections.Immutable;
using Reliability.FaultTrees;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Services;

namespace Reliability.Studies;

/// <summary>A model with what a study needs to know about it: where its service is up, where data are lost, and perhaps its fault tree.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Source">The file it came from.</param>
/// <param name="Model">The model that every engine answers.</param>
/// <param name="Up">Where the service is up.</param>
public sealed record Subject(string Name, string Source, StochasticModel Model, Expression Up)
{
    /// <summary>The topology that the model was compiled from; <c>null</c> for a model file.</summary>
    public Topologies.Topology? Topology { get; init; }

    /// <summary>Where data are lost.</summary>
    public Expression? DataLoss { get; init; }

    /// <summary>Rewards to report, with the measure each is shown as.</summary>
    public ImmutableArray<(string Measure, Reward Reward)> Rewards { get; init; } = [];

    /// <summary>The static fault tree.</summary>
    public FaultTree? FaultTree { get; init; }

    /// <summary>Downtime that the static tree cannot see: of which part, by which cause.</summary>
    public ImmutableArray<(string Part, Cause Cause)> Invisible { get; init; } = [];

    /// <summary>What else happens in time that the static tree cannot say, in words.</summary>
    public ImmutableArray<string> TreeDynamics { get; init; } = [];

    /// <summary>The switches that change the answer.</summary>
    public ImmutableArray<(string Switch, string Setting)> Assumptions { get; init; } = [];

    /// <summary>Every number that went in: its place in the file, its value, whether it is a default, and what it means.</summary>
    public ImmutableArray<InputValue> Inputs { get; init; } = [];

    /// <summary>Downtime per year that was agreed on, in minutes.</summary>
    public double? ObjectiveMinutes { get; init; }

    /// <summary>Whether scheduled downtime counts against the objective.</summary>
    public bool ScheduledDowntimeCounts { get; init; } = true;

    /// <summary>
    /// A subject for the first service of a topology, for every other that has an objective of its own, and for those that need a part which no earlier
    /// one does; what only serves as a step of another is left out.
    /// </summary>
    public static ImmutableArray<Subject> All(string source, CompiledTopology topology, ImmutableArray<InputValue> inputs)
    {
        var shown = new List<CompiledService>();
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in topology.Services)
        {
            var parts = service.Service.Needs.Parts().ToArray();
            if (shown.Count == 0 || service.Service.DowntimeObjective is not null || !needed.IsSupersetOf(parts)) shown.Add(service);
            needed.UnionWith(parts);
        }

        return [.. shown.Select(s => From(source, topology, inputs, s, shown.Count == 1 ? topology.Topology.Name : $"{topology.Topology.Name}: {s.Service.Name}"))];
    }

    /// <summary>The subject of a topology's first service.</summary>
    public static Subject From(string source, CompiledTopology topology, ImmutableArray<InputValue> inputs) => From(source, topology, inputs, topology.Services[0], topology.Topology.Name);

    private static Subject From(string source, CompiledTopology topology, ImmutableArray<InputValue> inputs, CompiledService service, string name)
    {
        var model = topology.Model;
        return new Subject(name, source, model, model.FindLabel(service.UpLabel)!.Predicate)
        {
            Topology = topology.Topology,
            DataLoss = service.DataLossLabel is null ? null : model.FindLabel(service.DataLossLabel)!.Predicate,
            Rewards =
            [
                (Results.MeasureNames.Capacity, model.FindReward(service.CapacityReward)!),
                (Results.MeasureNames.ServiceWeighted, model.FindReward(service.WeightReward)!),
                .. model.Rewards.Where(r => r.Name.EndsWith("-unprotected", StringComparison.Ordinal) || r.Name.EndsWith("-down", StringComparison.Ordinal)).Select(r => ("expected-" + r.Name, r)),
            ],
            FaultTree = service.FaultTree,
            Invisible = service.Invisible,
            TreeDynamics = service.TreeDynamics,
            Assumptions = [.. topology.Topology.Assumptions.Describe()],
            Inputs = inputs,
            ObjectiveMinutes = service.Service.DowntimeObjective?.TotalMinutes,
            ScheduledDowntimeCounts = topology.Topology.Assumptions.ScheduledDowntimeCounts,
        };
    }

    /// <summary>The subject of a model file: its label <c>up</c> says where the service is up, or its label <c>down</c> where it is not; <c>null</c> when it has neither.</summary>
    /// <param name="source">The file it came from.</param>
    /// <param name="model">The model.</param>
    /// <param name="needsUp">Whether it must say where a service is up; else one that does not is up everywhere.</param>
    public static Subject? From(string source, StochasticModel model, bool needsUp = true)
    {
        if ((model.FindLabel(Label.Up)?.Predicate ?? (model.FindLabel(Label.Down) is { } down ? !down.Predicate : needsUp ? null : Expression.True)) is not { } up) return null;
        return new Subject(model.Name, source, model, up)
        {
            DataLoss = model.FindLabel(Label.DataLoss)?.Predicate,
            Rewards = [.. model.Rewards.Select(r => (MeasureOf(r.Name), r))],
        };
    }

    private static string MeasureOf(string reward) => reward switch
    {
        Reward.Capacity => Results.MeasureNames.Capacity,
        Reward.ServiceWeighted => Results.MeasureNames.ServiceWeighted,
        _ => "expected-" + reward,
    };
}
