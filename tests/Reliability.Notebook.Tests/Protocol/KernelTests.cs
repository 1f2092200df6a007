using System.Text.Json.Nodes;
using Reliability.Notebook.Tests.Support;

namespace Reliability.Notebook.Tests.Protocol;

/// <summary>One kernel, asked as a front end asks.</summary>
public sealed class KernelTests
{
    private KernelFixture _kernel = null!;

    private FrontEnd Front => _kernel.FrontEnd;

    [OneTimeSetUp]
    public async Task Start() => _kernel = await KernelFixture.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _kernel.DisposeAsync();

    [Test]
    public async Task KernelInfo_NamesLanguage()
    {
        var info = await Front.AskAsync(Front.Shell, "kernel_info_request", []);
        Assert.That(info.GetProperty("status").GetString(), Is.EqualTo("ok"));
        Assert.That(info.GetProperty("protocol_version").GetString(), Does.StartWith("5."));
        Assert.That(info.GetProperty("language_info").GetProperty("name").GetString(), Is.EqualTo("C#"));
    }

    [Test]
    public async Task KernelInfo_OnControl_IsAnsweredToo()
    {
        var info = await Front.AskAsync(Front.Control, "kernel_info_request", []);
        Assert.That(info.GetProperty("status").GetString(), Is.EqualTo("ok"));
    }

    [Test]
    public async Task Execute_StateCrossesCells_LastExpressionShown()
    {
        await Front.ExecuteAsync("int Twice(int x) => 2 * x; var basis = 20; record Point(int X, int Y);");
        var cell = await Front.ExecuteAsync("await Task.Yield();\nTwice(basis) + new Point(1, 1).X + 1");
        Assert.That(cell.Plain, Is.EqualTo("42"));
        Assert.That(cell.Published.Select(message => message.Type), Is.EqualTo(new[] { "execute_input", "execute_result" }));
        Assert.That((await Front.ExecuteAsync("basis;")).Reply.GetProperty("status").GetString(), Is.EqualTo("error"), "a statement that is only an expression is none");
    }

    [Test]
    public async Task Execute_Streams_ArriveWhileItRuns()
    {
        // The cell waits for a file that is written only when its output has been seen.
        using var folder = new TemporaryFolder();
        var gate = Path.Combine(folder.Path, "gate");
        var id = await Front.SendAsync(Front.Shell, "execute_request", new JsonObject { ["code"] = $"Console.WriteLine(\"first\"); Console.Error.WriteLine(\"oops\"); while (!File.Exists(@\"{gate}\")) await Task.Delay(5); Console.Write(\"last\");" });
        var seen = new List<string>();
        while (seen.Count < 2)
        {
            var message = await Front.NextAsync();
            if (message.Type == "stream") seen.Add(message.Text("name") + ":" + message.Text("text"));
        }
        Assert.That(seen, Is.EqualTo(new[] { "stdout:first\n", "stderr:oops\n" }));
        folder.Write("gate", "");
        var rest = await Front.UntilIdleAsync(id);
        Assert.That(rest.Single().Text("text"), Is.EqualTo("last"));
        await Front.ReplyAsync(Front.Shell, id);
    }

    [Test]
    public async Task Execute_Display_KeepsOrderAndUpdates()
    {
        var cell = await Front.ExecuteAsync("Console.Write(\"a\"); var shown = display(HTML(\"<b>1</b>\")); Console.Write(\"b\");");
        Assert.That(cell.Published.Select(message => message.Type), Is.EqualTo(new[] { "execute_input", "stream", "display_data", "stream" }));
        var first = cell.Published[2].Content;
        Assert.That(first.GetProperty("data").GetProperty("text/html").GetString(), Is.EqualTo("<b>1</b>"));
        var update = (await Front.ExecuteAsync("shown.Update(HTML(\"<b>2</b>\"));")).Published[1];
        Assert.That(update.Type, Is.EqualTo("update_display_data"));
        Assert.That(update.Content.GetProperty("transient").GetProperty("display_id").GetString(), Is.EqualTo(first.GetProperty("transient").GetProperty("display_id").GetString()));
        Assert.That(update.Content.GetProperty("data").GetProperty("text/html").GetString(), Is.EqualTo("<b>2</b>"));
    }

    [Test]
    public async Task Execute_ConventionOfLibraries_IsHonoured()
    {
        var cell = await Front.ExecuteAsync("class Shown { public IReadOnlyDictionary<string, string> ToMimeBundle() => new Dictionary<string, string> { [\"image/png\"] = \"iVBORw==\", [\"application/json\"] = \"{\\\"a\\\":[1]}\" }; }\nnew Shown()");
        var data = cell.Published[^1].Content.GetProperty("data");
        Assert.That(data.GetProperty("image/png").GetString(), Is.EqualTo("iVBORw=="));
        Assert.That(data.GetProperty("application/json").GetProperty("a")[0].GetInt32(), Is.EqualTo(1));
        Assert.That(data.GetProperty("text/plain").GetString(), Is.EqualTo("Shown"));
    }

