using System.Collections.Immutable;
using System.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reliability.Notebook.Documents;

/// <summary>A notebook file of nbformat 4. All that is not understood is kept.</summary>
internal sealed class NotebookDocument
{
    private const long MostBytes = 256L * 1024 * 1024;
    private const int MostDepth = 128;

    private readonly JsonObject _root;

    private NotebookDocument(JsonObject root, ImmutableArray<NotebookCell> cells) => (_root, Cells) = (root, cells);

    /// <summary>Its cells, in order.</summary>
    public ImmutableArray<NotebookCell> Cells { get; }

    /// <summary>The language it says it is written in, or null when it does not say; where it names a kernel only, that kernel unless it is one for C#.</summary>
    public string? Language
    {
        get
        {
            var metadata = _root["metadata"] as JsonObject;
            var kernel = metadata?["kernelspec"] as JsonObject;
            if (kernel is not null && Text(kernel["language"]) is { } language) return language;
            if (metadata?["language_info"] is JsonObject info && Text(info["name"]) is { } name) return name;
            return kernel is not null && Text(kernel["name"]) is { } named && !named.Contains("csharp", StringComparison.OrdinalIgnoreCase) ? named : null;
        }
    }

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="NotebookFormatException">It is none, or of another format.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static NotebookDocument Load(string path)
    {
        if (new FileInfo(path).Length > MostBytes) throw new NotebookFormatException("The notebook is too large.");
        return Parse(File.ReadAllText(path));
    }

    /// <summary>Reads the text of a notebook.</summary>
    /// <exception cref="NotebookFormatException">It is none, or of another format.</exception>
    public static NotebookDocument Parse(string json)
    {
        try
        {
            var root = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = MostDepth }) as JsonObject ?? throw new NotebookFormatException("The notebook is not a JSON object.");
            if (root["nbformat"] is not JsonValue format || !format.TryGetValue<int>(out var major) || major != 4) throw new NotebookFormatException("The notebook is not of nbformat 4.");
            if (root["cells"] is not JsonArray cells) throw new NotebookFormatException("The notebook has no cells.");
            return new(root, [.. cells.Select((cell, i) => new NotebookCell(i + 1, cell as JsonObject ?? throw new NotebookFormatException($"Cell {i + 1} is not a JSON object.")))]);
        }
        catch (JsonException e)
        {
            throw new NotebookFormatException($"The notebook is not valid JSON{(e.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $": see line {line + 1}, near character {e.BytePositionInLine + 1}") : "")}.");
        }
        catch (ArgumentException)
        {
            throw new NotebookFormatException("The notebook is not valid JSON: an object has a member twice.");
        }
    }

    /// <summary>The text of the file.</summary>
    public string ToJson() => NotebookJson.Write(_root);

    /// <summary>Writes beside the file and then puts it in its place, so that a reader sees the old or the new notebook, never half of one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Protocol.MessageCodec.NewId()}.tmp");
        try
        {
            File.WriteAllText(beside, ToJson(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>A string, or null for anything else.</summary>
    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
