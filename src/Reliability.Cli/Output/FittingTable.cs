using Spectre.Console;
using Spectre.Console.Rendering;

namespace Reliability.Cli.Output;

/// <summary>A table that leaves out its least important columns where the terminal is too narrow for all, instead of breaking numbers apart.</summary>
internal sealed class FittingTable(string title)
{
    private const int Gap = 2;
    private const int LeastName = 12;

    private readonly List<(string Header, int Importance, List<(string Text, Style? Style)> Cells)> columns = [];

    /// <summary>Adds a column; the first is the name and never left out.</summary>
    /// <param name="header">Its header; line breaks allowed.</param>
    /// <param name="importance">Columns of less importance go first.</param>
    /// <param name="cells">Its cells.</param>
    public void Add(string header, int importance, IEnumerable<(string Text, Style? Style)> cells) => columns.Add((header, importance, [.. cells]));

    /// <summary>Writes the table; tells how many columns were left out.</summary>
    public void Write(IAnsiConsole console)
    {
        var kept = columns.ToList();
        var width = console.Profile.Width;
        while (kept.Count > 2 && kept.Skip(1).Sum(Width) + Gap + Math.Clamp(Width(kept[0]), LeastName, Math.Max(LeastName, width / 3)) > width) kept.Remove(kept.Skip(1).MinBy(c => c.Importance));
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(title));
        for (var c = 0; c < kept.Count; c++)
        {
            var column = new TableColumn(new Text(kept[c].Header));
            table.AddColumn(c == 0 ? column : column.RightAligned().NoWrap());
        }

        for (var row = 0; row < kept[0].Cells.Count; row++) table.AddRow(kept.Select(c => (IRenderable)new Text(c.Cells[row].Text, c.Cells[row].Style)));
        console.Write(table);
        if (kept.Count < columns.Count) console.WriteLine($"{columns.Count - kept.Count} columns do not fit here ({string.Join(", ", columns.Except(kept).Select(c => c.Header.Replace('\n', ' ')))}): widen the terminal, or see --format csv and --out");
    }

    private static int Width((string Header, int Importance, List<(string Text, Style? Style)> Cells) column) =>
        column.Header.Split('\n').Concat(column.Cells.Select(c => c.Text)).Max(t => t.Length) + Gap;
}
