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
        return (first, first.Scheme.Method == RareEventMethod.ZeroVariance && !(best.Forecast.Cost < MostCost) && !double.IsNaN(best.Forecast.Cost) ? Prepare(new BiasingScheme(RareEventMethod.Splitting)) : best);

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

    /// <summary>For a model played unexplored: by how many failures it takes.</summary>
    public static (PreparedScheme First, PreparedScheme Second) For(IJumpModel model, RareEventOptions options)
    {
        var deep = model.StartDistance > 2;
        var first = options.Scheme.Method == RareEventMethod.Automatic ? new BiasingScheme(deep ? RareEventMethod.FailureDistanceBiasing : RareEventMethod.BalancedBiasing) : options.Scheme;
        var second = options.SecondScheme ?? new BiasingScheme(first.Method switch
        {
            RareEventMethod.FailureDistanceBiasing when deep => RareEventMethod.Splitting,
            RareEventMethod.BalancedBiasing or RareEventMethod.Splitting => RareEventMethod.FailureDistanceBiasing,
            _ => RareEventMethod.BalancedBiasing,
        });
        return (new PreparedScheme(first, null, Unknown), new PreparedScheme(second, null, Unknown));
    }
}
