using System.Collections.Immutable;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;
using Reliability.Studies.Results;
using Reliability.Topologies.Compilation;

namespace Reliability.Studies.Fleets;

/// <summary>Plays all copies of a service on the hosts, feeds and networks that they share, to tell how many are down at once.</summary>
internal static class FleetStudy
{
    // Ten years unless asked otherwise; whole blocks of replications, few of them, since each has thousands of copies.
    private const int Replications = 8;

    /// <summary>The result; <c>null</c> for a subject without copies.</summary>
    /// <exception cref="SimulationException">The model does what no model may do.</exception>
    public static FleetResult? Run(Subject subject, StudyOptions options, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        if (subject.Topology is not { } topology || FleetCompiler.Compile(topology) is not { } fleet) return null;
        var target = new SimulationTarget(Expression.AtLeast(fleet.Up.Length, fleet.Up), null, []) { Copies = fleet.Up };
        var settings = new SimulationOptions
        {
            Seed = options.Seed,
            Threads = options.Threads,
            ReplicationHours = options.ReplicationHours,
            WarmUpHours = options.WarmUpHours,
            MinimumReplications = Replications,
            MaximumReplications = Replications,
            Confidence = options.Confidence,
        };
        var result = Simulator.Run(fleet.Model, target, settings, compiler, null, cancellation);
        return new FleetResult(fleet, result, result.Simultaneous.Sum(s => s.FractionOfTime.Estimate));
    }

    /// <summary>How long, and how often a year, so many copies or more are down: by number.</summary>
    public static IEnumerable<Measurement> Measurements(FleetResult fleet, double seconds)
    {
        var r = fleet.Simulation;
        var method = $"{r.Replications} replications of {QuantityText.Duration(r.ReplicationHours)}, {fleet.Fleet.Up.Length} copies on {fleet.Fleet.Hosts} hosts";
        yield return new Measurement(MeasureNames.CopiesDown, "simulation", fleet.MeanDown, "", method, ErrorKind.Interval) { Seconds = seconds };
        foreach (var s in r.Simultaneous)
        {
            yield return Of($"{MeasureNames.SimultaneousOutages}/{s.Copies}", s.FractionOfTime, "", 1);
            yield return Of($"{MeasureNames.SimultaneousOutageFrequency}/{s.Copies}", s.PerHour, "1/yr", Duration.HoursPerYear);
        }

        Measurement Of(string measure, ConfidenceInterval i, string unit, double factor) => SimulationMeasurements.Of(measure, i, unit, factor, method, r.Replications, seconds);
    }
}
