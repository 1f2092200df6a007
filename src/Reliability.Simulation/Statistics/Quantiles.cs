using MathNet.Numerics;

namespace Reliability.Simulation.Statistics;

/// <summary>
/// Quantiles of the distributions behind intervals, addressed by small tail probabilities so that no digits are lost near one. Each is
/// found by bisection on a special function, to the last digit that function supports.
/// </summary>
internal static class Quantiles
{
    private const double ManyDegrees = 1e5;

    /// <summary>
    /// The probability of each of many independent events of which at least one happens with a given probability:
    /// 1 - (1 - probability)^(1 / events). By 1 - exp(x) = -2 sinh(x / 2) exp(x / 2), which keeps all digits for small x;
    /// SpecialFunctions.Expm1 of MathNet.Numerics 5.0.0 loses half of them between 1e-3 and 0.1.
    /// </summary>
    public static double EachOf(long events, double probability)
    {
        var half = SpecialFunctions.Log1p(-probability) / events / 2;
        return -2 * Math.Sinh(half) * Math.Exp(half);
    }

    /// <summary>
    /// The value that a standard normal number exceeds in size with a given probability.
    /// </summary>
    public static double NormalTwoSided(double tail)
    {
        var z = Math.Sqrt(2) * SpecialFunctions.ErfcInv(tail);
        // One step of Newton on erfc takes off what the rational approximation of its inverse leaves.
        var error = SpecialFunctions.Erfc(z / Math.Sqrt(2)) - tail;
        return z + error / (Math.Sqrt(2 / Math.PI) * Math.Exp(-0.5 * z * z));
    }

    /// <summary>
    /// The value that a Student t number exceeds in size with a given probability. Beyond 100 000 degrees of freedom by the expansion of
    /// Cornish and Fisher (Abramowitz and Stegun 26.7.5), whose next term is then below 1e-14 for |z| up to 8.
    /// </summary>
    public static double StudentTwoSided(double degrees, double tail)
    {
        if (degrees > ManyDegrees)
        {
            var z = NormalTwoSided(tail);
            var square = z * z;
            var first = z * (square + 1) / 4;
            var second = z * (5 * square * square + 16 * square + 3) / 96;
            var third = z * (3 * square * square * square + 19 * square * square + 17 * square - 15) / 384;
            return z + (first + (second + third / degrees) / degrees) / degrees;
        }

        // t = sqrt(v / y - v) with y the quantile of the beta distribution (v / 2, 1 / 2); solved for t^2 / v, which keeps small t exact.
        var ratio = Solve(r => -Math.Log(SpecialFunctions.BetaRegularized(degrees / 2, 0.5, 1 / (1 + r))), -Math.Log(tail), 1 / degrees);
        return Math.Sqrt(degrees * ratio);
    }

    /// <summary>
    /// The mean at which a Poisson number is at most <paramref name="count"/> with a given small probability.
    /// </summary>
    public static double PoissonUpper(long count, double tail) => count == 0
        ? -Math.Log(tail)
        : Solve(m => -Math.Log(SpecialFunctions.GammaUpperRegularized(count + 1.0, m)), -Math.Log(tail), count + 1.0);

    /// <summary>
    /// The mean at which a Poisson number is at least <paramref name="count"/>, one or more, with a given small probability.
    /// </summary>
    public static double PoissonLower(long count, double tail) =>
        Solve(m => Math.Log(SpecialFunctions.GammaLowerRegularized(count, m)), Math.Log(tail), count);

    /// <summary>
    /// The x below which a beta number lies with a given small probability; both parameters at least 1.
    /// </summary>
    public static double BetaLower(double a, double b, double tail)
    {
        var odds = Solve(o => Math.Log(SpecialFunctions.BetaRegularized(a, b, o / (1 + o))), Math.Log(tail), a / b);
        return odds / (1 + odds);
    }

    /// <summary>
    /// The x above which a beta number lies with a given small probability; both parameters at least 1.
    /// </summary>
    public static double BetaUpper(double a, double b, double tail)
    {
        var odds = Solve(o => -Math.Log(SpecialFunctions.BetaRegularized(b, a, 1 / (1 + o))), -Math.Log(tail), a / b);
        return odds / (1 + odds);
    }

    // The positive argument at which a rising function reaches a value: doubling or halving until it is enclosed, then bisection until
    // the ends are neighbours.
    private static double Solve(Func<double, double> rising, double target, double guess)
    {
        var low = guess;
        var high = guess;
        while (!(rising(low) <= target) && low > double.Epsilon)
            low /= 2;
        while (!(rising(high) >= target) && double.IsFinite(high))
            high *= 2;
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                return middle;
            if (rising(middle) < target)
                low = middle;
            else
                high = middle;
        }
    }
}
