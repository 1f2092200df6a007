using Reliability.Charts.Drawing;
using ScottPlot;

namespace Reliability.Charts.Layout;

/// <summary>Lays out a <see cref="MatrixChart"/>: the cells as wide as names and numbers need, a colour bar below.</summary>
internal sealed class MatrixLayout(Lettering letters)
{
    private const float NameGap = 10;
    private const float TotalGap = 8;
    private const float CellPadding = 12;
    private const float LeastCell = 58;
    private const float WidestCell = 150;
    private const int MostHeaderLines = 5;
    private const int FewColumns = 4;
    private static ChartColor Absent => new(246, 246, 246);

    public Sketch Lay(MatrixChart chart)
    {
        Check(chart);
        int rows = chart.RowNames.Length;
        int columns = chart.ColumnNames.Length;
        double[] totals = [.. Enumerable.Range(0, columns).Select(c => chart.Values.Sum(r => double.IsNaN(r[c]) ? 0 : r[c]))];
        IEnumerable<string> names = chart.TotalRowName is { } total ? [.. chart.RowNames, total] : chart.RowNames;
        CategoryRows side = new(letters, names, 26, chart.TotalRowName is null ? 0 : TotalGap);

        double[] sums = [.. chart.Values.Select(r => r.Sum(v => double.IsNaN(v) ? 0 : v))];
        IEnumerable<string> numbers = chart.Values.SelectMany(r => r).Concat(totals).Concat(sums).Select(NumberText.Format);
        float cell = CellWidth(chart, letters.Widest(numbers, Style.TextSize, bold: true));
        string[] heads = chart.TotalColumnName is { } all ? [.. chart.ColumnNames, all] : [.. chart.ColumnNames];
        List<List<string>> headers = [.. heads.Select(n => letters.Wrap(n, cell - 6, Style.TextSize))];
        float lineHeight = Lettering.LineHeight(Style.TextSize);
        float header = (headers.Max(h => h.Count) * lineHeight) + 6;
        float left = side.NameWidth + NameGap;
        Frame area = new(left, header, left + (cell * columns), header + side.Height);

        LogColors colors = LogColors.Over(chart.Values.SelectMany(r => r));
        ColorBar bar = new(letters, colors, chart.Unit, MathF.Max(200, MathF.Min(360, area.Width)));
        float barLeft = Math.Max(0, area.Right - bar.Width);
        Sketch sketch = new()
        {
            Width = Math.Max(area.Right + (chart.TotalColumnName is null ? 0 : TotalGap + cell), barLeft + bar.Width),
            Height = area.Bottom + 14 + bar.Height,
            Area = area,
            X = AxisTicks.None(0, area.Width),
            Y = AxisTicks.None(0, area.Height),
            Data = plot => Draw(plot, chart, side, cell, area.Height, colors),
        };

        for (int c = 0; c < columns; c++)
        {
            float start = header - 4 - (headers[c].Count * lineHeight);
            sketch.Texts.AddRange(letters.Block(headers[c], left + ((c + 0.5f) * cell), start, Align.Center, Style.TextSize, Style.Text));
            for (int r = 0; r < rows; r++)
            {
                double value = chart.Values[r][c];
                ChartColor ink = value > 0 ? colors.Of(value).Ink : Style.Grey;
                sketch.Texts.Add(letters.Line(NumberText.Format(value), left + ((c + 0.5f) * cell), header + side.Middle(r), Align.Center, Style.TextSize, ink));
                Frame box = new(left + (c * cell), header + side.Spans[r].Top, left + ((c + 1) * cell), header + side.Spans[r].Bottom);
                if (!double.IsNaN(value)) sketch.Hits.Add(new(box, $"{chart.RowNames[r]}, {chart.ColumnNames[c]}: {(value == 0 ? "none" : $"{NumberText.Format(value)} {chart.Unit}")}"));
            }

            if (chart.TotalRowName is null) continue;
            float middle = header + side.Middle(rows);
            sketch.Texts.Add(letters.Line(NumberText.Format(totals[c]), left + ((c + 0.5f) * cell), middle, Align.Center, Style.TextSize, Style.Text, bold: true));
        }

        side.AddNames(sketch, left - NameGap, header);
        if (chart.TotalColumnName is not null) AddSums(sketch, headers[^1], sums, side, area.Right + TotalGap, cell);
        if (chart.TotalRowName is not null)
        {
            float line = header + side.Spans[^1].Top - (TotalGap / 2);
            sketch.Marks.Add(new Mark.Rule(0, line, area.Right, line, Style.Axis));
        }

        bar.AddTo(sketch, barLeft, area.Bottom + 14);
        return sketch;
    }

    private void AddSums(Sketch sketch, List<string> heading, double[] sums, CategoryRows side, float left, float cell)
    {
        float top = sketch.Area.Top;
        float start = top - 4 - (heading.Count * Lettering.LineHeight(Style.TextSize));
        sketch.Texts.AddRange(letters.Block(heading, left + (cell / 2), start, Align.Center, Style.TextSize, Style.Text, bold: true));
        for (int r = 0; r < sums.Length; r++)
        {
            sketch.Texts.Add(letters.Line(NumberText.Format(sums[r]), left + (cell / 2), top + side.Middle(r), Align.Center, Style.TextSize, Style.Text, bold: true));
        }

        sketch.Marks.Add(new Mark.Rule(left - (TotalGap / 2), top, left - (TotalGap / 2), sketch.Area.Bottom, Style.Axis));
    }

    private float CellWidth(MatrixChart chart, float widestNumber)
    {
        float word = letters.Widest(chart.ColumnNames.SelectMany(n => Lettering.Pieces(n).Select(p => p.Text)), Style.TextSize);
        float width = MathF.Ceiling(MathF.Max(LeastCell, MathF.Max(widestNumber + CellPadding, MathF.Min(word, WidestCell - 40) + 8)));
        int most = chart.ColumnNames.Length <= FewColumns ? 2 : MostHeaderLines;
        while (width < WidestCell && chart.ColumnNames.Max(n => letters.Wrap(n, width - 6, Style.TextSize).Count) > most) width += 6;
        return width;
    }

    private static void Draw(Plot plot, MatrixChart chart, CategoryRows side, float cell, float height, LogColors colors)
    {
        for (int r = 0; r < chart.RowNames.Length; r++)
        {
            for (int c = 0; c < chart.ColumnNames.Length; c++)
            {
                double value = chart.Values[r][c];
                var rectangle = plot.Add.Rectangle(c * cell, (c + 1) * cell, height - side.Spans[r].Bottom, height - side.Spans[r].Top);
                ChartColor fill = value > 0 ? colors.Of(value) : double.IsNaN(value) ? ChartColor.White : Absent;
                rectangle.FillColor = Markers.ToPlot(fill);
                rectangle.LineColor = Colors.White;
                rectangle.LineWidth = 1.5f;
            }
        }
    }

    private static void Check(MatrixChart chart)
    {
        Expect.Some(chart.RowNames.Length, "row");
        Expect.Some(chart.ColumnNames.Length, "column");
        Expect.Same(chart.RowNames.Length, chart.Values.Length, "Rows of values");
        foreach (var row in chart.Values)
        {
            Expect.Same(chart.ColumnNames.Length, row.Length, "Values in a row");
            if (row.Any(v => v < 0 || double.IsInfinity(v))) throw new ArgumentException("A matrix on a logarithmic scale has no negative or infinite value.");
        }
    }
}
