using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Reliability.Notebook.Transport;

/// <summary>A bound socket: accepts peers on a loopback address, shakes hands and hands their messages on.</summary>
internal abstract class ServerSocket : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly Socket _listener;
    private readonly ZmtpLimits _limits;
    private readonly string _socketType;
    private readonly string[] _peerTypes;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ZmtpConnection, Task> _connections = new();
    private Task _accepting = Task.CompletedTask;

    /// <summary>Binds; peers are accepted from <see cref="Start"/> on.</summary>
    /// <exception cref="ArgumentException">The address is not a loopback address.</exception>
    /// <exception cref="SocketException">The port is taken.</exception>
    protected ServerSocket(IPEndPoint address, string socketType, string[] peerTypes, ZmtpLimits limits)
    {
        if (!IPAddress.IsLoopback(address.Address)) throw new ArgumentException("Only loopback addresses are served.", nameof(address));
        (_socketType, _peerTypes, _limits) = (socketType, peerTypes, limits);
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.ExclusiveAddressUse = true;
            _listener.Bind(address);
            _listener.Listen(_limits.MaximumConnections);
        }
        catch (SocketException)
        {
            _listener.Dispose();
            throw;
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>The peers that are ready.</summary>
    protected ConcurrentDictionary<ZmtpConnection, bool> Ready { get; } = new();

    /// <summary>Begins to accept.</summary>
    public void Start() => _accepting = AcceptAsync();

    /// <summary>Gives the port back without having started.</summary>
    public void Close() => _listener.Dispose();

    /// <summary>Stops to accept, writes what is queued as far as peers read it within two seconds, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var connection in Ready.Keys) connection.CompleteSending();
        var peers = Task.WhenAll(_connections.Values);
        await Task.WhenAny(peers, Task.Delay(Farewell));
        await _stop.CancelAsync();
        foreach (var connection in _connections.Keys) connection.Dispose();
        await Task.WhenAll(_accepting, peers);
        _stop.Dispose();
    }

    /// <summary>A message came. Must not block for long, and must not throw for what a peer sent.</summary>
    protected abstract void OnMessage(ZmtpConnection connection, IReadOnlyList<byte[]> frames);

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.OperationAborted or SocketError.NotSocket)
            {
                return;
            }
            catch (SocketException)
            {
                // The peer gave up before it was accepted, or descriptors ran out: either passes.
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
                continue;
            }
            if (_connections.Count >= _limits.MaximumConnections)
            {
                socket.Dispose();
                continue;
            }
            var connection = new ZmtpConnection(socket, _limits);
            var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _connections[connection] = ServeAsync(connection, begin.Task);
            begin.SetResult();
        }
    }

    private async Task ServeAsync(ZmtpConnection connection, Task begin)
    {
        await begin;
        try
        {
            var peer = await connection.HandshakeAsync(_socketType, _stop.Token);
            if (!_peerTypes.Contains(peer, StringComparer.Ordinal)) throw new ZmtpException($"a {_socketType} does not talk to a {peer}");
            var writing = connection.WriteAllAsync(_stop.Token);
            Ready[connection] = true;
            var reading = ReadAsync(connection);
            await await Task.WhenAny(writing, reading);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The peer left, broke the protocol or was too slow: this connection ends, the socket serves the others.
        }
        finally
        {
            Ready.TryRemove(connection, out _);
            connection.Dispose();
            _connections.TryRemove(connection, out _);
        }
    }

    private async Task ReadAsync(ZmtpConnection connection)
    {
        while (true) OnMessage(connection, await connection.ReceiveAsync(_stop.Token));
    }
}
