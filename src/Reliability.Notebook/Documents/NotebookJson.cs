using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reliability.Notebook.Documents;

/// <summary>
/// Writes JSON as nbformat does, so that a notebook that was only read is written as the same bytes: indented by one blank, nothing but
/// quotes, backslashes and control characters escaped, numbers as they were.
/// </summary>
internal static class NotebookJson
{
    /// <summary>The text, with a line feed at its end.</summary>
    public static string Write(JsonNode root)
    {
        var text = new StringBuilder();
        Write(root, 0, text);
        return text.Append('\n').ToString();
    }

    private static void Write(JsonNode? node, int depth, StringBuilder text)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject { Count: 0 }:
                text.Append("{}");
                break;
            case JsonArray { Count: 0 }:
                text.Append("[]");
                break;
            case JsonObject members:
                text.Append('{');
                var first = true;
                foreach (var (name, value) in members)
                {
                    NewLine(first, depth + 1, text);
                    first = false;
                    Quote(name, text);
                    text.Append(": ");
                    Write(value, depth + 1, text);
                }
                NewLine(true, depth, text).Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    NewLine(i == 0, depth + 1, text);
                    Write(items[i], depth + 1, text);
                }
                NewLine(true, depth, text).Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Quote(value.GetValue<string>(), text);
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    private static StringBuilder NewLine(bool first, int depth, StringBuilder text) => text.Append(first ? "\n" : ",\n").Append(' ', depth);

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append($"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
    }
}
