using MathNet.Numerics;

namespace Reliability.Modeling.Distributions.Functions;

/// <summary>A difference of gamma functions that cancels.</summary>
internal static class LogGammaSeries
{
    private const double Small = 0.15;
    private const int Terms = 40;

    private static readonly double[] Zeta = [.. Enumerable.Range(0, Terms).Select(n => n < 2 ? 0 : RiemannZeta(n))];

    /// <summary>Gamma(1 + 2x) - Gamma(1 + x)^2 for positive x, to the last digits for small x too: there from the series of ln Gamma (NIST Digital Library of Mathematical Functions 5.7.3).</summary>
    public static double GammaVariance(double x)
    {
        var square = SpecialFunctions.Gamma(1 + x) * SpecialFunctions.Gamma(1 + x);
        if (x > Small) return SpecialFunctions.Gamma(1 + (2 * x)) - square;
        var (sum, power) = (0.0, x * x);
        for (var n = 2; n < Terms; n++)
        {
            sum += (n % 2 == 0 ? 1 : -1) * Zeta[n] * power * (Math.ScaleB(1, n) - 2) / n;
            power *= x;
        }

        return square * ElementaryFunctions.Expm1(sum);
    }

    // A direct sum with the first terms of Euler and Maclaurin for the rest.
    private static double RiemannZeta(int n)
    {
        const int N = 30;
        var sum = 0.0;
        for (var k = N - 1; k >= 1; k--) sum += Math.Pow(k, -n);
        var last = Math.Pow(N, -n);
        return sum + (last * N / (n - 1)) + (last / 2) + (last * n / (12.0 * N)) - (last * n * (n + 1) * (n + 2) / (720.0 * N * N * N));
    }
}
