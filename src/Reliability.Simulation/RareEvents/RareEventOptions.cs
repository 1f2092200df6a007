using System.Collections.Immutable;

namespace Reliability.Simulation.RareEvents;

/// <summary>How precisely to answer, and by what method.</summary>
public sealed record RareEventOptions
{
    /// <summary>The seed of all random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many threads work; 0 for one a core. The result is the same bytes for any number.</summary>
    public int Threads { get; init; }

    /// <summary>The relative standard error at which to stop, in (0, 1).</summary>
    public double RelativeError { get; init; } = 0.01;

    /// <summary>The number of jumps of each estimate after which no further block begins, at least 1.</summary>
    public long MaximumTransitions { get; init; } = 1L << 29;

    /// <summary>The confidence of all intervals, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The method; automatic by default, with the best settings where they can be forecast.</summary>
    public BiasingScheme Scheme { get; init; } = new(RareEventMethod.Automatic);

    /// <summary>The second method, whose estimate stands beside the first; <c>null</c> to choose it.</summary>
    public BiasingScheme? SecondScheme { get; init; }

    /// <summary>The number of states up to which a model is explored; 0 to play it unexplored.</summary>
    public int MaximumStates { get; init; } = 50_000;

    /// <summary>For the zero-variance method: for every state, the probability to fail before a stop state, or something near it; positive wherever that is. Empty to approximate it.</summary>
    public ImmutableArray<double> ChanceToFail { get; init; } = [];

    /// <summary>For splitting an explored chain: for every state, how near to failure it is, for example the number of failed basic events. Empty for the distance to the down states in jumps.</summary>
    public ImmutableArray<int> Importance { get; init; } = [];

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfNegative(MaximumStates);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumTransitions, 1);
        foreach (var share in (ReadOnlySpan<double>)[RelativeError, Confidence, Scheme.FailureShare, Scheme.ApproachShare, SecondScheme?.FailureShare ?? 0.5, SecondScheme?.ApproachShare ?? 0.5])
        {
            if (!(share > 0 && share < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "Errors, confidences and shares must be between 0 and 1.");
        }
    }
}
