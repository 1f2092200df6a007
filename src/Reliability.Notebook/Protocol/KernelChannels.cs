using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Reliability.Notebook.Transport;

namespace Reliability.Notebook.Protocol;

/// <summary>The five sockets of a kernel. Messages are checked when they arrive, so that what is queued is from the front end.</summary>
internal sealed class KernelChannels : IAsyncDisposable
{
    private readonly MessageCodec _codec;
    private readonly RouterSocket _shell;
    private readonly RouterSocket _control;
    private readonly RouterSocket _stdin;
    private readonly PublisherSocket _iopub;
    private readonly EchoSocket _heartbeat;
    private readonly Channel<KernelRequest> _shellRequests = Channel.CreateUnbounded<KernelRequest>();
    private readonly Channel<KernelRequest> _controlRequests = Channel.CreateUnbounded<KernelRequest>();

    /// <summary>Binds all sockets.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">A port is taken.</exception>
    public KernelChannels(ConnectionFile connection, ZmtpLimits limits, TimeProvider clock)
    {
        _codec = new MessageCodec(new MessageSigner(connection.Key), clock);
        var bound = new List<ServerSocket>();
        T Bind<T>(T socket)
            where T : ServerSocket
        {
            bound.Add(socket);
            return socket;
        }
        IPEndPoint At(int port) => new(connection.Address, port);
        try
        {
            _shell = Bind(new RouterSocket(At(connection.Shell), limits, message => Receive(message, _shellRequests.Writer)));
            _control = Bind(new RouterSocket(At(connection.Control), limits, message => Receive(message, _controlRequests.Writer)));
            // Nothing is asked, so nothing that is answered matters.
            _stdin = Bind(new RouterSocket(At(connection.Stdin), limits, _ => { }));
            _iopub = Bind(new PublisherSocket(At(connection.IOPub), limits));
            _heartbeat = Bind(new EchoSocket(At(connection.Heartbeat), limits));
        }
        catch (System.Net.Sockets.SocketException)
        {
            foreach (var socket in bound) socket.Close();
            throw;
        }
        foreach (var socket in bound) socket.Start();
    }

    /// <summary>Requests that are served one after the other.</summary>
    public ChannelReader<KernelRequest> Shell => _shellRequests.Reader;

    /// <summary>Requests that are served while a cell runs.</summary>
    public ChannelReader<KernelRequest> Control => _controlRequests.Reader;

    /// <summary>Where the sockets listen.</summary>
    public ConnectionFile Bound(ConnectionFile asked) => asked with
    {
        Shell = _shell.Address.Port,
        Control = _control.Address.Port,
        IOPub = _iopub.Address.Port,
        Stdin = _stdin.Address.Port,
        Heartbeat = _heartbeat.Address.Port,
    };

    /// <summary>Answers a request.</summary>
    public void Reply(KernelRequest request, string type, JsonObject content) =>
        request.Peer.Send(ZmtpFrame.Encode(_codec.Encode(request.Message.Envelope, type, request.Message.Header, content)));

    /// <summary>Publishes what a request led to.</summary>
    public void Publish(JupyterMessage? parent, string type, JsonObject content) =>
        _iopub.Publish(_codec.Encode([Encoding.UTF8.GetBytes("kernel." + type)], type, parent?.Header, content));

    /// <summary>Publishes whether the kernel works on a request.</summary>
    public void PublishStatus(JupyterMessage? parent, string state) => Publish(parent, "status", new JsonObject { ["execution_state"] = state });

    /// <summary>Closes the sockets after what is queued was sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(new ServerSocket[] { _shell, _control, _stdin, _iopub, _heartbeat }.Select(socket => socket.DisposeAsync().AsTask()));
        _shellRequests.Writer.TryComplete();
        _controlRequests.Writer.TryComplete();
    }

    private void Receive(RoutedMessage routed, ChannelWriter<KernelRequest> requests)
    {
        if (_codec.Decode(routed.Frames) is { } message) requests.TryWrite(new(routed.Connection, message));
    }
}
