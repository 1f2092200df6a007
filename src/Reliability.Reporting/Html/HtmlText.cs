using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Reliability.Reporting.Html;

/// <summary>Writes HTML. Whatever comes as text is encoded; only drawings and the style sheet go through as they are.</summary>
internal sealed class HtmlText(TextWriter writer)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);

    /// <summary>One element with text in it. Tag and attributes are written as given and never come from a model.</summary>
    public void Element(string tag, string text, string attributes = "") =>
        writer.Write($"<{tag}{(attributes.Length > 0 ? " " + attributes : "")}>{Encode(text)}</{tag}>\n");

    /// <summary>Opens an element.</summary>
    public void Open(string tag, string attributes = "") => writer.Write($"<{tag}{(attributes.Length > 0 ? " " + attributes : "")}>\n");

    /// <summary>Closes an element.</summary>
    public void Close(string tag) => writer.Write($"</{tag}>\n");

    /// <summary>Writes what is HTML already.</summary>
    public void Raw(string html) => writer.Write(html);

    /// <summary>Opens a table with its caption and the headers of its columns, and its body.</summary>
    public void OpenTable(string caption, params ReadOnlySpan<string> headers)
    {
        Open("div", "class=\"scroll\"");
        Open("table");
        Element("caption", caption);
        Open("thead");
        Open("tr");
        foreach (var header in headers) Element("th", header, "scope=\"col\"");
        Close("tr");
        Close("thead");
        Open("tbody");
    }

    /// <summary>A row: a header cell, then cells.</summary>
    public void Row(string header, params ReadOnlySpan<string> cells)
    {
        Open("tr");
        Element("th", header, "scope=\"row\"");
        foreach (var cell in cells) Element("td", cell);
        Close("tr");
    }

    /// <summary>Closes a table.</summary>
    public void CloseTable()
    {
        Close("tbody");
        Close("table");
        Close("div");
    }
}
