using System.Text;
using System.Text.Json.Nodes;
using Reliability.Notebook.Tests.Support;
using Reliability.Notebook.Transport;

namespace Reliability.Notebook.Tests.Protocol;

/// <summary>Whatever strangers send to whatever socket, the front end is still served.</summary>
public sealed class HardeningTests
{
    private static readonly ZmtpLimits s_limits = new() { HandshakeTimeout = TimeSpan.FromMilliseconds(500), MaximumMessageBytes = 1024 * 1024, MaximumConnections = 16 };

    private KernelFixture _kernel = null!;

    private int[] Ports => [_kernel.Connection.Shell, _kernel.Connection.Control, _kernel.Connection.IOPub, _kernel.Connection.Stdin, _kernel.Connection.Heartbeat];

    [OneTimeSetUp]
    public async Task Start() => _kernel = await KernelFixture.StartAsync(s_limits);

    [OneTimeTearDown]
    public async Task Stop() => await _kernel.DisposeAsync();

    [TearDown]
    public async Task StillServes()
    {
        var front = _kernel.FrontEnd;
        Assert.That((await front.AskAsync(front.Shell, "kernel_info_request", [])).GetProperty("status").GetString(), Is.EqualTo("ok"));
        Assert.That((await front.AskAsync(front.Control, "kernel_info_request", [])).GetProperty("status").GetString(), Is.EqualTo("ok"));
        Assert.That((await front.ExecuteAsync("1 + 1")).Plain, Is.EqualTo("2"));
        using var another = await FrontEnd.ConnectAsync(_kernel.Connection);
        Assert.That((await another.ExecuteAsync("2 + 2")).Plain, Is.EqualTo("4"));
    }

    [Test]
    public async Task RandomBytes_AreCutOff([Range(1, 10)] int seed)
    {
        var noise = new Noise((ulong)seed);
        foreach (var port in Ports)
        {
            using var peer = await ZmtpPeer.ConnectRawAsync(port);
            await WriteAsync(peer, noise.Bytes(1 + noise.Below(4000)));
            await peer.ExpectCloseAsync();
        }
    }

    [Test]
    public async Task RandomBytesAfterGreeting_AreCutOff([Range(1, 10)] int seed)
    {
        var noise = new Noise((ulong)seed);
        foreach (var port in Ports)
        {
            using var peer = await ZmtpPeer.ConnectRawAsync(port);
            await WriteAsync(peer, [.. ZmtpPeer.Greeting, .. noise.Bytes(2 + noise.Below(2000))]);
            await peer.ExpectCloseAsync();
        }
    }

