using MathNet.Numerics;

namespace Reliability.Modeling.Distributions.Functions;

/// <summary>The upper tail of the standard normal law, to the last digits however far out.</summary>
internal static class NormalTail
{
    private const double Far = 5;
    private const int Terms = 80;
    private const double LogRootTwoPi = 0.91893853320467274;

    public static double Density(double z) => Math.Exp((-z * z / 2) - LogRootTwoPi);

    public static double Survival(double z) => SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;

    public static double LogSurvival(double z) => z switch
    {
        < -1 => ElementaryFunctions.Log1p(-Survival(-z)),
        < Far => Math.Log(Survival(z)),
        _ => (-z * z / 2) - LogRootTwoPi - Math.Log(FarHazard(z)),
    };

    /// <summary>Density over survival.</summary>
    public static double Hazard(double z) => z < Far ? Density(z) / Survival(z) : FarHazard(z);

    /// <summary>The logarithm of the probability of more than from + r, given more than from.</summary>
    public static double LogConditional(double from, double r) =>
        from < Far
            ? LogSurvival(from + r) - LogSurvival(from)
            : (-r * (from + (r / 2))) + Math.Log(FarHazard(from) / FarHazard(from + r));

    // The continued fraction of Laplace: z + 1/(z + 2/(z + 3/(z + ...))).
    private static double FarHazard(double z)
    {
        var value = z;
        for (var k = Terms; k >= 1; k--) value = z + (k / value);
        return value;
    }
}
