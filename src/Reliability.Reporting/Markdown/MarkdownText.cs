using System.Text;

namespace Reliability.Reporting.Markdown;

/// <summary>Writes GitHub-flavoured Markdown. Whatever comes as text is escaped, so that no name can become markup, a link or a further column.</summary>
internal sealed class MarkdownText(TextWriter writer)
{
    private const string Special = "\\`*_{}[]#!|~$";

    /// <summary>Text with everything that Markdown or HTML might read as markup escaped, on one line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        var clean = Wording.Clean(text);
        for (var i = 0; i < clean.Length; i++)
        {
            var c = clean[i];
            switch (c)
            {
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '&': escaped.Append("&amp;"); break;
                // A joint of no width keeps GitHub from making mentions and links of plain text.
                case '@':
                case ':' when i + 1 < clean.Length && clean[i + 1] == '/':
                case '.' when i >= 3 && clean.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase):
                    escaped.Append(c).Append("&#8203;");
                    break;
                default:
                    if (Special.Contains(c, StringComparison.Ordinal)) escaped.Append('\\');
                    escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>A heading of a level from 1.</summary>
    public void Heading(int level, string text) => writer.Write($"{new string('#', level)} {Escape(text)}\n\n");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => writer.Write(Escape(text) + "\n\n");

    /// <summary>A sentence in bold, on its own.</summary>
    public void Strong(string text) => writer.Write($"**{Escape(text)}**\n\n");

    /// <summary>A list.</summary>
    public void List(IEnumerable<string> items)
    {
        foreach (var item in items) writer.Write($"- {Escape(item)}\n");
        writer.Write("\n");
    }

    /// <summary>A table; all columns but the first are numbers and stand at the right.</summary>
    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        writer.Write($"| {string.Join(" | ", headers.Select(Escape))} |\n|{string.Concat(headers.Select((_, i) => i == 0 ? " --- |" : " ---: |"))}\n");
        foreach (var row in rows) writer.Write($"| {string.Join(" | ", row.Select(Escape))} |\n");
        writer.Write("\n");
    }

    /// <summary>A picture beside the file.</summary>
    public void Picture(string alternative, string file) => writer.Write($"![{Escape(alternative)}]({file})\n\n");

    /// <summary>Code that is shown as it is; a fence longer than any inside.</summary>
    public void Code(string text)
    {
        var clean = Wording.Clean(text);
        var fence = new string('`', Math.Max(3, LongestRun(clean) + 1));
        writer.Write($"{fence}text\n{clean}\n{fence}\n");
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text) longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        return longest;
    }
}
