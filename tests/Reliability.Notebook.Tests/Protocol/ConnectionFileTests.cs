using Reliability.Notebook.Tests.Support;

namespace Reliability.Notebook.Tests.Protocol;

public sealed class ConnectionFileTests
{
    private const string Good = """{"transport":"tcp","ip":"127.0.0.1","shell_port":0,"control_port":0,"iopub_port":0,"stdin_port":0,"hb_port":0,"key":"k","signature_scheme":"hmac-sha256"}""";

    [TestCase("\"key\":\"k\"", "\"key\":\"\"", "unsigned messages are not accepted")]
    [TestCase("127.0.0.1", "0.0.0.0", "only loopback")]
    [TestCase("127.0.0.1", "192.0.2.1", "only loopback")]
    [TestCase("127.0.0.1", "example.org", "only loopback")]
    [TestCase("tcp", "ipc", "another transport")]
    [TestCase("hmac-sha256", "hmac-md5", "another signature scheme")]
    [TestCase("\"hb_port\":0", "\"hb_port\":70000", "hb_port")]
    [TestCase("\"hb_port\":0,", "", "hb_port")]
    [TestCase("{", "", "cannot be read")]
    public async Task Run_BadConnectionFile_SaysWhy(string part, string replacement, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("connection.json", Good.Replace(part, replacement));
        var log = new List<string>();
        var code = await KernelHost.RunAsync(path, new KernelOptions { Log = log.Add, ParentProcess = 0 }, CancellationToken.None);
        Assert.That(code, Is.EqualTo(KernelHost.BadConnectionFile));
        Assert.That(log.Single(), Does.Contain(message));
    }

    [Test]
    public async Task Run_NoConnectionFile_SaysWhy()
    {
        var log = new List<string>();
        Assert.That(await KernelHost.RunAsync("nowhere.json", new KernelOptions { Log = log.Add }, CancellationToken.None), Is.EqualTo(2));
        Assert.That(log, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Run_PortTaken_SaysWhy()
    {
        await using var kernel = await KernelFixture.StartAsync();
        using var folder = new TemporaryFolder();
        var path = folder.Write("connection.json", Good.Replace("\"shell_port\":0", $"\"shell_port\":{kernel.Connection.Shell}"));
        var log = new List<string>();
        Assert.That(await KernelHost.RunAsync(path, new KernelOptions { Log = log.Add, ParentProcess = 0 }, CancellationToken.None), Is.EqualTo(KernelHost.CannotBind));
        Assert.That(log, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Run_ParentEnded_Ends()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("connection.json", Good);
        using var parent = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
        var run = KernelHost.RunAsync(path, new KernelOptions { ParentProcess = parent.Id }, CancellationToken.None);
        Assert.That(await run.WaitAsync(ZmtpPeer.Patience), Is.Zero);
    }
}
