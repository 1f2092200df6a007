using Reliability.Charts;
using Reliability.Studies.Results;
using Reliability.Topologies.Parts;

namespace Reliability.Reporting;

/// <summary>Downtime divided by layer: by the kind of the part whose event began the outage.</summary>
internal static class LayerFigures
{
    /// <summary>The layers that cost anything, in a fixed order.</summary>
    public static IReadOnlyList<string> Layers(Comparison comparison)
    {
        var present = comparison.Studies.SelectMany(s => s.Layers).Where(l => l.MinutesPerYear > 0).Select(l => l.Kind).ToHashSet(StringComparer.Ordinal);
        return [.. PartKind.All.Where(present.Contains)];
    }

    /// <summary>Minutes of one layer; NaN where downtime is not divided by layer.</summary>
    public static double Minutes(ModelStudy study, string layer) => study.Layers.IsEmpty ? double.NaN : study.Layers.Where(l => l.Kind == layer).Sum(l => l.MinutesPerYear);

    /// <summary>One bar a topology; <c>null</c> when no topology is divided.</summary>
    public static Chart? Budget(Comparison comparison)
    {
        var layers = Layers(comparison);
        if (layers.Count == 0) return null;
        return new StackedBarChart
        {
            Title = "Downtime budget by layer",
            CategoryNames = Figures.Labels(comparison),
            Series = [.. layers.Select(l => new BarSeries(l, [.. comparison.Studies.Select(s => Minutes(s, l))], CauseColors.OfLayer(l)))],
            AxisLabel = "downtime (min/yr)",
            Unit = "min/yr",
        };
    }
}
