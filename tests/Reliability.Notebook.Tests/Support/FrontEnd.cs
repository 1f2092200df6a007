using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reliability.Notebook.Protocol;

namespace Reliability.Notebook.Tests.Support;

/// <summary>What a front end of Jupyter does, no more than the tests need.</summary>
internal sealed class FrontEnd : IDisposable
{
    private static int s_messages;

    private FrontEnd(ZmtpPeer shell, ZmtpPeer control, ZmtpPeer iopub) => (Shell, Control, IOPub) = (shell, control, iopub);

    public ZmtpPeer Shell { get; }

    public ZmtpPeer Control { get; }

    public ZmtpPeer IOPub { get; }

    public static async Task<FrontEnd> ConnectAsync(ConnectionFile connection)
    {
        var front = new FrontEnd(
            await ZmtpPeer.ConnectAsync(connection.Shell, "DEALER"),
            await ZmtpPeer.ConnectAsync(connection.Control, "DEALER"),
            await ZmtpPeer.ConnectAsync(connection.IOPub, "SUB"));
        await front.IOPub.SendAsync([1]);
        // As front ends do: ask until an answer also comes over IOPub, which tells that the subscription has arrived.
        while (true)
        {
            var id = await front.SendAsync(front.Shell, "kernel_info_request", []);
            await front.ReplyAsync(front.Shell, id);
            using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                var (flags, _) = await front.IOPub.ReadFrameAsync(moment.Token);
                while ((flags & 1) != 0) (flags, _) = await front.IOPub.ReadFrameAsync(moment.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                // Not yet.
            }
        }
        var last = await front.SendAsync(front.Shell, "kernel_info_request", []);
        await front.ReplyAsync(front.Shell, last);
        await front.UntilIdleAsync(last);
        return front;
    }

    public static byte[][] Frames(string type, string id, JsonObject content, string key = KernelFixture.Key) =>
        Frames(Encoding.UTF8.GetBytes(new JsonObject { ["msg_id"] = id, ["msg_type"] = type, ["session"] = "s", ["username"] = "u", ["version"] = "5.3", ["date"] = "2025-01-01T00:00:00Z" }.ToJsonString()), Encoding.UTF8.GetBytes(content.ToJsonString()), key);

    public static byte[][] Frames(byte[] header, byte[] content, string key = KernelFixture.Key)
    {
        byte[] empty = [.. "{}"u8];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), (byte[])[.. header, .. empty, .. empty, .. content]));
        return [[.. "<IDS|MSG>"u8], Encoding.ASCII.GetBytes(signature), header, empty, empty, content];
    }

    public static string NewId() => $"m{Interlocked.Increment(ref s_messages)}";

    public async Task<string> SendAsync(ZmtpPeer channel, string type, JsonObject content)
    {
        var id = NewId();
        await channel.SendAsync(Frames(type, id, content));
        return id;
    }

    public async Task<JsonElement> AskAsync(ZmtpPeer channel, string type, JsonObject content) => await ReplyAsync(channel, await SendAsync(channel, type, content));

    public async Task<JsonElement> ReplyAsync(ZmtpPeer channel, string id)
    {
        while (true)
        {
            var message = Read(await channel.ReceiveAsync());
            if (message.Parent == id) return message.Content;
        }
    }

    public async Task<Published> NextAsync() => Read(await IOPub.ReceiveAsync());

    public async Task<List<Published>> UntilIdleAsync(string id)
    {
        var all = new List<Published>();
        while (true)
        {
            var message = await NextAsync();
            if (message.Parent != id) continue;
            if (message.Type == "status" && message.Text("execution_state") == "idle") return all;
            if (message.Type != "status") all.Add(message);
        }
    }

    public async Task<Execution> ExecuteAsync(string code, Action<JsonObject>? change = null)
    {
        var content = new JsonObject { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["allow_stdin"] = false, ["stop_on_error"] = true };
        change?.Invoke(content);
        var id = await SendAsync(Shell, "execute_request", content);
        var published = await UntilIdleAsync(id);
        return new(await ReplyAsync(Shell, id), published);
    }

    public void Dispose()
    {
        Shell.Dispose();
        Control.Dispose();
        IOPub.Dispose();
    }

    private static Published Read(List<byte[]> frames)
    {
        var at = frames.FindIndex(frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(KernelFixture.Key), (byte[])[.. frames[at + 2], .. frames[at + 3], .. frames[at + 4], .. frames[at + 5]]));
        Assert.That(Encoding.ASCII.GetString(frames[at + 1]), Is.EqualTo(signature), "messages of the kernel are signed");
        var header = JsonDocument.Parse(frames[at + 2]).RootElement;
        var parent = JsonDocument.Parse(frames[at + 3]).RootElement;
        return new(
            header.GetProperty("msg_type").GetString()!,
            parent.TryGetProperty("msg_id", out var id) ? id.GetString() : null,
            JsonDocument.Parse(frames[at + 5]).RootElement);
    }

    internal sealed record Published(string Type, string? Parent, JsonElement Content)
    {
        public string? Text(string name) => Content.GetProperty(name).GetString();
    }

    internal sealed record Execution(JsonElement Reply, List<Published> Published)
    {
        public string? Status => Reply.GetProperty("status").GetString();

        public string Stream(string name) => string.Concat(Published.Where(message => message.Type == "stream" && message.Text("name") == name).Select(message => message.Text("text")));

        public string? Plain => Published.SingleOrDefault(message => message.Type == "execute_result")?.Content.GetProperty("data").GetProperty("text/plain").GetString();

        public string Traceback => string.Join('\n', Reply.GetProperty("traceback").EnumerateArray().Select(line => line.GetString()));
    }
}
