using System.Text.Json.Nodes;

namespace Reliability.Notebook.Documents;

/// <summary>One cell of a notebook, changed in place.</summary>
internal sealed class NotebookCell(int position, JsonObject cell)
{
    /// <summary>Its place in the notebook, from 1; text cells count.</summary>
    public int Position => position;

    /// <summary>Its id, which formats before 4.5 do not have.</summary>
    public string? Id => NotebookDocument.Text(cell["id"]);

    /// <summary>Whether it is run.</summary>
    public bool IsCode => NotebookDocument.Text(cell["cell_type"]) == "code";

    /// <summary>Whether it is meant to fail: tagged <c>raises-exception</c>, as nbconvert understands it.</summary>
    public bool MayFail => (cell["metadata"] as JsonObject)?["tags"] is JsonArray tags && tags.Any(tag => NotebookDocument.Text(tag) == "raises-exception");

    /// <summary>Its text.</summary>
    public string Source => cell["source"] switch
    {
        JsonArray lines => string.Concat(lines.Select(NotebookDocument.Text)),
        var text => NotebookDocument.Text(text) ?? "",
    };

    /// <summary>Gives it the outputs of a run.</summary>
    public void SetResult(int? executionCount, JsonArray outputs)
    {
        cell["execution_count"] = executionCount;
        cell["outputs"] = outputs;
    }

    /// <summary>Removes what it showed in an earlier run.</summary>
    public void Clear() => SetResult(null, []);
}
