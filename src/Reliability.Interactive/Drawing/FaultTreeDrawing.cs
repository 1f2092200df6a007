using System.Globalization;
using Reliability.FaultTrees;
using Reliability.Reporting;

namespace Reliability.Interactive.Drawing;

/// <summary>Draws a small fault tree from the top down. What is used in several places is drawn in each, dashed from the second on.</summary>
internal static class FaultTreeDrawing
{
    private const double LevelGap = 86;
    private const double Sibling = 14;
    private const double Height = 40;
    private const string Line = "stroke=\"#555\" stroke-width=\"1.2\"";

    private sealed record Node(string Name, string Kind, bool IsGate, bool IsRepeat, List<Node> Inputs)
    {
        public double Width { get; } = Math.Max(64, Math.Max(SvgText.WidthOf(Name), SvgText.WidthOf(Kind)) + 18);

        public double X { get; set; }
    }

    public static string Svg(FaultTree tree)
    {
        var gates = tree.Gates.ToDictionary(g => g.Name, StringComparer.Ordinal);
        var events = tree.BasicEvents.ToDictionary(e => e.Name, StringComparer.Ordinal);
        var houses = tree.HouseEvents.ToDictionary(h => h.Name, StringComparer.Ordinal);
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        var root = Make(tree.Top);
        var free = 0.0;
        Place(root, ref free);
        var drawing = new SvgText();
        var depth = Draw(drawing, root, 0);
        const double Margin = 12;
        return drawing.Document($"Fault tree {tree.Name}: {tree.Gates.Length} gates, {tree.BasicEvents.Length} basic events", -Margin, -(Height / 2) - Margin, free - Sibling + (2 * Margin), (depth * LevelGap) + Height + (2 * Margin));

        Node Make(string name)
        {
            var repeat = !drawn.Add(name);
            if (gates.TryGetValue(name, out var gate)) return new Node(name, Word(gate), true, repeat, repeat ? [] : [.. gate.Inputs.Select(Make)]);
            return new Node(name, events.TryGetValue(name, out var basic) ? Numbers.Short(basic.Probability) : houses[name].State ? "true" : "false", false, repeat, []);
        }
    }

    private static string Word(Gate gate) => gate.Kind switch
    {
        GateKind.And => "AND",
        GateKind.Or => "OR",
        GateKind.AtLeast => string.Create(CultureInfo.InvariantCulture, $"{gate.Threshold} of {gate.Inputs.Length}"),
        _ => gate.Kind.ToString().ToUpperInvariant(),
    };

    // Leaves side by side; a gate over the middle of its inputs, or as wide as itself.
    private static void Place(Node node, ref double free)
    {
        var start = free;
        foreach (var input in node.Inputs) Place(input, ref free);
        if (node.Inputs.Count == 0)
        {
            node.X = free + (node.Width / 2);
            free += node.Width + Sibling;
            return;
        }

        var room = free - start - Sibling;
        if (room < node.Width)
        {
            Shift(node.Inputs, (node.Width - room) / 2);
            free += node.Width - room;
        }

        node.X = (node.Inputs[0].X + node.Inputs[^1].X) / 2;
        node.X = Math.Clamp(node.X, start + (node.Width / 2), free - Sibling - (node.Width / 2));
    }

    private static void Shift(List<Node> nodes, double by)
    {
        foreach (var node in nodes)
        {
            node.X += by;
            Shift(node.Inputs, by);
        }
    }

    private static int Draw(SvgText drawing, Node node, int level)
    {
        var y = level * LevelGap;
        var deepest = level;
        foreach (var input in node.Inputs)
        {
            var middle = y + (LevelGap / 2);
            drawing.Line(string.Create(CultureInfo.InvariantCulture, $"M {node.X:0.#} {y + (Height / 2):0.#} V {middle:0.#} H {input.X:0.#} V {y + LevelGap - (Height / 2):0.#}"), Line);
            deepest = Math.Max(deepest, Draw(drawing, input, level + 1));
        }

        var dash = node.IsRepeat ? " stroke-dasharray=\"4 3\"" : "";
        drawing.Box(node.X - (node.Width / 2), y - (Height / 2), node.Width, Height, node.IsGate ? 3 : Height / 2, (node.IsGate ? "fill=\"#eaf2f9\" stroke=\"#0b5fa5\" stroke-width=\"1.4\"" : "fill=\"#fff\" stroke=\"#777\" stroke-width=\"1.2\"") + dash);
        drawing.Text(node.X, y - 7, node.Name);
        drawing.Text(node.X, y + 9, node.Kind, node.IsGate ? "font-size=\"11\" font-weight=\"bold\"" : "font-size=\"11\" fill=\"#444\"");
        return deepest;
    }
}
