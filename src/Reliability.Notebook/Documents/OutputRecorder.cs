using System.Text.Json.Nodes;
using Reliability.Notebook.Execution;
using Reliability.Notebook.Formatting;
using Reliability.Notebook.Protocol;

namespace Reliability.Notebook.Documents;

/// <summary>Gathers the output of one cell in the form in which nbformat keeps it. Safe from any thread; what comes after the end is dropped.</summary>
/// <param name="displays">The data of what was displayed, by name, shared by all cells so that later ones can update it.</param>
internal sealed class OutputRecorder(Dictionary<string, List<JsonObject>> displays) : ICellOutput
{
    private readonly Lock _gate = new();
    private readonly JsonArray _outputs = [];
    private (StreamName Name, System.Text.StringBuilder Text)? _stream;
    private bool _ended;

    /// <inheritdoc/>
    public void Write(StreamName stream, string text)
    {
        lock (_gate)
        {
            if (_ended) return;
            if (_stream is { } open && open.Name != stream) EndStream();
            _stream ??= (stream, new());
            _stream.Value.Text.Append(text);
        }
    }

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string displayId, bool update)
    {
        lock (_gate)
        {
            if (_ended) return;
            EndStream();
            lock (displays)
            {
                if (update)
                {
                    foreach (var shown in displays.GetValueOrDefault(displayId) ?? []) shown["data"] = Data(bundle);
                    return;
                }
                var output = new JsonObject { ["data"] = Data(bundle), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
                _outputs.Add((JsonNode)output);
                if (!displays.TryGetValue(displayId, out var all)) displays[displayId] = all = [];
                all.Add(output);
            }
        }
    }

    /// <summary>Ends the cell.</summary>
    /// <returns>All that it showed.</returns>
    public JsonArray End(CellResult result, int executionCount)
    {
        lock (_gate)
        {
            EndStream();
            _ended = true;
            if (result.Value is { } value)
                _outputs.Add((JsonNode)new JsonObject { ["data"] = Data(value), ["execution_count"] = executionCount, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" });
            if (result.Error is { } error)
            {
                var content = OutputContent.Error(error);
                var traceback = content["traceback"]!.DeepClone();
                _outputs.Add((JsonNode)new JsonObject { ["ename"] = error.Name, ["evalue"] = error.Message, ["output_type"] = "error", ["traceback"] = traceback });
            }
            return _outputs;
        }
    }

    private void EndStream()
    {
        if (_stream is not { } open) return;
        _outputs.Add((JsonNode)new JsonObject { ["name"] = OutputContent.Name(open.Name), ["output_type"] = "stream", ["text"] = Lines(open.Text.ToString()) });
        _stream = null;
    }

    private static JsonObject Data(MimeBundle bundle)
    {
        var data = OutputContent.Data(bundle);
        foreach (var (mimeType, _) in bundle.Data)
            if ((mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType == MimeTypes.Svg) && NotebookDocument.Text(data[mimeType]) is { } text) data[mimeType] = Lines(text);
        return data;
    }

    // nbformat keeps texts as lists of lines with their ends, which makes for readable differences.
    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }
        return lines;
    }
}
