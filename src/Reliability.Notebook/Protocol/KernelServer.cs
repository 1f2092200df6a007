using System.Text.Json.Nodes;
using Reliability.Notebook.Execution;

namespace Reliability.Notebook.Protocol;

/// <summary>Serves one front end until it is told to end: two loops, one for cells, one for what must not wait behind them.</summary>
internal sealed class KernelServer
{
    private readonly KernelChannels _channels;
    private readonly ExecuteHandler _cells;
    private readonly ShellHandler _answers;
    private readonly CancellationTokenSource _end = new();

    /// <summary>Serves on these channels.</summary>
    public KernelServer(KernelChannels channels, CSharpSession session, KernelOptions options)
    {
        _channels = channels;
        _cells = new ExecuteHandler(channels, session);
        _answers = new ShellHandler(options, session, _cells);
    }

    /// <summary>Serves until a shutdown is asked for or the token is cancelled. A cell that still runs is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var registration = cancellation.Register(_end.Cancel);
        _channels.PublishStatus(null, "starting");
        var shell = ShellLoopAsync();
        await ControlLoopAsync();
        _cells.Interrupt();
        await shell;
        _end.Dispose();
    }

    private async Task ShellLoopAsync()
    {
        try
        {
            while (true)
            {
                var request = await _channels.Shell.ReadAsync(_end.Token);
                if (await ServeAsync(request) && request.Message.Type == "execute_request") await AbortWaitingAsync();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task ControlLoopAsync()
    {
        try
        {
            while (true) ServeControl(await _channels.Control.ReadAsync(_end.Token));
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end.
        }
    }

    // "Stop on error": what waited when the cell failed is not run; what comes later is.
    private async Task AbortWaitingAsync()
    {
        for (var waiting = _channels.Shell.Count; waiting > 0 && _channels.Shell.TryRead(out var request); waiting--)
        {
            if (request.Message.Type == "execute_request")
            {
                _channels.PublishStatus(request.Message, "busy");
                _cells.Abort(request);
                _channels.PublishStatus(request.Message, "idle");
            }
            else
            {
                await ServeAsync(request);
            }
        }
    }

    /// <summary>Serves one request.</summary>
    /// <returns>Whether a cell failed.</returns>
    private async Task<bool> ServeAsync(KernelRequest request)
    {
        _channels.PublishStatus(request.Message, "busy");
        try
        {
            switch (request.Message.Type)
            {
                case "execute_request":
                    return await _cells.ExecuteAsync(request);
                case "shutdown_request":
                    ShutDown(request);
                    return false;
                case "comm_open":
                    // There are no targets, so the front end is told that the comm is closed.
                    _channels.Publish(request.Message, "comm_close", new JsonObject { ["comm_id"] = request.Message.Text("comm_id"), ["data"] = new JsonObject() });
                    return false;
                default:
                    Answer(request);
                    return false;
            }
        }
        finally
        {
            _channels.PublishStatus(request.Message, "idle");
        }
    }

    private void ServeControl(KernelRequest request)
    {
        _channels.PublishStatus(request.Message, "busy");
        switch (request.Message.Type)
        {
            case "shutdown_request":
                ShutDown(request);
                break;
            case "interrupt_request":
                _cells.Interrupt();
                _channels.Reply(request, "interrupt_reply", new JsonObject { ["status"] = "ok" });
                break;
            case "complete_request" or "inspect_request" or "history_request":
                // These ask the session, which may be busy with a cell.
                _channels.Reply(request, ReplyType(request.Message.Type), ShellHandler.Error("WrongChannel", $"{request.Message.Type} belongs on the shell channel."));
                break;
            default:
                Answer(request);
                break;
        }
        _channels.PublishStatus(request.Message, "idle");
    }

    private void Answer(KernelRequest request)
    {
        JsonObject? content;
        try
        {
            content = _answers.Answer(request.Message);
        }
        catch (Exception e)
        {
            // A question that the compiler stumbles over must not end the kernel.
            content = ShellHandler.Error(e.GetType().Name, e.Message);
        }
        if (content is not null) _channels.Reply(request, ReplyType(request.Message.Type), content);
    }

    private void ShutDown(KernelRequest request)
    {
        var content = new JsonObject { ["status"] = "ok", ["restart"] = request.Message.Flag("restart", false) };
        _channels.Publish(request.Message, "shutdown_reply", (JsonObject)content.DeepClone());
        _channels.Reply(request, "shutdown_reply", content);
        _end.Cancel();
    }

    private static string ReplyType(string type) => type[..^"request".Length] + "reply";
}