    [Test]
    public async Task Execute_Silent_PublishesNothingAndDoesNotCount()
    {
        var before = (await Front.ExecuteAsync("1")).Reply.GetProperty("execution_count").GetInt32();
        var cell = await Front.ExecuteAsync("Console.WriteLine(\"unheard\"); var hidden = 7; hidden", content => content["silent"] = true);
        Assert.That(cell.Published, Is.Empty);
        var next = await Front.ExecuteAsync("hidden");
        Assert.That(next.Plain, Is.EqualTo("7"));
        Assert.That(next.Reply.GetProperty("execution_count").GetInt32(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Execute_NoHistory_DoesNotCount()
    {
        var before = (await Front.ExecuteAsync("1")).Reply.GetProperty("execution_count").GetInt32();
        var cell = await Front.ExecuteAsync("2", content => content["store_history"] = false);
        Assert.That(cell.Reply.GetProperty("execution_count").GetInt32(), Is.EqualTo(before));
    }

    [Test]
    public async Task Execute_Fails_WaitingCellsAreAborted_LaterOnesRun()
    {
        using var folder = new TemporaryFolder();
        var gate = Path.Combine(folder.Path, "gate");
        var failing = await Front.SendAsync(Front.Shell, "execute_request", new JsonObject { ["code"] = $"while (!File.Exists(@\"{gate}\")) await Task.Delay(5); throw new Exception(\"stop\");", ["stop_on_error"] = true });
        var waiting = await Front.SendAsync(Front.Shell, "execute_request", new JsonObject { ["code"] = "\"ran\"" });
        var question = await Front.SendAsync(Front.Shell, "comm_info_request", []);
        // The control channel answers only after the shell's bytes were sent; the kernel reads all sockets at once, so give it one round trip.
        await Front.AskAsync(Front.Control, "kernel_info_request", []);
        folder.Write("gate", "");
        Assert.That((await Front.ReplyAsync(Front.Shell, failing)).GetProperty("status").GetString(), Is.EqualTo("error"));
        Assert.That((await Front.ReplyAsync(Front.Shell, waiting)).GetProperty("status").GetString(), Is.EqualTo("aborted"));
        Assert.That((await Front.ReplyAsync(Front.Shell, question)).GetProperty("status").GetString(), Is.EqualTo("ok"));
        Assert.That((await Front.ExecuteAsync("\"runs\"")).Plain, Is.EqualTo("runs"));
    }

    [Test]
    public async Task Execute_ReadsConsole_IsRefused()
    {
        var cell = await Front.ExecuteAsync("Console.ReadLine()");
        Assert.That(cell.Status, Is.EqualTo("error"));
        Assert.That(cell.Reply.GetProperty("evalue").GetString(), Does.Contain("cannot read from the console"));
    }

    [Test]
    public async Task Execute_BackgroundOutput_BelongsToItsCell()
    {
        var first = await Front.SendAsync(Front.Shell, "execute_request", new JsonObject { ["code"] = "var go = new TaskCompletionSource(); _ = Task.Run(async () => { await go.Task; Console.Write(\"late\"); });" });
        await Front.UntilIdleAsync(first);
        var second = await Front.SendAsync(Front.Shell, "execute_request", new JsonObject { ["code"] = "go.SetResult();" });
        FrontEnd.Published message;
        do message = await Front.NextAsync();
        while (message.Type != "stream");
        Assert.That(message.Parent, Is.EqualTo(first));
        await Front.ReplyAsync(Front.Shell, second);
    }

    [Test]
    public async Task Complete_MembersAndScope_InCodePoints()
    {
        await Front.ExecuteAsync("var measured = new List<int> { 1 };");
        var code = "/* \U0001F600 */ measured.Cou";
        var reply = await Front.AskAsync(Front.Shell, "complete_request", new JsonObject { ["code"] = code, ["cursor_pos"] = code.Length - 1 });
        var matches = reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()).ToList();
        Assert.That(matches, Does.Contain("Count"));
        Assert.That(matches, Has.All.StartsWith("Cou").IgnoreCase);
        Assert.That(reply.GetProperty("cursor_start").GetInt32(), Is.EqualTo(code.Length - 1 - 3));
        Assert.That(reply.GetProperty("cursor_end").GetInt32(), Is.EqualTo(code.Length - 1));
        var scope = await Front.AskAsync(Front.Shell, "complete_request", new JsonObject { ["code"] = "meas", ["cursor_pos"] = 4 });
        Assert.That(scope.GetProperty("matches").EnumerateArray().Select(match => match.GetString()), Does.Contain("measured"));
    }

    [TestCase("Math.", "Sqrt")]
    [TestCase("System.Collections.", "Generic")]
    [TestCase("new[] { 1 }.Sel", "Select")]
    [TestCase("\"a\"?.Sub", "Substring")]
    [TestCase("disp", "display")]
    [TestCase("whi", "while")]
    public async Task Complete_Finds(string code, string expected)
    {
        var reply = await Front.AskAsync(Front.Shell, "complete_request", new JsonObject { ["code"] = code, ["cursor_pos"] = code.Length });
        Assert.That(reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()), Does.Contain(expected));
    }

    [Test]
    public async Task Inspect_SaysSignature()
    {
        await Front.ExecuteAsync("double Half(double whole) => whole / 2;");
        var reply = await Front.AskAsync(Front.Shell, "inspect_request", new JsonObject { ["code"] = "Half(3)", ["cursor_pos"] = 2, ["detail_level"] = 0 });
        Assert.That(reply.GetProperty("found").GetBoolean());
        Assert.That(reply.GetProperty("data").GetProperty("text/plain").GetString(), Does.Contain("Half(double whole)"));
        var own = await Front.AskAsync(Front.Shell, "inspect_request", new JsonObject { ["code"] = "display(1)", ["cursor_pos"] = 3, ["detail_level"] = 0 });
        Assert.That(own.GetProperty("data").GetProperty("text/plain").GetString(), Does.Contain("Shows a value now"), "the summary comes from the documentation beside the assembly");
        var nothing = await Front.AskAsync(Front.Shell, "inspect_request", new JsonObject { ["code"] = "  ", ["cursor_pos"] = 1 });
        Assert.That(nothing.GetProperty("found").GetBoolean(), Is.False);
    }

    [TestCase("var a = 1;", "complete")]
    [TestCase("a + 1", "complete")]
    [TestCase("if (true) {", "incomplete")]
    [TestCase("var a = (", "incomplete")]
    [TestCase("var a = );", "invalid")]
    [TestCase("#!csharp\nvar a = 1;", "complete")]
    public async Task IsComplete_Says(string code, string status)
    {
        var reply = await Front.AskAsync(Front.Shell, "is_complete_request", new JsonObject { ["code"] = code });
        Assert.That(reply.GetProperty("status").GetString(), Is.EqualTo(status));
    }

    [Test]
    public async Task History_HoldsCells()
    {
        await Front.ExecuteAsync("\"remembered\"");
        var reply = await Front.AskAsync(Front.Shell, "history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1 });
        Assert.That(reply.GetProperty("history")[0][2].GetString(), Is.EqualTo("\"remembered\""));
    }

    [Test]
    public async Task Comms_AreClosed()
    {
        Assert.That((await Front.AskAsync(Front.Shell, "comm_info_request", [])).GetProperty("comms").EnumerateObject(), Is.Empty);
        var id = await Front.SendAsync(Front.Shell, "comm_open", new JsonObject { ["comm_id"] = "c1", ["target_name"] = "t", ["data"] = new JsonObject() });
        var close = (await Front.UntilIdleAsync(id)).Single();
        Assert.That((close.Type, close.Text("comm_id")), Is.EqualTo(("comm_close", "c1")));
    }

    [Test]
    public async Task UnknownRequest_IsAnsweredByError()
    {
        var reply = await Front.AskAsync(Front.Shell, "brew_request", []);
        Assert.That(reply.GetProperty("status").GetString(), Is.EqualTo("error"));
    }

    [Test]
    public async Task Heartbeat_Echoes()
    {
        using var peer = await ZmtpPeer.ConnectAsync(_kernel.Connection.Heartbeat, "REQ");
        await peer.SendAsync([], [.. "ping"u8]);
        Assert.That(await peer.ReceiveAsync(), Is.EqualTo(new byte[][] { [], [.. "ping"u8] }));
    }

    [Test]
    public async Task IOPub_HonoursSubscriptions()
    {
        using var peer = await ZmtpPeer.ConnectAsync(_kernel.Connection.IOPub, "SUB");
        await peer.SendAsync([1, .. "kernel.stream"u8]);
        // A PONG tells that what was sent before the PING has been read.
        await peer.Stream.WriteAsync(new byte[] { 4, 7, 4, (byte)'P', (byte)'I', (byte)'N', (byte)'G', 0, 0 });
        using var patience = new CancellationTokenSource(ZmtpPeer.Patience);
        Assert.That((await peer.ReadFrameAsync(patience.Token)).Body, Is.EqualTo(new byte[] { 4, (byte)'P', (byte)'O', (byte)'N', (byte)'G' }));
        await Front.ExecuteAsync("Console.Write(\"x\"); display(1); 2");
        Assert.That((await peer.ReceiveAsync())[0], Is.EqualTo("kernel.stream"u8.ToArray()));
        await Front.ExecuteAsync("Console.Write(\"y\");");
        Assert.That((await peer.ReceiveAsync())[0], Is.EqualTo("kernel.stream"u8.ToArray()));
    }
}
