using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Reliability.Reporting.Html;

/// <summary>Writes HTML. Whatever comes as text is encoded; only drawings, the style sheet and the script go through as they are.</summary>
internal sealed class HtmlText(TextWriter writer)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private int tables;

    public static string Encode(string text) => text.Length == 0 ? "" : Encoder.Encode(Wording.Clean(text));

    /// <summary>One element with text in it. Tag and attributes are written as given and never come from a model.</summary>
    public void Element(string tag, string text, string attributes = "") =>
        writer.Write($"<{tag}{(attributes.Length > 0 ? " " + attributes : "")}>{Encode(text)}</{tag}>\n");

    /// <summary>Opens an element.</summary>
    public void Open(string tag, string attributes = "") => writer.Write($"<{tag}{(attributes.Length > 0 ? " " + attributes : "")}>\n");

    /// <summary>Closes an element.</summary>
    public void Close(string tag) => writer.Write($"</{tag}>\n");

    /// <summary>Writes what is HTML already.</summary>
    public void Raw(string html) => writer.Write(html);

    /// <summary>Writes text inside an element.</summary>
    public void Text(string text) => writer.Write(Encode(text));

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => Element("p", text);

    /// <summary>A list of sentences.</summary>
    public void List(IEnumerable<string> items)
    {
        Open("ul");
        foreach (var item in items) Element("li", item);
        Close("ul");
    }

    /// <summary>
    /// Opens a table with its caption, the headers of its columns, and its body. Wide tables scroll inside a region that the keyboard reaches. A script
    /// makes the headers of a sortable table into buttons.
    /// </summary>
    public void OpenTable(string caption, bool sortable, params ReadOnlySpan<Column> columns)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"table-{++tables}");
        Open("div", $"class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\"");
        Open("table", sortable ? "class=\"sortable\"" : "");
        Element("caption", caption, $"id=\"{id}\"");
        Open("thead");
        Open("tr");
        foreach (var column in columns) Element("th", column.Title, column.IsNumber ? "scope=\"col\" class=\"n\"" : "scope=\"col\"");
        Close("tr");
        Close("thead");
        Open("tbody");
    }

    /// <summary>A cell of a number: what is printed, and the number by which it is sorted.</summary>
    public void Number(string text, double? key) =>
        Element("td", text, key is { } k && double.IsFinite(k) ? string.Create(CultureInfo.InvariantCulture, $"class=\"n\" data-v=\"{k:R}\"") : "class=\"n\"");

    /// <summary>A cell of a word or two of our own, which stay on one line.</summary>
    public void Short(string text) => Element("td", text, "class=\"k\"");

    /// <summary>A row: a header cell, then cells.</summary>
    public void Row(string header, params ReadOnlySpan<string> cells)
    {
        Open("tr");
        Head(header);
        foreach (var cell in cells) Element("td", cell);
        Close("tr");
    }

    /// <summary>The header cell of a row.</summary>
    public void Head(string text) => Element("th", text, "scope=\"row\"");

    /// <summary>Closes a table.</summary>
    public void CloseTable()
    {
        Close("tbody");
        Close("table");
        Close("div");
    }
}
