using System.Globalization;
using Reliability.Formats.Explicit;

namespace Reliability.Formats.Graphviz;

/// <summary>
/// Draws a chain as a digraph in the language of Graphviz: a box for each state with the values of its variables and its labels, an arrow for each transition
/// with its rate. Initial states have a thick frame; where there is a label <c>up</c>, the other states are grey. The same chain gives the same text.
/// </summary>
public static class DotWriter
{
    /// <summary>The number of states beyond which nobody sees anything in a drawing.</summary>
    public const int ReadableStates = 5000;

    /// <summary>Writes the digraph.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="output">Receives the text.</param>
    public static void Write(ExplicitChain chain, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(output);
        output.Write($"digraph \"{Escaped(chain.Name)}\" {{\n  node [shape=box];\n");
        var initial = chain.InitialStates.ToHashSet();
        var up = chain.Labels.FirstOrDefault(l => l.Name == Modeling.Models.Label.Up)?.States.ToHashSet();
        var labels = chain.Labels.SelectMany(l => l.States.Select(s => (State: s, l.Name))).ToLookup(l => l.State, l => l.Name);
        using var valuations = chain.Valuations.GetEnumerator();
        for (var state = 0; state < chain.StateCount; state++)
        {
            var lines = new List<string> { state.ToString(CultureInfo.InvariantCulture) };
            if (valuations.MoveNext()) lines.AddRange(chain.Variables.Select((v, i) => $"{v.Name}={v.Show(valuations.Current[i])}"));
            if (labels[state].Any()) lines.Add("{" + string.Join(", ", labels[state]) + "}");
            var look = (initial.Contains(state) ? ", penwidth=3" : "") + (up?.Contains(state) == false ? ", style=filled, fillcolor=lightgrey" : "");
            output.Write(string.Create(CultureInfo.InvariantCulture, $"  {state} [label=\"{string.Join("\\n", lines.Select(Escaped))}\"{look}];\n"));
        }

        var deadlocks = chain.Deadlocks.ToHashSet();
        foreach (var t in chain.Transitions)
        {
            // What only keeps the matrix full happens nowhere.
            if (t.From == t.To && deadlocks.Contains(t.From)) continue;
            output.Write(string.Create(CultureInfo.InvariantCulture, $"  {t.From} -> {t.To} [label=\"{t.Value:R}\"];\n"));
        }

        output.Write("}\n");
    }

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? " " : c.ToString()));
}
