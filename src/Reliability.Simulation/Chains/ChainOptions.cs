using System.Collections.Immutable;

namespace Reliability.Simulation.Chains;

/// <summary>How long and how precisely to play a chain.</summary>
public sealed record ChainOptions
{
    /// <summary>The seed of all random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many threads work; 0 for one a core. The result is the same bytes for any number.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Whether each stay lasts its mean in place of a random time: faster, and with less variance, for the ratios of the long run. Answers at times are played with random times in any case.
    /// </summary>
    public bool MeanHoldingTimes { get; init; } = true;

    /// <summary>The simulation stops when half the width of the interval of the unavailability is below this share of it; 0 for never.</summary>
    public double RelativePrecision { get; init; } = 0.05;

    /// <summary>The number of transitions after which no further block begins, at least 1; a block is about 130,000.</summary>
    public long MaximumTransitions { get; init; } = 1L << 30;

    /// <summary>The confidence of all intervals, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The times, in hours from time 0 in the initial state, at which unreliability and point unavailability are asked.</summary>
    public ImmutableArray<double> Times { get; init; } = [];

    /// <summary>How many replications answer at <see cref="Times"/>; at least 1.</summary>
    public int Replications { get; init; } = 1 << 16;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumTransitions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Replications, 1);
        if (!(RelativePrecision >= 0)) throw new ArgumentOutOfRangeException(nameof(RelativePrecision), RelativePrecision, "The value must not be negative.");
        if (!(Confidence > 0 && Confidence < 1)) throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "The value must be between 0 and 1.");
        foreach (var time in Times.IsDefault ? [] : Times)
        {
            if (!(time >= 0) || !double.IsFinite(time)) throw new ArgumentOutOfRangeException(nameof(Times), time, "The value must be finite and not negative.");
        }
    }
}
