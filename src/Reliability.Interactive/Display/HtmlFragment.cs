using System.Text;
using Reliability.Reporting.Html;

namespace Reliability.Interactive.Display;

/// <summary>Pieces of HTML for the output of a cell: no script, no style from outside, numbers to the right.</summary>
internal static class HtmlFragment
{
    private const string Right = "style=\"text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums\"";

    public static string Table(string? caption, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows, params ReadOnlySpan<int> textColumns)
    {
        var html = new StringBuilder("<table>\n");
        if (caption is not null) html.Append($"<caption style=\"text-align:left\">{HtmlText.Encode(caption)}</caption>\n");
        html.Append("<thead><tr>");
        for (var c = 0; c < headers.Count; c++) html.Append($"<th scope=\"col\" {Align(c, textColumns)}>{HtmlText.Encode(headers[c])}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var c = 0; c < row.Count; c++) html.Append(c == 0 ? $"<th scope=\"row\" {Align(0, textColumns)}>{HtmlText.Encode(row[0])}</th>" : $"<td {Align(c, textColumns)}>{HtmlText.Encode(row[c])}</td>");
            html.Append("</tr>\n");
        }

        return html.Append("</tbody>\n</table>\n").ToString();
    }

    public static string Paragraph(string text) => $"<p>{HtmlText.Encode(text)}</p>\n";

    private static string Align(int column, ReadOnlySpan<int> textColumns) => column == 0 || textColumns.Contains(column) ? "style=\"text-align:left\"" : Right;
}
