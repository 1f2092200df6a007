using System.Text.Json;
using System.Text.Json.Nodes;
using Reliability.Notebook.Execution;
using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Protocol;

/// <summary>Output in the words of Jupyter, for the wire and for files alike.</summary>
internal static class OutputContent
{
    /// <summary>The data of a bundle; JSON goes in as JSON.</summary>
    public static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mimeType, text) in bundle.Data) data[mimeType] = MimeTypes.IsJson(mimeType) ? Json(text) : text;
        return data;
    }

    /// <summary>The content of an error.</summary>
    public static JsonObject Error(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Lines.Select(line => JsonValue.Create(line))]),
    };

    /// <summary>The name of a stream.</summary>
    public static string Name(StreamName stream) => stream == StreamName.Stdout ? "stdout" : "stderr";

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
