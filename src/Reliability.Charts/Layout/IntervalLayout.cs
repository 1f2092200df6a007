using Reliability.Charts.Drawing;
using ScottPlot;

namespace Reliability.Charts.Layout;

/// <summary>Lays out an <see cref="IntervalChart"/>: names on the left, points on their axis, numbers on the right.</summary>
internal sealed class IntervalLayout(Lettering letters)
{
    private const float AreaWidth = 560;
    private const float NameGap = 10;
    private const float Pitch = 13;
    private const float Arrow = 24;
    private const float WidestHeading = 120;

    public Sketch Lay(IntervalChart chart)
    {
        Check(chart);
        int rows = chart.CategoryNames.Length;
        CategoryRows side = new(letters, chart.CategoryNames, (chart.Series.Length * Pitch) + 12);
        string[] numbers = [.. chart.Series[0].Points.Select(Printed)];
        List<string> heading = letters.Wrap(chart.Series[0].Name, WidestHeading, Style.SmallSize);
        float numberWidth = MathF.Max(letters.Widest(numbers, Style.TextSize), letters.Widest(heading, Style.SmallSize));
        float left = side.NameWidth + NameGap;
        float width = left + AreaWidth + NameGap + numberWidth;
        Legend legend = Legend.Lay(letters, width, chart.Series.Select((s, i) => (s.Name, (MarkerShape?)Markers.Shape(i), Palette.ForSeries(i))));
        float headingHeight = heading.Count * Lettering.LineHeight(Style.SmallSize);
        float top = legend.Height + 6 + headingHeight;
        Frame area = new(left, top, left + AreaWidth, top + side.Height);
        AxisTicks axis = Axis(chart);
        Sketch sketch = new()
        {
            Width = width,
            Height = area.Bottom + Sketch.XAxisHeight(letters, chart.AxisLabel, AreaWidth),
            Area = area,
            X = axis,
            Y = AxisTicks.None(0, side.Height),
            ShowXAxis = true,
            Data = plot => Draw(plot, chart, side, axis),
        };
        AddHits(sketch, chart, side);
        legend.AddTo(sketch);
        side.AddNames(sketch, left - NameGap, top);
        sketch.LabelXAxis(letters, chart.AxisLabel);
        sketch.Texts.AddRange(letters.Block(heading, width, top - headingHeight, Align.Right, Style.SmallSize, Style.Grey));
        for (int row = 0; row < rows; row++)
        {
            // The number stands beside the point it belongs to.
            float middle = top + side.Middle(row) + Offset(0, chart.Series.Length);
            sketch.Texts.Add(letters.Line(numbers[row], width, middle, Align.Right, Style.TextSize, Style.Text));
        }

        return sketch;
    }

    private static string Printed(IntervalPoint point) =>
        point.Value == 0 && point.Upper is > 0 ? $"≤ {NumberText.Format(point.Upper.Value)}"
        : point.Value == 0 ? "0"
        : NumberText.Format(point.Value);

    private static float Offset(int series, int count) => (series - ((count - 1) / 2f)) * Pitch;

    private static void AddHits(Sketch sketch, IntervalChart chart, CategoryRows side)
    {
        for (int s = 0; s < chart.Series.Length; s++)
        {
            for (int row = 0; row < chart.CategoryNames.Length; row++)
            {
                IntervalPoint p = chart.Series[s].Points[row];
                if (double.IsNaN(p.Value)) continue;
                float x = sketch.PixelX(At(chart, p.Value > 0 ? p.Value : p.Upper ?? 0, sketch.X));
                float y = sketch.Area.Top + side.Middle(row) + Offset(s, chart.Series.Length);
                string interval = p.Value > 0 && p is { Lower: { } low, Upper: { } high } && high > low ? $" ({NumberText.Format(low)} to {NumberText.Format(high)})" : "";
                float reach = p.Value > 0 ? 9 : Arrow;
                sketch.Hits.Add(new(new(x - reach, y - (Pitch / 2), x + 9, y + (Pitch / 2)), $"{chart.CategoryNames[row]}, {chart.Series[s].Name}: {Printed(p)}{interval}"));
            }
        }
    }

    // The position of a number on the axis; a zero stands at the very beginning.
    private static double At(IntervalChart chart, double value, AxisTicks axis) => chart.Linear ? value : value > 0 ? Math.Log10(value) : axis.Min;

