using System.Text.Json.Nodes;
using Reliability.Notebook.Assistance;
using Reliability.Notebook.Execution;

namespace Reliability.Notebook.Protocol;

/// <summary>The answers to all requests but those that run or stop something.</summary>
internal sealed class ShellHandler(KernelOptions options, CSharpSession session, ExecuteHandler cells)
{
    /// <summary>The content of the reply, or null for a message that gets none.</summary>
    public JsonObject? Answer(JupyterMessage message) => message.Type switch
    {
        "kernel_info_request" => KernelInfo(),
        "complete_request" => Complete(message),
        "inspect_request" => Inspect(message),
        "is_complete_request" => IsComplete(message),
        "history_request" => History(message),
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        _ when message.Type.EndsWith("_request", StringComparison.Ordinal) => Unknown(message),
        _ => null,
    };

    /// <summary>An error as the content of a reply.</summary>
    public static JsonObject Error(string name, string message) => new()
    {
        ["status"] = "error",
        ["ename"] = name,
        ["evalue"] = message,
        ["traceback"] = new JsonArray(),
    };

    private static JsonObject Unknown(JupyterMessage message) => Error("UnknownRequest", $"{message.Type} is not known.");

    private static JsonObject IsComplete(JupyterMessage message)
    {
        var status = Completeness.Of(message.Text("code"));
        var content = new JsonObject { ["status"] = status };
        if (status == "incomplete") content["indent"] = "    ";
        return content;
    }

    private JsonObject KernelInfo() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageCodec.Version,
        ["implementation"] = options.Implementation,
        ["implementation_version"] = options.ImplementationVersion,
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"C# on .NET {Environment.Version}",
        ["help_links"] = new JsonArray(),
    };

    private JsonObject Complete(JupyterMessage message)
    {
        var code = message.Text("code");
        var completion = CompletionFinder.Find(session, code, CodePoints.ToUtf16(code, message.Number("cursor_pos", int.MaxValue)));
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. completion.Matches.Select(match => JsonValue.Create(match))]),
            ["cursor_start"] = CodePoints.FromUtf16(code, completion.Start),
            ["cursor_end"] = CodePoints.FromUtf16(code, completion.End),
            ["metadata"] = new JsonObject(),
        };
    }

    private JsonObject Inspect(JupyterMessage message)
    {
        var code = message.Text("code");
        var text = SymbolInspector.Inspect(session, code, CodePoints.ToUtf16(code, message.Number("cursor_pos", int.MaxValue)));
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = text is not null,
            ["data"] = text is null ? new JsonObject() : new JsonObject { ["text/plain"] = text },
            ["metadata"] = new JsonObject(),
        };
    }

    private JsonObject History(JupyterMessage message)
    {
        // Kept for this session only; whatever the access type, the last cells are what a console wants.
        var last = Math.Clamp(message.Number("n", 1000), 0, 1000);
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. cells.History.TakeLast(last).Select(cell => new JsonArray(0, cell.Number, cell.Code))]),
        };
    }
}
