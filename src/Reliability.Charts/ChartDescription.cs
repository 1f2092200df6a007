namespace Reliability.Charts;

/// <summary>A chart in one sentence or two, for readers who do not see it.</summary>
internal static class ChartDescription
{
    public static string Of(Chart chart)
    {
        string content = chart switch
        {
            MatrixChart m => $"Table of numbers in {m.Unit}. Rows: {List(m.RowNames)}{(m.TotalRowName is { } t ? $"; {t}" : "")}. Columns: {List(m.ColumnNames)}{(m.TotalColumnName is { } c ? $"; {c}" : "")}.",
            IntervalChart i => $"Points with intervals on a {(i.Linear ? "linear" : "logarithmic")} axis, {i.AxisLabel}. Categories: {List(i.CategoryNames)}. Series: {List(i.Series.Select(s => s.Name))}.",
            StackedBarChart b => $"Stacked bars, {b.AxisLabel}. Bars: {List(b.CategoryNames)}. Segments: {List(b.Series.Select(s => s.Name))}.",
            LineChart l => $"Lines of {l.YLabel} over {l.XLabel}. Lines: {List(l.Series.Select(s => s.Name))}.",
            DiagramChart d => Inside(d.Root),
            _ => "",
        };
        return string.Join(' ', new[] { chart.Subtitle, content, chart.Caption }.Where(s => !string.IsNullOrWhiteSpace(s)).Select(Sentence));
    }

    private static string Inside(DiagramBox box)
    {
        string ties = string.Concat(box.Ties.Select(t => $"; {t.Label} between {box.Boxes[t.From].Name} and {box.Boxes[t.From + 1].Name}"));
        string bands = string.Concat(box.Bands.Select(b => $"; {b.Text}"));
        string lines = box.Lines.IsEmpty ? "" : $" ({List(box.Lines)})";
        return box.Boxes.IsEmpty ? box.Name + lines : $"{box.Name}{lines}: [{string.Join(", ", box.Boxes.Select(Inside))}{ties}{bands}]";
    }

    private static string Sentence(string? text) => text!.EndsWith('.') ? text : text + ".";

    private static string List(IEnumerable<string> names) => string.Join("; ", names);
}
