using System.Globalization;
using Reliability.Reporting;

namespace Reliability.Interactive.Drawing;

/// <summary>
/// Draws a small chain: states in columns by their distance from the initial state, arcs bent to the right of their direction so that both directions show,
/// with rates per hour. Down states are filled.
/// </summary>
internal static class ChainDrawing
{
    private const double Height = 34;
    private const double ColumnGap = 130;
    private const double RowGap = 92;
    private const string Up = "fill=\"#fff\" stroke=\"#0b5fa5\" stroke-width=\"1.6\"";
    private const string Down = "fill=\"#fbe0d3\" stroke=\"#b3461b\" stroke-width=\"1.6\"";
    private const string Arc = "stroke=\"#555\" stroke-width=\"1.2\"";

    public static string Svg(ChainView chain)
    {
        var n = chain.Space.Count;
        var names = chain.StateNames;
        var widths = names.Select(s => Math.Max(46, SvgText.WidthOf(s) + 20)).ToArray();
        var places = Places(chain, widths);
        var drawing = new SvgText();
        var (left, right, top, bottom) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            foreach (var (target, rate) in chain.Arcs(i))
            {
                var label = Bend(drawing, places, widths, i, target);
                drawing.Text(label.X, label.Y, Numbers.Short(rate), "font-size=\"11\" fill=\"#333\"", halo: true);
                (left, right) = (Math.Min(left, label.X - 30), Math.Max(right, label.X + 30));
                (top, bottom) = (Math.Min(top, label.Y - 12), Math.Max(bottom, label.Y + 12));
            }
        }

        for (var i = 0; i < n; i++)
        {
            var (x, y) = places[i];
            drawing.Box(x - (widths[i] / 2), y - (Height / 2), widths[i], Height, 9, chain.IsUp[i] ? Up : Down);
            drawing.Text(x, y, names[i]);
            (left, right) = (Math.Min(left, x - (widths[i] / 2)), Math.Max(right, x + (widths[i] / 2)));
            (top, bottom) = (Math.Min(top, y - (Height / 2)), Math.Max(bottom, y + (Height / 2)));
        }

        const double Margin = 14;
        return drawing.Document($"Markov chain {chain.Space.Model.Name} of {n} states, rates per hour; down states are filled", left - Margin, top - Margin, right - left + (2 * Margin), bottom - top + (2 * Margin));
    }

    private static (double X, double Y)[] Places(ChainView chain, double[] widths)
    {
        var n = chain.Space.Count;
        var level = new int[n];
        Array.Fill(level, -1);
        var queue = new Queue<int>();
        foreach (var i in chain.Space.Start.Select(s => s.State).Order())
        {
            level[i] = 0;
            queue.Enqueue(i);
        }

        while (queue.TryDequeue(out var i))
        {
            foreach (var (target, _) in chain.Arcs(i).Where(a => level[a.Target] < 0))
            {
                level[target] = level[i] + 1;
                queue.Enqueue(target);
            }
        }

        var places = new (double X, double Y)[n];
        var x = 0.0;
        foreach (var column in Enumerable.Range(0, n).GroupBy(i => Math.Max(0, level[i])).OrderBy(g => g.Key))
        {
            int[] members = [.. column];
            var width = members.Max(i => widths[i]);
            for (var row = 0; row < members.Length; row++) places[members[row]] = (x + (width / 2), (row - ((members.Length - 1) / 2.0)) * RowGap);
            x += width + ColumnGap;
        }

        return places;
    }

    // A quadratic curve that bulges to the right of its direction, from edge to edge of the boxes; returns where its label goes.
    private static (double X, double Y) Bend(SvgText drawing, (double X, double Y)[] places, double[] widths, int from, int to)
    {
        var (a, b) = (places[from], places[to]);
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var bulge = 16 + (0.16 * Math.Max(0, length - 120));
        var control = (X: ((a.X + b.X) / 2) - (dy / length * bulge * 2), Y: ((a.Y + b.Y) / 2) + (dx / length * bulge * 2));
        var start = Edge(a, widths[from], control);
        var end = Edge(b, widths[to], control);
        drawing.Line(string.Create(CultureInfo.InvariantCulture, $"M {start.X:0.#} {start.Y:0.#} Q {control.X:0.#} {control.Y:0.#} {end.X:0.#} {end.Y:0.#}"), Arc);
        Head(drawing, control, end);
        return ((0.25 * start.X) + (0.5 * control.X) + (0.25 * end.X), (0.25 * start.Y) + (0.5 * control.Y) + (0.25 * end.Y));
    }

    // Where the line from the middle of a box towards a point leaves the box.
    private static (double X, double Y) Edge((double X, double Y) middle, double width, (double X, double Y) towards)
    {
        var (dx, dy) = (towards.X - middle.X, towards.Y - middle.Y);
        var scale = Math.Min((width / 2 + 2) / Math.Max(1e-9, Math.Abs(dx)), (Height / 2 + 2) / Math.Max(1e-9, Math.Abs(dy)));
        return (middle.X + (dx * scale), middle.Y + (dy * scale));
    }

    private static void Head(SvgText drawing, (double X, double Y) from, (double X, double Y) tip)
    {
        var angle = Math.Atan2(tip.Y - from.Y, tip.X - from.X);
        const double Size = 8, Spread = 0.42;
        string Wing(double turn) => string.Create(CultureInfo.InvariantCulture, $"{tip.X - (Size * Math.Cos(angle + turn)):0.#} {tip.Y - (Size * Math.Sin(angle + turn)):0.#}");
        drawing.Line(string.Create(CultureInfo.InvariantCulture, $"M {Wing(Spread)} L {tip.X:0.#} {tip.Y:0.#} L {Wing(-Spread)}"), Arc);
    }
}
