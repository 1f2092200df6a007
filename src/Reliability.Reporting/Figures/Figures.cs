using System.Collections.Immutable;
using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>The pictures of a comparison, as values.</summary>
public static class Figures
{
    /// <summary>Every figure that has something to show, in the order of the report; the first three are always there.</summary>
    public static ImmutableArray<ReportFigure> All(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ReportFigure?[] figures =
        [
            new("downtime-by-cause", DowntimeByCause(comparison), "Which threat costs which topology how many minutes a year. Darker is more, each step of the scale a factor of ten."),
            new("downtime-budget", DowntimeBudget(comparison), "Where the minutes of a year go, by the cause that began the outage; the segments of a bar add up to the number at its end. What is planned is grey."),
            new("availability", Availability(comparison), "The same quantity by each engine, with the interval of the simulation; further left is better.") { Linear = AvailabilityFigures.ThreeWays(comparison, linear: true) },
            LayerFigures.Budget(comparison) is { } layers ? new("downtime-by-layer", layers, "The same minutes by the part whose event began the outage. Where windows of several parts open at once, the outage is booked to the part that comes last.") : null,
            Curve("availability-over-time", TimeFigures.Availability(comparison, linear: false), TimeFigures.Availability(comparison, linear: true), "Expected share of the time down from the start until t, everything whole at the start. On the linear scale: the minutes down that have come together by then."),
            Curve("reliability-over-time", TimeFigures.Reliability(comparison, linear: false), TimeFigures.Reliability(comparison, linear: true), "Probability of at least one interruption until t, windows included. On the linear scale: of none."),
            DataLossFigures.Probability(comparison, linear: false) is { } loss ? new("data-loss", loss, "Probability of a data loss within a year; further left is better.") { Linear = DataLossFigures.Probability(comparison, linear: true) } : null,
        ];
        return [.. figures.OfType<ReportFigure>()];
    }

    /// <summary>Names of all files that figures may take, without ending, whether they have something to show or not.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["downtime-by-cause", "downtime-budget", "availability", "downtime-by-layer", "availability-over-time", "reliability-over-time", "data-loss"];

    /// <summary>Minutes down per year by threat and topology.</summary>
    public static Chart DowntimeByCause(Comparison comparison) => CauseFigures.Matrix(comparison);

    /// <summary>Minutes down per year, one bar a topology, put together from causes.</summary>
    public static Chart DowntimeBudget(Comparison comparison) => CauseFigures.Budget(comparison);

    /// <summary>Unavailability by each engine, with intervals.</summary>
    public static Chart Availability(Comparison comparison) => AvailabilityFigures.ThreeWays(comparison, linear: false);

    /// <summary>The drawing of a topology; <c>null</c> for a model that is none.</summary>
    public static Chart? Drawing(ModelStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.Subject.Topology is { } topology ? Drawings.TopologyDrawing.Of(topology) : null;
    }

    /// <summary>The names of the topologies as pictures print them.</summary>
    internal static ImmutableArray<string> Labels(Comparison comparison) => [.. comparison.Studies.Select(s => Wording.Label(s.Subject.Name))];

    private static ReportFigure? Curve(string name, Chart? logarithmic, Chart? linear, string caption) =>
        logarithmic is null ? null : new(name, logarithmic, caption) { Linear = linear };
}
