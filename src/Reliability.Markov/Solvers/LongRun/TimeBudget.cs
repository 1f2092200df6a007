namespace Reliability.Markov.Solvers.LongRun;

/// <summary>A cancellation token that also ends after a time.</summary>
internal sealed class TimeBudget : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationToken outer;

    private TimeBudget(CancellationTokenSource source, CancellationToken outer) => (this.source, this.outer) = (source, outer);

    /// <summary>The token.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>True when the time is over, and nobody asked to stop.</summary>
    public bool IsOver => source.IsCancellationRequested && !outer.IsCancellationRequested;

    /// <summary>Starts the clock.</summary>
    public static TimeBudget Start(TimeSpan? limit, CancellationToken outer)
    {
        var linked = CancellationTokenSource.CreateLinkedTokenSource(outer);
        if (limit is { } time) linked.CancelAfter(time);
        return new TimeBudget(linked, outer);
    }

    /// <inheritdoc />
    public void Dispose() => source.Dispose();
}
