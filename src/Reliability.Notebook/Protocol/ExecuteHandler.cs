using System.Text.Json.Nodes;
using Reliability.Notebook.Execution;

namespace Reliability.Notebook.Protocol;

/// <summary>Runs cells for a front end: counts them, remembers them, publishes what they show, and can be told to stop the one that runs.</summary>
internal sealed class ExecuteHandler(KernelChannels channels, CSharpSession session)
{
    private readonly Lock _gate = new();
    private readonly List<(int Number, string Code)> _history = [];
    private CancellationTokenSource? _running;

    /// <summary>The cells so far, with their numbers.</summary>
    public IReadOnlyList<(int Number, string Code)> History => _history;

    private int Count { get; set; }

    /// <summary>Stops the cell that runs, if one does.</summary>
    public void Interrupt()
    {
        lock (_gate) _running?.Cancel();
    }

    /// <summary>Runs a cell and answers.</summary>
    /// <returns>Whether requests that wait already are to be aborted.</returns>
    public async Task<bool> ExecuteAsync(KernelRequest request)
    {
        var message = request.Message;
        var code = message.Text("code");
        var silent = message.Flag("silent", false);
        if (!silent && message.Flag("store_history", true))
        {
            Count++;
            _history.Add((Count, code));
        }
        if (!silent) channels.Publish(message, "execute_input", new JsonObject { ["code"] = code, ["execution_count"] = Count });
        var result = await RunAsync(code, silent ? new SilentOutput() : new IOPubOutput(channels, message));
        if (result.Error is { } error)
        {
            var content = OutputContent.Error(error);
            if (!silent) channels.Publish(message, "error", (JsonObject)content.DeepClone());
            content["status"] = "error";
            content["execution_count"] = Count;
            channels.Reply(request, "execute_reply", content);
            return message.Flag("stop_on_error", true);
        }
        if (result.Value is { } value && !silent)
        {
            channels.Publish(message, "execute_result", new JsonObject { ["execution_count"] = Count, ["data"] = OutputContent.Data(value), ["metadata"] = new JsonObject() });
        }
        channels.Reply(request, "execute_reply", new JsonObject
        {
            ["status"] = "ok",
            ["execution_count"] = Count,
            ["payload"] = new JsonArray(),
            ["user_expressions"] = new JsonObject(),
        });
        return false;
    }

    /// <summary>Answers a cell that is not run because one before it failed.</summary>
    public void Abort(KernelRequest request) =>
        channels.Reply(request, "execute_reply", new JsonObject { ["status"] = "aborted", ["execution_count"] = Count });

    private async Task<CellResult> RunAsync(string code, ICellOutput output)
    {
        using var running = new CancellationTokenSource();
        lock (_gate) _running = running;
        try
        {
            await WarmUp.EndedAsync();
            return await session.ExecuteAsync(code, Count, output, running.Token);
        }
        finally
        {
            lock (_gate) _running = null;
        }
    }
}
