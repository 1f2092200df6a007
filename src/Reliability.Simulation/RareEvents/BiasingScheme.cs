namespace Reliability.Simulation.RareEvents;

/// <summary>A method for rare events.</summary>
public enum RareEventMethod
{
    /// <summary>Chosen by what is known of the model.</summary>
    Automatic,

    /// <summary>No biasing: plain cycles.</summary>
    Crude,

    /// <summary>Failures get a fixed share of the probability, in proportion to their rates. Fits only where all dominant ways to failure have rates of one order. Source: E. E. Lewis and F. Böhm, Nuclear Engineering and Design 77 (1984) 49.</summary>
    SimpleBiasing,

    /// <summary>Failures get a fixed share, all alike: bounded relative error whatever the rates. Source: P. Shahabuddin, Management Science 40 (1994) 333.</summary>
    BalancedBiasing,

    /// <summary>As balanced, and failures that bring the down states nearer get a share of their own: for deep redundancy. Source: J. A. Carrasco, "Failure distance based simulation of repairable fault-tolerant systems", Modelling Techniques and Tools for Computer Performance Evaluation, 1992.</summary>
    FailureDistanceBiasing,

    /// <summary>Jumps in proportion to their rate times an approximation of the chance to fail from there. Source: P. L'Ecuyer and B. Tuffin, "Approximating zero-variance importance sampling in a reliability setting", Annals of Operations Research 189 (2011) 277.</summary>
    ZeroVariance,

    /// <summary>Fixed-effort splitting. Source: M. J. J. Garvels, "The splitting method in rare event simulation", thesis, University of Twente, 2000.</summary>
    Splitting,
}

/// <summary>A method with its settings.</summary>
/// <param name="Method">The method.</param>
/// <param name="FailureShare">The probability of a failure where repairs are pending too, in (0, 1); used by the three biasing methods.</param>
/// <param name="ApproachShare">The share among failures of those that bring the down states nearer, in (0, 1); used by failure-distance biasing.</param>
public sealed record BiasingScheme(RareEventMethod Method, double FailureShare = 0.8, double ApproachShare = 0.8)
{
    /// <summary>The name with the settings that matter.</summary>
    public override string ToString() => Method switch
    {
        RareEventMethod.Crude => "crude simulation",
        RareEventMethod.SimpleBiasing => $"simple failure biasing ({FailureShare:0.##})",
        RareEventMethod.BalancedBiasing => $"balanced failure biasing ({FailureShare:0.##})",
        RareEventMethod.FailureDistanceBiasing => $"failure-distance biasing ({FailureShare:0.##}, {ApproachShare:0.##})",
        RareEventMethod.ZeroVariance => "zero-variance approximation",
        RareEventMethod.Splitting => "fixed-effort splitting",
        _ => "automatic",
    };

    internal bool IsBiasing => Method is RareEventMethod.SimpleBiasing or RareEventMethod.BalancedBiasing or RareEventMethod.FailureDistanceBiasing;

    /// <summary>The biased probabilities of the jumps out of one state.</summary>
    /// <param name="rates">Their rates.</param>
    /// <param name="kinds">What they do.</param>
    /// <param name="biased">Receives probabilities that sum to 1.</param>
    internal void Apply(ReadOnlySpan<double> rates, ReadOnlySpan<JumpKind> kinds, Span<double> biased)
    {
        // Counts and sums of repairs, failures, approaching failures.
        Span<int> counts = stackalloc int[3];
        Span<double> sums = stackalloc double[3];
        for (var k = 0; k < rates.Length; k++)
        {
            counts[(int)kinds[k]]++;
            sums[(int)kinds[k]] += rates[k];
        }

        var failures = counts[1] + counts[2];
        if (failures == 0 || !IsBiasing)
        {
            for (var k = 0; k < rates.Length; k++) biased[k] = rates[k] / (sums[0] + sums[1] + sums[2]);
            return;
        }

        var share = counts[0] == 0 ? 1 : FailureShare;
        var apart = Method == RareEventMethod.FailureDistanceBiasing && counts[1] > 0 && counts[2] > 0;
        for (var k = 0; k < rates.Length; k++)
        {
            var kind = (int)kinds[k];
            biased[k] = kind == 0 ? (1 - share) * rates[k] / sums[0]
                : Method == RareEventMethod.SimpleBiasing ? share * rates[k] / (sums[1] + sums[2])
                : apart ? share * (kind == 2 ? ApproachShare : 1 - ApproachShare) / counts[kind]
                : share / failures;
        }
    }
}
