namespace Reliability.Notebook.Transport;

/// <summary>What a peer may ask of a socket before it is cut off.</summary>
internal sealed record ZmtpLimits
{
    /// <summary>The most bytes of one message, all frames together.</summary>
    public int MaximumMessageBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The most frames of one message.</summary>
    public int MaximumFrames { get; init; } = 64;

    /// <summary>The most bytes of one command; they carry a few short properties.</summary>
    public int MaximumCommandBytes { get; init; } = 4096;

    /// <summary>The most peers of one socket at a time.</summary>
    public int MaximumConnections { get; init; } = 64;

    /// <summary>The most subscriptions of one peer.</summary>
    public int MaximumSubscriptions { get; init; } = 64;

    /// <summary>The most bytes that wait for one peer.</summary>
    public int MaximumPendingBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long a peer may take to greet and get ready.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a full peer is waited for before it is dropped.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
