using Reliability.Charts.Drawing;
using ScottPlot;

namespace Reliability.Charts.Layout;

/// <summary>Lays out a <see cref="LineChart"/>: the lines, and their names in a column at their right ends.</summary>
internal sealed class LineLayout(Lettering letters)
{
    private const float AreaWidth = 580;
    private const float LeastHeight = 360;
    private const float WidestName = 190;
    private const float LabelGap = 22;
    private const float Swatch = 22;
    private const float LongestLeader = 24;

    public Sketch Lay(LineChart chart)
    {
        Expect.Some(chart.Series.Length, "line");
        foreach (LineSeries series in chart.Series) Expect.Same(series.X.Length, series.Y.Length, $"Points of '{series.Name}'");
        List<List<List<Coordinates>>> pieces = [.. chart.Series.Select(s => Pieces(s, chart.LogX, chart.LogY))];
        Coordinates[] points = [.. pieces.SelectMany(p => p).SelectMany(p => p)];

        List<List<string>> names = [.. chart.Series.Select(s => letters.Wrap(s.Name, WidestName, Style.TextSize))];
        float lineHeight = Lettering.LineHeight(Style.TextSize);
        float[] heights = [.. names.Select(n => (n.Count * lineHeight) + 3)];
        List<string> yLabel = letters.Wrap(chart.YLabel, LeastHeight, Style.TextSize);
        float areaHeight = MathF.Max(LeastHeight, heights.Sum());
        AxisTicks x = Axis(points.Select(p => p.X), chart.LogX, AreaWidth, vertical: false);
        AxisTicks y = Axis(points.Select(p => p.Y), chart.LogY, areaHeight, vertical: true);
        float tickWidth = letters.Widest(y.Major.Select(m => m.Label), Style.SmallSize);
        float left = (yLabel.Count * lineHeight) + 8 + tickWidth + 9;
        Frame area = new(left, 10, left + AreaWidth, 10 + areaHeight);
        Sketch sketch = new()
        {
            Width = area.Right + LabelGap + Swatch + 6 + letters.Widest(names.SelectMany(n => n), Style.TextSize),
            Height = area.Bottom + Sketch.XAxisHeight(letters, chart.XLabel, AreaWidth),
            Area = area,
            X = x,
            Y = y,
            ShowXAxis = true,
            ShowYAxis = true,
            Data = plot => Draw(plot, pieces),
        };
        sketch.LabelXAxis(letters, chart.XLabel);
        foreach ((double at, string text) in y.Major)
        {
            sketch.Texts.Add(letters.Line(text, left - 9, sketch.PixelY(at), Align.Right, Style.SmallSize, Style.Text));
        }

        for (int i = 0; i < yLabel.Count; i++)
        {
            sketch.Texts.Add(letters.Upwards(yLabel[i], (i + 0.5f) * lineHeight, (area.Top + area.Bottom) / 2, Style.TextSize, Style.Text));
        }

        AddHits(sketch, chart);
        AddNames(sketch, pieces, names, heights);
        return sketch;
    }

    private static void AddHits(Sketch sketch, LineChart chart)
    {
        const float Reach = 6;
        foreach (LineSeries series in chart.Series)
        {
            for (int i = 0; i < series.X.Length; i++)
            {
                double x = chart.LogX ? Math.Log10(series.X[i]) : series.X[i];
                double y = chart.LogY ? Math.Log10(series.Y[i]) : series.Y[i];
                if (!double.IsFinite(x) || !double.IsFinite(y)) continue;
                Frame box = new(sketch.PixelX(x) - Reach, sketch.PixelY(y) - Reach, sketch.PixelX(x) + Reach, sketch.PixelY(y) + Reach);
                sketch.Hits.Add(new(box, $"{series.Name}: {NumberText.Format(series.Y[i])} at {NumberText.Format(series.X[i])}"));
            }
        }
    }

