using Reliability.Charts.Drawing;
using ScottPlot;

namespace Reliability.Charts.Layout;

/// <summary>Lays out a <see cref="StackedBarChart"/>: names on the left, bars from zero, the total after each bar.</summary>
internal sealed class StackedBarLayout(Lettering letters)
{
    private const float AreaWidth = 560;
    private const float NameGap = 10;
    private const float BarHeight = 20;
    private const float TotalGap = 6;
    private const float LabelPadding = 5;

    public Sketch Lay(StackedBarChart chart)
    {
        Check(chart);
        int rows = chart.CategoryNames.Length;
        double[] totals = [.. Enumerable.Range(0, rows).Select(row => chart.Series.Sum(s => Length(s, row)))];
        string[] printed = [.. totals.Select(t => t == 0 ? "0" : NumberText.Format(t))];
        CategoryRows side = new(letters, chart.CategoryNames, BarHeight + 10);
        float left = side.NameWidth + NameGap;
        float width = left + AreaWidth + TotalGap + letters.Widest(printed, Style.TextSize);
        Legend legend = Legend.Lay(letters, width, chart.Series.Select((s, i) => (s.Name, (MarkerShape?)null, ColorOf(chart, i))));
        float top = legend.Height + 8;
        Frame area = new(left, top, left + AreaWidth, top + side.Height);
        Sketch sketch = new()
        {
            Width = width,
            Height = area.Bottom + Sketch.XAxisHeight(letters, chart.AxisLabel, AreaWidth),
            Area = area,
            X = AxisTicks.Linear(0, totals.Max(), AreaWidth, 70, fromZero: true),
            Y = AxisTicks.None(0, side.Height),
            ShowXAxis = true,
            Data = plot => Draw(plot, chart, side),
        };
        legend.AddTo(sketch);
        side.AddNames(sketch, left - NameGap, top);
        sketch.LabelXAxis(letters, chart.AxisLabel);
        for (int row = 0; row < rows; row++)
        {
            AddSegments(sketch, chart, row, top + side.Middle(row));
            TextItem total = letters.Line(printed[row], sketch.PixelX(totals[row]) + TotalGap, top + side.Middle(row), Align.Left, Style.TextSize, Style.Text);
            // A white ground keeps the grid lines out of the number.
            Frame ground = new(total.Bounds.Left - 2, total.Bounds.Top, total.Bounds.Right + 2, total.Bounds.Bottom);
            sketch.Marks.Add(new Mark.Area(ground, ChartColor.White));
            sketch.Texts.Add(total);
        }

        return sketch;
    }

    private static double Length(BarSeries series, int row) => double.IsNaN(series.Values[row]) ? 0 : series.Values[row];

    private static ChartColor ColorOf(StackedBarChart chart, int series) => chart.Series[series].Color ?? Palette.ForSeries(series);

    private void AddSegments(Sketch sketch, StackedBarChart chart, int row, float middle)
    {
        double from = 0;
        for (int s = 0; s < chart.Series.Length; s++)
        {
            double to = from + Length(chart.Series[s], row);
            if (to <= from) continue;
            Frame box = new(sketch.PixelX(from), middle - (BarHeight / 2), sketch.PixelX(to), middle + (BarHeight / 2));
            string name = chart.Series[s].Name;
            sketch.Hits.Add(new(box, $"{chart.CategoryNames[row]}, {name}: {NumberText.Format(to - from)} {chart.Unit}".TrimEnd()));
            if (letters.Width(name, Style.SmallSize) + (2 * LabelPadding) <= box.Width)
            {
                sketch.Texts.Add(letters.Line(name, (box.Left + box.Right) / 2, middle, Align.Center, Style.SmallSize, ColorOf(chart, s).Ink));
            }

            from = to;
        }
    }

    private static void Draw(Plot plot, StackedBarChart chart, CategoryRows side)
    {
        for (int row = 0; row < chart.CategoryNames.Length; row++)
        {
            double middle = side.Height - side.Middle(row);
            double from = 0;
            for (int s = 0; s < chart.Series.Length; s++)
            {
                double to = from + Length(chart.Series[s], row);
                if (to <= from) continue;
                var segment = plot.Add.Rectangle(from, to, middle - (BarHeight / 2), middle + (BarHeight / 2));
                segment.FillColor = Markers.ToPlot(ColorOf(chart, s));
                segment.LineColor = Colors.White;
                segment.LineWidth = 0.6f;
                from = to;
            }
        }
    }

    private static void Check(StackedBarChart chart)
    {
        Expect.Some(chart.CategoryNames.Length, "bar");
        Expect.Some(chart.Series.Length, "series");
        foreach (BarSeries series in chart.Series)
        {
            Expect.Same(chart.CategoryNames.Length, series.Values.Length, $"Values of '{series.Name}'");
            if (series.Values.Any(v => v < 0 || double.IsInfinity(v))) throw new ArgumentException($"'{series.Name}': a bar has no negative or infinite length.");
        }
    }
}
