using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Reliability.Notebook.Formatting;

/// <summary>Tables in HTML, every text of them encoded, no style but what the page has.</summary>
internal static class HtmlTable
{
    /// <summary>The most rows that are shown.</summary>
    public const int MostRows = 100;

    /// <summary>A table of the members of one value.</summary>
    public static string OfMembers(object value, IReadOnlyList<MemberInfo> members)
    {
        var html = new StringBuilder("<table><tbody>");
        foreach (var member in members) html.Append("<tr><th>").Append(Encode(member.Name)).Append("</th>").Append(Cell(MemberTable.Read(member, value))).Append("</tr>");
        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>A table of a row an item.</summary>
    /// <param name="rows">At most <see cref="MostRows"/>.</param>
    /// <param name="count">How many there are in all, or null when that is unknown.</param>
    public static string OfRows(IReadOnlyList<object?> rows, int? count)
    {
        var columns = Columns(rows);
        var html = new StringBuilder("<table><thead><tr>");
        foreach (var column in columns) html.Append("<th>").Append(Encode(column)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var column in columns) html.Append(Cell(Value(row, column)));
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        if (count != rows.Count) html.Append($"<p>The first {rows.Count} of {(count is { } all ? all.ToString() : "more")} rows.</p>");
        return html.ToString();
    }

    private static List<string> Columns(IReadOnlyList<object?> rows)
    {
        var columns = new List<string>();
        foreach (var row in rows)
            foreach (var name in Names(row))
                if (!columns.Contains(name)) columns.Add(name);
        return columns;
    }

    private static IEnumerable<string> Names(object? row) => row switch
    {
        ITuple tuple when row is not System.Collections.DictionaryEntry => Enumerable.Range(1, tuple.Length).Select(i => $"Item{i}"),
        not null when MemberTable.HasColumns(row) => MemberTable.MembersOf(row.GetType()).Select(member => member.Name),
        _ => ["Value"],
    };

    private static object? Value(object? row, string column)
    {
        if (row is ITuple tuple)
            return column.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(column.AsSpan(4), out var i) && i >= 1 && i <= tuple.Length ? tuple[i - 1] : "";
        if (row is null || !MemberTable.HasColumns(row)) return column == "Value" ? row : "";
        var member = MemberTable.MembersOf(row.GetType()).FirstOrDefault(member => member.Name == column);
        return member is null ? "" : MemberTable.Read(member, row);
    }

    private static string Cell(object? value) => $"<td>{Encode(PlainText.Of(value))}</td>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
