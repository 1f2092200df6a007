using System.Text.Json.Nodes;
using Reliability.Notebook.Tests.Support;

namespace Reliability.Notebook.Tests.Protocol;

/// <summary>An interrupt stops what can be stopped, and the kernel is usable after in any case.</summary>
public sealed class InterruptTests
{
    [TestCase("while (true) { }", TestName = "Interrupt_TightLoop")]
    [TestCase("for (;;) ;", TestName = "Interrupt_LoopWithoutBody")]
    [TestCase("again: ; goto again;", TestName = "Interrupt_Goto")]
    [TestCase("while (true) try { while (true) ; } catch { }", TestName = "Interrupt_LoopThatCatchesAll")]
    [TestCase("await Task.Delay(-1);", TestName = "Interrupt_Await")]
    [TestCase("await Task.Delay(-1, Interrupted);", TestName = "Interrupt_AwaitWithToken")]
    [TestCase("System.Threading.Thread.Sleep(-1);", TestName = "Interrupt_Sleep")]
    [TestCase("Task.Delay(-1).Wait();", TestName = "Interrupt_Wait")]
    [TestCase("IEnumerable<int> All() { while (true) yield return 1; }\nAll().Sum(x => 0)", TestName = "Interrupt_Iterator")]
    [TestCase("Enumerable.Repeat(1L, int.MaxValue).Concat(Enumerable.Repeat(1L, int.MaxValue)).Concat(Enumerable.Repeat(1L, int.MaxValue)).Concat(Enumerable.Repeat(1L, int.MaxValue)).Where(x => x > 1).Count()", TestName = "Interrupt_LibraryLoop_IsLeftBehind")]
    public async Task Interrupt(string code)
    {
        await using var kernel = await KernelFixture.StartAsync();
        var front = kernel.FrontEnd;
        await front.ExecuteAsync("var kept = 5;");
        var id = await front.SendAsync(front.Shell, "execute_request", new JsonObject { ["code"] = "Console.WriteLine(\"begun\");\n" + code });
        FrontEnd.Published message;
        do message = await front.NextAsync();
        while (message.Type != "stream");
        var reply = await front.AskAsync(front.Control, "interrupt_request", []);
        Assert.That(reply.GetProperty("status").GetString(), Is.EqualTo("ok"));
        var end = await front.ReplyAsync(front.Shell, id);
        Assert.That(end.GetProperty("status").GetString(), Is.EqualTo("error"));
        Assert.That(end.GetProperty("ename").GetString(), Is.EqualTo("Interrupted"));
        await front.UntilIdleAsync(id);
        Assert.That((await front.ExecuteAsync("kept + 1")).Plain, Is.EqualTo("6"));
        Assert.That((await front.ExecuteAsync("var sum = 0; for (var i = 0; i < 10; i++) sum += i; sum")).Plain, Is.EqualTo("45"), "loops of later cells are not stopped");
    }

    [Test]
    public async Task Interrupt_Idle_IsHarmless()
    {
        await using var kernel = await KernelFixture.StartAsync();
        await kernel.FrontEnd.AskAsync(kernel.FrontEnd.Control, "interrupt_request", []);
        Assert.That((await kernel.FrontEnd.ExecuteAsync("1 + 1")).Plain, Is.EqualTo("2"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Shutdown_WhileCellRuns_EndsWithZero(bool restart)
    {
        await using var kernel = await KernelFixture.StartAsync();
        var front = kernel.FrontEnd;
        await front.SendAsync(front.Shell, "execute_request", new JsonObject { ["code"] = "while (true) { }" });
        var reply = await front.AskAsync(front.Control, "shutdown_request", new JsonObject { ["restart"] = restart });
        Assert.That(reply.GetProperty("restart").GetBoolean(), Is.EqualTo(restart));
        Assert.That(await kernel.Ended.WaitAsync(ZmtpPeer.Patience), Is.Zero);
    }

    [Test]
    public async Task Shutdown_OnShell_EndsToo()
    {
        await using var kernel = await KernelFixture.StartAsync();
        await kernel.FrontEnd.AskAsync(kernel.FrontEnd.Shell, "shutdown_request", new JsonObject { ["restart"] = false });
        Assert.That(await kernel.Ended.WaitAsync(ZmtpPeer.Patience), Is.Zero);
    }
}
