using System.Net;
using Reliability.Notebook.Protocol;
using Reliability.Notebook.Transport;

namespace Reliability.Notebook.Tests.Support;

/// <summary>A kernel in this process, and a front end that talks to it.</summary>
internal sealed class KernelFixture : IAsyncDisposable
{
    public const string Key = "a key of the tests";

    private readonly CancellationTokenSource _stop = new();

    private KernelFixture(ConnectionFile connection, Task<int> ended) => (Connection, Ended) = (connection, ended);

    public ConnectionFile Connection { get; }

    public Task<int> Ended { get; }

    public FrontEnd FrontEnd { get; private set; } = null!;

    public static async Task<KernelFixture> StartAsync(ZmtpLimits? limits = null, KernelOptions? options = null)
    {
        var bound = new TaskCompletionSource<ConnectionFile>();
        var stop = new CancellationTokenSource();
        var asked = new ConnectionFile(IPAddress.Loopback, 0, 0, 0, 0, 0, Key);
        options ??= new KernelOptions { ParentProcess = 0, InterruptGrace = TimeSpan.FromMilliseconds(500) };
        var ended = Task.Run(() => KernelHost.RunAsync(asked, options, limits ?? new ZmtpLimits(), bound.SetResult, stop.Token));
        var kernel = new KernelFixture(await bound.Task.WaitAsync(ZmtpPeer.Patience), ended);
        kernel._stop.Token.Register(stop.Cancel);
        kernel.FrontEnd = await FrontEnd.ConnectAsync(kernel.Connection);
        return kernel;
    }

    public async ValueTask DisposeAsync()
    {
        FrontEnd.Dispose();
        await _stop.CancelAsync();
        Assert.That(await Ended.WaitAsync(ZmtpPeer.Patience), Is.Zero);
        _stop.Dispose();
    }
}
