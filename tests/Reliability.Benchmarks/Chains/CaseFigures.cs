namespace Reliability.Benchmarks.Chains;

/// <summary>What the child process of a case reports. Seconds are those of the processor, all threads together.</summary>
internal sealed record CaseFigures
{
    public int States { get; init; }

    public int Transitions { get; init; }

    public double BuildSeconds { get; init; }

    public double SolveSeconds { get; init; }

    public double TotalSeconds { get; init; }

    public long PeakBytes { get; init; }

    public string Method { get; init; } = "";

    public double Value { get; init; }

    public double AbsoluteError { get; init; }

    public string ErrorKind { get; init; } = "";

    /// <summary>Why there is no answer; <c>null</c> when there is one.</summary>
    public string? Problem { get; init; }
}
