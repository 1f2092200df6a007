using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Data loss, which is another question than downtime.</summary>
internal static class DataLossFigures
{
    /// <summary>The topologies that keep data.</summary>
    public static Comparison Keeping(Comparison comparison) => comparison with { Studies = [.. comparison.Studies.Where(s => s.Measurements.Any(m => m.Measure == MeasureNames.DataLossProbability))] };

    /// <summary>Probability within a year; <c>null</c> when no topology keeps data.</summary>
    public static Chart? Probability(Comparison comparison, bool linear)
    {
        var keeping = Keeping(comparison);
        return keeping.Studies.IsEmpty ? null : AvailabilityFigures.Intervals(
            keeping,
            MeasureNames.DataLossProbability,
            "Data loss by topology",
            "probability of a data loss within a year",
            "An arrow stands where the simulation saw no loss: only an upper bound is known. Topologies that keep no data in their model are left out.",
            linear);
    }
}