    private AxisTicks Axis(IntervalChart chart)
    {
        IntervalPoint[] points = [.. chart.Series.SelectMany(s => s.Points)];
        IEnumerable<double> numbers = points.Where(p => !double.IsNaN(p.Value)).SelectMany(p => new[] { p.Value, p.Lower ?? 0, p.Upper ?? 0 });
        if (chart.Linear) return AxisTicks.Linear(0, numbers.DefaultIfEmpty(1).Max(), AreaWidth, 70, fromZero: true, pad: 9);
        (int first, int last) = AxisTicks.Enclosing(numbers);
        // The arrow of an upper bound needs room to its left.
        double[] bounds = [.. points.Where(p => p.Value == 0 && p.Upper is > 0).Select(p => Math.Log10(p.Upper!.Value))];
        if (bounds.Length > 0 && (bounds.Min() - first) * AreaWidth / (last - first) < Arrow + 6) first--;
        return AxisTicks.Decades(first, last, AreaWidth, t => letters.Width(t, Style.SmallSize));
    }

    private static void Draw(Plot plot, IntervalChart chart, CategoryRows side, AxisTicks axis)
    {
        for (int row = 1; row < chart.CategoryNames.Length; row++)
        {
            double y = side.Height - side.Spans[row].Top;
            AddLine(plot, axis.Min, y, axis.Max, y, Markers.ToPlot(Style.Grid), 1);
        }

        double perPixel = (axis.Max - axis.Min) / AreaWidth;
        for (int s = 0; s < chart.Series.Length; s++)
        {
            for (int row = 0; row < chart.CategoryNames.Length; row++)
            {
                double y = side.Height - side.Middle(row) - Offset(s, chart.Series.Length);
                DrawPoint(plot, chart, chart.Series[s].Points[row], y, s, axis, perPixel);
            }
        }
    }

    private static void DrawPoint(Plot plot, IntervalChart chart, IntervalPoint point, double y, int series, AxisTicks axis, double perPixel)
    {
        if (double.IsNaN(point.Value)) return;
        Color color = Markers.ToPlot(Palette.ForSeries(series));
        if (point.Value == 0)
        {
            // Nothing seen: a bar at the bound, with an open arrow from there towards zero.
            double bound = point.Upper is > 0 ? At(chart, point.Upper.Value, axis) : axis.Min + ((Arrow + 2) * perPixel);
            double tip = Math.Max(axis.Min, bound - (Arrow * perPixel));
            if (point.Upper is > 0) AddLine(plot, bound, y - 5, bound, y + 5, color, 1.8f);
            AddLine(plot, bound, y, tip, y, color, 1.5f);
            AddLine(plot, tip, y, tip + (6 * perPixel), y + 4, color, 1.5f);
            AddLine(plot, tip, y, tip + (6 * perPixel), y - 4, color, 1.5f);
            return;
        }

        double at = At(chart, point.Value, axis);
        double low = point.Lower is { } l && !double.IsNaN(l) ? At(chart, l, axis) : at;
        double high = point.Upper is { } u && u > 0 ? At(chart, u, axis) : at;
        if (high > low) AddLine(plot, low, y, high, y, color, 1.5f);
        if (low < at && low > axis.Min) AddLine(plot, low, y - 3, low, y + 3, color, 1.5f);
        if (high > at) AddLine(plot, high, y - 3, high, y + 3, color, 1.5f);
        var marker = plot.Add.Marker(at, y);
        marker.MarkerStyle = Markers.Style(Markers.Shape(series), Palette.ForSeries(series));
    }

    private static void AddLine(Plot plot, double x1, double y1, double x2, double y2, Color color, float width)
    {
        var line = plot.Add.Line(x1, y1, x2, y2);
        line.LineColor = color;
        line.LineWidth = width;
        line.MarkerSize = 0;
    }

    private static void Check(IntervalChart chart)
    {
        Expect.Some(chart.CategoryNames.Length, "category");
        Expect.Some(chart.Series.Length, "series");
        foreach (IntervalSeries series in chart.Series)
        {
            Expect.Same(chart.CategoryNames.Length, series.Points.Length, $"Points of '{series.Name}'");
            if (series.Points.Any(p => p.Value < 0 || double.IsInfinity(p.Value)))
            {
                throw new ArgumentException($"'{series.Name}': a logarithmic axis has no negative or infinite value.");
            }
        }
    }
}
