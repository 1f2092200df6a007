namespace Reliability.Charts;

/// <summary>A chart in one sentence or two, for readers who do not see it.</summary>
internal static class ChartDescription
{
    public static string Of(Chart chart)
    {
        string content = chart switch
        {
            MatrixChart m => $"Table of numbers in {m.Unit}. Rows: {List(m.RowNames)}{(m.TotalRowName is { } t ? $"; {t}" : "")}. Columns: {List(m.ColumnNames)}.",
            IntervalChart i => $"Points with intervals on a logarithmic axis, {i.AxisLabel}. Categories: {List(i.CategoryNames)}. Series: {List(i.Series.Select(s => s.Name))}.",
            StackedBarChart b => $"Stacked bars, {b.AxisLabel}. Bars: {List(b.CategoryNames)}. Segments: {List(b.Series.Select(s => s.Name))}.",
            LineChart l => $"Lines of {l.YLabel} over {l.XLabel}. Lines: {List(l.Series.Select(s => s.Name))}.",
            _ => "",
        };
        return string.Join(' ', new[] { chart.Subtitle, content, chart.Caption }.Where(s => !string.IsNullOrWhiteSpace(s)).Select(Sentence));
    }

    private static string Sentence(string? text) => text!.EndsWith('.') ? text : text + ".";

    private static string List(IEnumerable<string> names) => string.Join("; ", names);
}
