namespace Reliability.Simulation.RareEvents;

/// <summary>A scheme ready to be played.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Compiled">The biased chain; <c>null</c> when the model is played unexplored.</param>
/// <param name="Forecast">What is known beforehand.</param>
internal sealed record PreparedScheme(BiasingScheme Scheme, BiasedChain? Compiled, Forecast Forecast);

/// <summary>Chooses the scheme and the one that stands beside it.</summary>
internal static class SchemeChoice
{
    /// <summary>Up to so many states candidates are forecast and the best is taken.</summary>
    public const int SmallChain = 20_000;

    // Entries visited for an approximation or a sum of a forecast: below a second.
    private const long Work = 30_000_000;

    // Beyond this variance times work a biasing scheme is no second opinion; splitting gives a better one.
    private const double MostCost = 1e5;

    private static readonly Forecast Unknown = new(double.NaN, double.NaN, double.NaN);

    private static readonly BiasingScheme[] Candidates =
    [
        new(RareEventMethod.BalancedBiasing, 0.5),
        new(RareEventMethod.BalancedBiasing, 0.8),
        new(RareEventMethod.BalancedBiasing, 0.9),
        new(RareEventMethod.FailureDistanceBiasing, 0.5, 0.8),
        new(RareEventMethod.FailureDistanceBiasing, 0.8, 0.5),
        new(RareEventMethod.FailureDistanceBiasing, 0.8, 0.8),
        new(RareEventMethod.FailureDistanceBiasing, 0.9, 0.9),
        new(RareEventMethod.SimpleBiasing, 0.8),
    ];

    private const int PilotHits = 50;
    private const double HopelessFactor = 100;

    private static readonly BiasingScheme[] PilotCandidates =
    [
        new(RareEventMethod.FailureDistanceBiasing, 0.8, 0.8),
        new(RareEventMethod.FailureDistanceBiasing, 0.5, 0.5),
        new(RareEventMethod.FailureDistanceBiasing, 0.5, 0.8),
        new(RareEventMethod.BalancedBiasing, 0.8),
        new(RareEventMethod.BalancedBiasing, 0.5),
        new(RareEventMethod.Crude),
    ];

    /// <summary>For an explored chain: zero variance first, and beside it the biasing scheme of the least forecast cost, or splitting where none fits.</summary>
    public static (PreparedScheme First, PreparedScheme Second) For(JumpChain chain, RareEventOptions options, CancellationToken cancellation)
    {
        double[]? value = null;
        var asked = options.Scheme.Method;
        var first = asked == RareEventMethod.Automatic ? Prepare(new BiasingScheme(RareEventMethod.ZeroVariance)) : Prepare(options.Scheme);
        if (options.SecondScheme is { } told && told.Method != RareEventMethod.Automatic) return (first, Prepare(told));
        if (asked is not RareEventMethod.Automatic and not RareEventMethod.ZeroVariance) return (first, Prepare(new BiasingScheme(RareEventMethod.ZeroVariance)));
        var best = Best();
        // An approximation so bad that its variance is infinite gives way where biasing does better.
        if (asked == RareEventMethod.Automatic && first.Forecast.SpectralRadius >= 1 && best.Forecast.SpectralRadius < 1) (first, best) = (best, first);
        return (first, first.Scheme.Method == RareEventMethod.ZeroVariance && chain.Count <= SmallChain && !(best.Forecast.Cost < MostCost) ? Prepare(new BiasingScheme(RareEventMethod.Splitting)) : best);

        PreparedScheme Prepare(BiasingScheme scheme)
        {
            if (scheme.Method == RareEventMethod.ZeroVariance) value ??= options.ChanceToFail.IsDefaultOrEmpty ? ZeroVariance.Values(chain, Work, cancellation) : [.. options.ChanceToFail];
            var compiled = new BiasedChain(chain, scheme, value);
            var known = scheme.Method != RareEventMethod.Splitting && chain.Count <= SmallChain;
            return new PreparedScheme(scheme, compiled, known ? SecondMoment.Of(compiled, Work, cancellation) : Unknown);
        }

        PreparedScheme Best()
        {
            if (chain.Count > SmallChain) return Prepare(Candidates[1]);
            PreparedScheme? found = null;
            foreach (var candidate in Candidates)
            {
                var prepared = Prepare(candidate);
                if (found is null || prepared.Forecast.Cost < found.Forecast.Cost || double.IsNaN(found.Forecast.Cost)) found = prepared;
            }

            return found!;
        }
    }

    /// <summary>For a model played unexplored: what did best in a pilot, and beside it the best of another method. What is asked for is taken as it is.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="pilot">Plays a scheme for a while, with random numbers of its own.</param>
    /// <returns>Pairs in the order in which to try them: a pilot does not see tails, so where the weights of one turn out heavy, the next biases less; splitting, which has no weights, comes last.</returns>
    public static (PreparedScheme First, PreparedScheme Second)[] For(RareEventOptions options, Func<BiasingScheme, int, WeightTally> pilot)
    {
        var automatic = options.Scheme.Method == RareEventMethod.Automatic;
        var told = options.SecondScheme is { Method: not RareEventMethod.Automatic } second ? second : null;
        if (told is not null && !automatic) return [(Bare(options.Scheme), Bare(told))];
        var ranked = PilotCandidates.Select((scheme, i) => (Scheme: scheme, Cost: PilotCost(pilot(scheme, i)))).OrderBy(c => c.Cost).ToArray();
        if (!automatic) return [(Bare(options.Scheme), Bare(Beside(options.Scheme)))];
        var tries = new List<BiasingScheme> { ranked[0].Scheme };
        foreach (var (scheme, _) in ranked)
        {
            if (scheme.IsBiasing && Push(scheme) < Push(tries[^1])) tries.Add(scheme);
        }

        return [.. tries.Append(new BiasingScheme(RareEventMethod.Splitting)).Select(s => (Bare(s), Bare(Beside(s))))];

        BiasingScheme Beside(BiasingScheme first)
        {
            if (told is not null) return told;
            // Another method that is hopeless here says nothing: then the same method with other shares.
            var other = ranked.First(c => c.Scheme.Method != first.Method);
            return other.Cost <= HopelessFactor * ranked[0].Cost ? other.Scheme : ranked.First(c => c.Scheme != first).Scheme;
        }
    }

    private static double Push(BiasingScheme scheme) => scheme.FailureShare * scheme.ApproachShare;

    private static PreparedScheme Bare(BiasingScheme scheme) => new(scheme, null, Unknown);

    // What hardly ever fails comes last, in the order of the candidates.
    private static double PilotCost(WeightTally tally) =>
        tally.Hits < PilotHits ? double.MaxValue : tally.Variance / tally.Mean / tally.Mean * tally.Steps / tally.Count;
}
