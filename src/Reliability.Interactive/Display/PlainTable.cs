using System.Text;

namespace Reliability.Interactive.Display;

/// <summary>A table as text: columns padded, the first to the left, the others to the right.</summary>
internal static class PlainTable
{
    public static string Of(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = headers.Select((h, c) => rows.Select(r => r[c].Length).Append(h.Length).Max()).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(headers))
        {
            if (text.Length > 0) text.Append('\n');
            text.AppendJoin("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])));
        }

        return text.ToString();
    }
}
