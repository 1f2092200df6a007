using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Reliability.Notebook.Execution;
using Reliability.Notebook.Protocol;
using Reliability.Notebook.Transport;

namespace Reliability.Notebook;

/// <summary>Runs a C# kernel for a front end of Jupyter.</summary>
public static class KernelHost
{
    /// <summary>It ended as it was told.</summary>
    public const int Ended = 0;

    /// <summary>It could not begin: a port is taken.</summary>
    public const int CannotBind = 1;

    /// <summary>The connection file cannot be used.</summary>
    public const int BadConnectionFile = 2;

    /// <summary>
    /// Serves a front end until it sends a shutdown, the process that started the kernel ends, or the token is cancelled. Takes over the console
    /// of the process. The caller should end the process with the result at once, by <see cref="Environment.Exit"/>: threads that cells left
    /// running may otherwise hold it up.
    /// </summary>
    /// <param name="connectionFilePath">The file in which the front end says where it listens, and the key.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellation">Ends the kernel.</param>
    /// <returns>The exit code of the process: <see cref="Ended"/>, <see cref="CannotBind"/> or <see cref="BadConnectionFile"/>.</returns>
    public static async Task<int> RunAsync(string connectionFilePath, KernelOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connectionFilePath);
        ArgumentNullException.ThrowIfNull(options);
        var log = options.Log ?? Console.Error.WriteLine;
        try
        {
            var connection = ConnectionFile.Load(connectionFilePath);
            return await RunAsync(connection, options, new ZmtpLimits(), null, cancellation);
        }
        catch (ConnectionFileException e)
        {
            log(e.Message);
            return BadConnectionFile;
        }
        catch (SocketException e)
        {
            log($"The kernel cannot listen where the connection file says: {e.Message}");
            return CannotBind;
        }
    }

    /// <summary>As the other, for tests: without a file, under other limits, told where the sockets listen.</summary>
    internal static async Task<int> RunAsync(ConnectionFile connection, KernelOptions options, ZmtpLimits limits, Action<ConnectionFile>? bound, CancellationToken cancellation)
    {
        _ = WarmUp.RunAsync();
        await using var channels = new KernelChannels(connection, limits, options.Clock);
        bound?.Invoke(channels.Bound(connection));
        using var session = new CSharpSession(new SessionOptions
        {
            WorkingDirectory = Directory.GetCurrentDirectory(),
            Usings = options.Usings,
            References = options.References,
            InterruptGrace = options.InterruptGrace,
            DisplayPrefix = MessageCodec.NewId(),
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Control-C in the terminal of Jupyter reaches all its processes; a kernel is interrupted by messages only.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        _ = WatchParentAsync(options, stop);
        await new KernelServer(channels, session, options).RunAsync(stop.Token);
        return Ended;
    }

    private static async Task WatchParentAsync(KernelOptions options, CancellationTokenSource stop)
    {
        var id = options.ParentProcess
            ?? (int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 0);
        // On Windows the variable holds a handle, not a number of a process.
        if (id <= 1 || (OperatingSystem.IsWindows() && options.ParentProcess is null)) return;
        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync(stop.Token);
            await stop.CancelAsync();
        }
        catch (ArgumentException)
        {
            // It ended before it was looked at.
            await stop.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // The kernel ended first, or the process may not be watched.
        }
    }
}
