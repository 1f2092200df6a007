using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.RareEvents;

/// <summary>A reason not to believe an estimate.</summary>
public enum RareEventWarning
{
    /// <summary>Too few samples failed, or too few of them carry the weight.</summary>
    FewFailures,

    /// <summary>One sample makes up a tenth of the estimate or more.</summary>
    OneSampleDominates,

    /// <summary>The largest weights fall off so slowly that the variance looks infinite.</summary>
    HeavyTail,

    /// <summary>The variance is infinite: the operator of second moments has a spectral radius of 1 or more.</summary>
    InfiniteVariance,

    /// <summary>The sample varies less than half as much as it must: the ways that matter were not seen.</summary>
    VarianceNotSeen,

    /// <summary>The weights do not average to what they must.</summary>
    WeightsOff,

    /// <summary>The second scheme finds something else.</summary>
    SchemesDisagree,
}

/// <summary>An estimate by one scheme, with what tells whether the scheme fits.</summary>
public sealed record WeightedEstimate
{
    /// <summary>The scheme.</summary>
    public required BiasingScheme Scheme { get; init; }

    /// <summary>The estimate of the whole measure, symmetric on the scale of the logarithm. Trusted only without warnings.</summary>
    public required ConfidenceInterval Value { get; init; }

    /// <summary>How many samples were played: cycles, trajectories up to a time, or runs of splitting.</summary>
    public required long Samples { get; init; }

    /// <summary>How many of them failed.</summary>
    public required long Failures { get; init; }

    /// <summary>Jumps played.</summary>
    public required long Transitions { get; init; }

    /// <summary>Standard deviation of one sample over its mean.</summary>
    public required double RelativeDeviation { get; init; }

    /// <summary>What <see cref="RelativeDeviation"/> must be for the failure before the stop, where it was computed beforehand; else not a number.</summary>
    public required double ForecastDeviation { get; init; }

    /// <summary>The spectral radius of the operator of second moments; not a number where it was not computed.</summary>
    public required double SpectralRadius { get; init; }

    /// <summary>Of how many equal samples the estimate is worth.</summary>
    public required double EffectiveSampleSize { get; init; }

    /// <summary>The share of the largest sample in the estimate.</summary>
    public required double LargestShare { get; init; }

    /// <summary>The mean likelihood ratio of all samples.</summary>
    public required double MeanWeight { get; init; }

    /// <summary>What it must be: 1 for biasing; not a number where the scheme leaves ways out that never fail (zero variance) or has no weights (splitting).</summary>
    public required double ExpectedWeight { get; init; }

    /// <summary>The tail index of the samples; below 2 the variance is infinite. Not a number where there are too few.</summary>
    public required double TailIndex { get; init; }

    /// <summary>True when the precision was reached, false when the budget of transitions ended before.</summary>
    public required bool ReachedPrecision { get; init; }

    /// <summary>Reasons not to believe it.</summary>
    public required ImmutableArray<RareEventWarning> Warnings { get; init; }
}

/// <summary>The answer to a question about a rare event.</summary>
public sealed record RareEventResult
{
    /// <summary>The question.</summary>
    public required RareEventQuestion Question { get; init; }

    /// <summary>Why there is no answer; <c>null</c> when there is one.</summary>
    public Diagnostic? Problem { get; init; }

    /// <summary>The estimate; <c>null</c> with a problem.</summary>
    public WeightedEstimate? Estimate { get; init; }

    /// <summary>The estimate of the second scheme; <c>null</c> with a problem.</summary>
    public WeightedEstimate? Second { get; init; }

    /// <summary>Difference of the two estimates over its standard error; not a number when the second saw too little.</summary>
    public double Disagreement { get; init; } = double.NaN;

    /// <summary>Mean hours of a cycle, or until its stop or failure: what the measure is a ratio to. <c>null</c> for probabilities.</summary>
    public ConfidenceInterval? CycleHours { get; init; }

    /// <summary>States explored; 0 when the model was played unexplored.</summary>
    public int States { get; init; }

    /// <summary>The state in which cycles start, in an explored chain.</summary>
    public int StartState { get; init; }

    /// <summary>True when there is an estimate and no reason not to believe it.</summary>
    public bool IsBelievable => Problem is null && Estimate is { Warnings.IsEmpty: true };
}
