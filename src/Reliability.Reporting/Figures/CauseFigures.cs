using System.Collections.Immutable;
using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Downtime divided by cause.</summary>
internal static class CauseFigures
{
    private const string Undivided = "all causes";
    private const int MostColumns = 8;

    /// <summary>Threats down the side and topologies across; where there are many topologies the other way round, so that it stays legible on paper.</summary>
    public static Chart Matrix(Comparison comparison)
    {
        var causes = comparison.Causes;
        var divided = causes.Length > 0;
        ImmutableArray<string> threats = divided ? [.. causes.Select(Wording.Label)] : [Undivided];
        ImmutableArray<ImmutableArray<double>> byThreat = divided
            ? [.. causes.Select(c => Row(comparison, s => s.OfCause(c)))]
            : [Row(comparison, Total)];
        var turned = comparison.Studies.Length > MostColumns;
        return new MatrixChart
        {
            Title = "Downtime by threat and topology",
            Subtitle = "Minutes down per year, by what began the outage",
            RowNames = turned ? Figures.Labels(comparison) : threats,
            ColumnNames = turned ? threats : Figures.Labels(comparison),
            Values = turned ? [.. comparison.Studies.Select((_, s) => byThreat.Select(row => row[s]).ToImmutableArray())] : byThreat,
            Unit = "min/yr",
            TotalRowName = divided && !turned ? Undivided : null,
            TotalColumnName = divided && turned ? Undivided : null,
        };
    }

    /// <summary>One bar a topology, put together from causes.</summary>
    public static Chart Budget(Comparison comparison)
    {
        var causes = comparison.Causes;
        return new StackedBarChart
        {
            Title = "Downtime budget by cause",
            CategoryNames = Figures.Labels(comparison),
            Series = causes.Length > 0
                ? [.. causes.Select((c, i) => new BarSeries(Wording.Label(c), Row(comparison, s => s.OfCause(c)), CauseColors.Of(c, i)))]
                : [new BarSeries(Undivided, Row(comparison, Total))],
            AxisLabel = "downtime (min/yr)",
            Unit = "min/yr",
        };
    }

    private static ImmutableArray<double> Row(Comparison comparison, Func<ModelStudy, double> value) => [.. comparison.Studies.Select(value)];

    private static double Total(ModelStudy study) => study.Find(MeasureNames.Downtime) is { } found && double.IsFinite(found.Value) ? Math.Max(0, found.Value) : double.NaN;
}
