using System.Text;

namespace Reliability.Formats.Models;

/// <summary>Writes texts as YAML scalars: plain where every reader of YAML takes them as they are, else in double quotes.</summary>
internal static class YamlText
{
    private const string PlainSigns = " _.+*/()<>=|&!'-";

    /// <summary>The scalar for a text, as a key or value of a block.</summary>
    public static string Block(string text)
    {
        var plain = text.Length > 0 && (char.IsAsciiLetterOrDigit(text[0]) || text[0] is '_' or '(') && text[^1] != ' ' && text.All(c => char.IsAsciiLetterOrDigit(c) || PlainSigns.Contains(c, StringComparison.Ordinal));
        return plain ? text : Quoted(text);
    }

    /// <summary>The scalar for an item of a list in brackets.</summary>
    public static string Item(string text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? text : Quoted(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (c == '\r') quoted.Append("\\r");
            else if (c == '\t') quoted.Append("\\t");
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF') quoted.Append("\\u").Append(((int)c).ToString("X4"));
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