    [Test]
    public async Task RandomFramesAfterHandshake_DoNoHarm([Range(1, 10)] int seed)
    {
        var noise = new Noise((ulong)seed);
        var types = new[] { "DEALER", "DEALER", "SUB", "DEALER", "REQ" };
        for (var i = 0; i < Ports.Length; i++)
        {
            using var peer = await ZmtpPeer.ConnectAsync(Ports[i], types[i]);
            for (var n = 0; n < 20; n++) await WriteAsync(peer, [(byte)noise.Below(8), (byte)noise.Below(60), .. noise.Bytes(noise.Below(80))]);
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(9)]
    [TestCase(11)]
    [TestCase(63)]
    public async Task TruncatedGreeting_HalfOpen_IsCutOffAfterAWhile(int length)
    {
        foreach (var port in Ports)
        {
            using var peer = await ZmtpPeer.ConnectRawAsync(port);
            await WriteAsync(peer, ZmtpPeer.Greeting[..length]);
            await peer.ExpectCloseAsync();
        }
    }

    [Test]
    public async Task GreetingWithoutReady_IsCutOffAfterAWhile()
    {
        using var peer = await ZmtpPeer.ConnectRawAsync(Ports[0]);
        await WriteAsync(peer, ZmtpPeer.Greeting);
        await peer.ExpectCloseAsync();
    }

    [TestCase("PLAIN")]
    [TestCase("CURVE")]
    public async Task OtherMechanism_IsCutOff(string mechanism)
    {
        using var peer = await ZmtpPeer.ConnectRawAsync(Ports[0]);
        var greeting = (byte[])ZmtpPeer.Greeting.Clone();
        greeting.AsSpan(12, 20).Clear();
        Encoding.ASCII.GetBytes(mechanism, greeting.AsSpan(12));
        await WriteAsync(peer, greeting);
        await peer.ExpectCloseAsync();
    }

    [TestCase("PUB")]
    [TestCase("")]
    [TestCase("dealer")]
    public async Task OtherSocketType_IsCutOff(string type)
    {
        using var peer = await ZmtpPeer.ConnectRawAsync(Ports[0]);
        await WriteAsync(peer, [.. ZmtpPeer.Greeting, .. ZmtpPeer.Ready(type)]);
        await peer.ExpectCloseAsync();
    }

    [TestCase(new byte[] { 2, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, TestName = "OversizeFrame_Largest")]
    [TestCase(new byte[] { 2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, TestName = "OversizeFrame_Negative")]
    [TestCase(new byte[] { 2, 0, 0, 0, 0, 0, 0x10, 0, 1 }, TestName = "OversizeFrame_OneByteOver")]
    [TestCase(new byte[] { 6, 0, 0, 0, 0, 0, 0, 0x10, 1 }, TestName = "OversizeFrame_Command")]
    [TestCase(new byte[] { 8, 0 }, TestName = "OversizeFrame_ReservedFlags")]
    [TestCase(new byte[] { 5, 1, 0 }, TestName = "OversizeFrame_CommandWithMore")]
    [TestCase(new byte[] { 4, 0 }, TestName = "OversizeFrame_CommandWithoutName")]
    [TestCase(new byte[] { 4, 2, 9, 65 }, TestName = "OversizeFrame_CommandNameCutOff")]
    public async Task BadFrame_IsCutOff(byte[] wire)
    {
        using var peer = await ZmtpPeer.ConnectAsync(Ports[0], "DEALER");
        await WriteAsync(peer, wire);
        await peer.ExpectCloseAsync();
    }

    [Test]
    public async Task MessageOfTooManyBytesOrFrames_IsCutOff()
    {
        using var many = await ZmtpPeer.ConnectAsync(Ports[0], "DEALER");
        await WriteAsync(many, [.. Enumerable.Repeat(new byte[] { 1, 0 }, 100).SelectMany(frame => frame)]);
        await many.ExpectCloseAsync();
        using var large = await ZmtpPeer.ConnectAsync(Ports[0], "DEALER");
        for (var i = 0; i < 20; i++) await WriteAsync(large, [3, 0, 0, 0, 0, 0, 1, 0, 0, .. new byte[65536]]);
        await large.ExpectCloseAsync();
    }

    [Test]
    public async Task MoreConnectionsThanAllowed_AreRefused()
    {
        var peers = new List<ZmtpPeer>();
        for (var i = 0; i < 40; i++) peers.Add(await ZmtpPeer.ConnectRawAsync(_kernel.Connection.Stdin));
        foreach (var peer in peers)
        {
            await peer.ExpectCloseAsync();
            peer.Dispose();
        }
    }

    [Test]
    public async Task WrongSignature_IsDropped()
    {
        var front = _kernel.FrontEnd;
        var shutdown = new JsonObject { ["restart"] = false };
        await front.Control.SendAsync(FrontEnd.Frames("shutdown_request", FrontEnd.NewId(), shutdown, "another key"));
        var frames = FrontEnd.Frames("shutdown_request", FrontEnd.NewId(), shutdown);
        await front.Control.SendAsync([frames[0], [], .. frames[2..]]);
        await front.Control.SendAsync([frames[0], [.. frames[1][..63], (byte)'z'], .. frames[2..]]);
        await front.Control.SendAsync([frames[0], [.. frames[1], (byte)'0'], .. frames[2..]]);
        await front.Control.SendAsync(frames[..5]);
        await front.Control.SendAsync(frames[1..]);
        Assert.That((await front.AskAsync(front.Control, "kernel_info_request", [])).GetProperty("status").GetString(), Is.EqualTo("ok"));
        Assert.That(_kernel.Ended.IsCompleted, Is.False);
    }

    [Test]
    public async Task Replay_IsDropped()
    {
        var front = _kernel.FrontEnd;
        await front.ExecuteAsync("var times = 0;");
        var id = FrontEnd.NewId();
        var frames = FrontEnd.Frames("execute_request", id, new JsonObject { ["code"] = "times++;" });
        await front.Shell.SendAsync(frames);
        await front.Shell.SendAsync(frames);
        await front.ReplyAsync(front.Shell, id);
        Assert.That((await front.ExecuteAsync("times")).Plain, Is.EqualTo("1"));
    }

    [TestCase("{", "{}")]
    [TestCase("[]", "{}")]
    [TestCase("{}", "{}")]
    [TestCase("{\"msg_type\":1}", "{}")]
    [TestCase("{\"msg_type\":\"execute_request\"}", "null")]
    [TestCase("{\"msg_type\":\"execute_request\"}", "{\"code\":")]
    [TestCase("{\"msg_type\":\"execute_request\"}", "{\"code\":\"\\ud800\"}")]
    [TestCase("{\"msg_type\":\"execute_request\"}", "{\"code\":17,\"silent\":\"yes\"}")]
    [TestCase("{\"msg_type\":\"complete_request\"}", "{\"code\":[],\"cursor_pos\":-5}")]
    [TestCase("{\"msg_type\":\"complete_request\"}", "{\"code\":\"a.\",\"cursor_pos\":1e99}")]
    [TestCase("{\"msg_type\":\"inspect_request\"}", "{\"code\":\"a.b\",\"cursor_pos\":2147483647}")]
    [TestCase("{\"msg_type\":\"is_complete_request\"}", "{}")]
    [TestCase("{\"msg_type\":\"history_request\"}", "{\"n\":-1}")]
    [TestCase("{\"msg_type\":\"comm_open\"}", "{\"comm_id\":null}")]
    [TestCase("{\"msg_type\":\"\"}", "{}")]
    public async Task SignedNonsense_DoesNoHarm(string header, string content)
    {
        foreach (var channel in new[] { _kernel.FrontEnd.Shell, _kernel.FrontEnd.Control })
            await channel.SendAsync(FrontEnd.Frames(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(content)));
    }

    [Test]
    public async Task DeepNesting_IsDropped()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        await _kernel.FrontEnd.Shell.SendAsync(FrontEnd.Frames(Encoding.UTF8.GetBytes("{\"msg_type\":\"execute_request\"}"), Encoding.UTF8.GetBytes("{\"code\":" + deep + "}")));
    }

    [Test]
    public async Task TooManySubscriptions_AreCutOff()
    {
        using var peer = await ZmtpPeer.ConnectAsync(_kernel.Connection.IOPub, "SUB");
        for (var i = 0; i < 100; i++) await WriteAsync(peer, [0, 2, 1, (byte)i]);
        await peer.ExpectCloseAsync();
    }

    // The other side may have cut the connection before all was written: that is what is tested.
    private static async Task WriteAsync(ZmtpPeer peer, byte[] bytes)
    {
        try
        {
            await peer.Stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // Cut.
        }
    }
}