    private void AddNames(Sketch sketch, List<List<List<Coordinates>>> pieces, List<List<string>> names, float[] heights)
    {
        float?[] ends = [.. pieces.Select(p => p.Count == 0 ? (float?)null : sketch.PixelY(p[^1][^1].Y))];
        float[] tops = LabelStack.Place([.. ends.Select(e => e ?? sketch.Area.Bottom)], heights, sketch.Area.Top, sketch.Area.Bottom);
        float lineHeight = Lettering.LineHeight(Style.TextSize);
        for (int s = 0; s < names.Count; s++)
        {
            ChartColor color = Palette.ForSeries(s);
            float middle = tops[s] + (lineHeight / 2);
            float swatch = sketch.Area.Right + LabelGap;
            if (ends[s] is { } end)
            {
                float from = sketch.PixelX(pieces[s][^1][^1].X);
                // A name pushed far from its line is found by its swatch; a leader would only cross others.
                if (Math.Abs(end - middle) <= LongestLeader) sketch.Marks.Add(new Mark.Rule(from + 6, end, swatch - 4, middle, color, 0.8f));
                sketch.Marks.Add(new Mark.Symbol(from, end, Markers.Shape(s), color));
                sketch.Marks.Add(new Mark.Rule(swatch, middle, swatch + Swatch, middle, color, 1.8f));
                sketch.Marks.Add(new Mark.Symbol(swatch + (Swatch / 2), middle, Markers.Shape(s), color));
            }

            sketch.Texts.AddRange(letters.Block(names[s], swatch + Swatch + 6, tops[s], Align.Left, Style.TextSize, Style.Text));
        }
    }

    private AxisTicks Axis(IEnumerable<double> values, bool log, float pixels, bool vertical)
    {
        double[] all = [.. values];
        if (log)
        {
            (int first, int last) = AxisTicks.Enclosing(all.Select(v => Math.Pow(10, v)));
            return AxisTicks.Decades(first, last, pixels, t => vertical ? Lettering.LineHeight(Style.SmallSize) : letters.Width(t, Style.SmallSize));
        }

        if (all.Length == 0) all = [0, 1];
        // An axis starts at zero unless that would squeeze the lines into its far end.
        bool fromZero = all.Min() >= 0 && all.Min() < 0.5 * all.Max();
        return AxisTicks.Linear(all.Min(), all.Max(), pixels, vertical ? 45 : 70, fromZero, pad: 9);
    }

    private static List<List<Coordinates>> Pieces(LineSeries series, bool logX, bool logY)
    {
        List<List<Coordinates>> pieces = [];
        bool open = false;
        for (int i = 0; i < series.X.Length; i++)
        {
            double x = logX ? Math.Log10(series.X[i]) : series.X[i];
            double y = logY ? Math.Log10(series.Y[i]) : series.Y[i];
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                open = false;
                continue;
            }

            if (!open) pieces.Add([]);
            open = true;
            pieces[^1].Add(new Coordinates(x, y));
        }

        return pieces;
    }

    private static void Draw(Plot plot, List<List<List<Coordinates>>> pieces)
    {
        const int MostMarkers = 7;
        for (int s = 0; s < pieces.Count; s++)
        {
            // Lines differ by marker and not by dashes, which vector output cannot draw; markers are staggered, so that lines that run together show both.
            int step = Math.Max(1, (int)Math.Ceiling(pieces[s].Sum(p => p.Count) / (double)MostMarkers));
            foreach (List<Coordinates> piece in pieces[s])
            {
                var line = plot.Add.Scatter(piece.ToArray());
                line.MarkerStyle = MarkerStyle.None;
                line.LineColor = Markers.ToPlot(Palette.ForSeries(s));
                line.LineWidth = 1.8f;
                for (int i = s % step; i < piece.Count; i += step)
                {
                    plot.Add.Marker(piece[i]).MarkerStyle = Markers.Style(Markers.Shape(s), Palette.ForSeries(s));
                }
            }
        }
    }
}
