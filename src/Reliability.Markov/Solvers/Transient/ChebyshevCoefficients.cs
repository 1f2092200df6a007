namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// Coefficients of e^{λτ} and of (1/τ) ∫₀^τ e^{λu} du in Chebyshev polynomials T_k(2s - 1) of s = σ/(σ - λ), 0 &lt; s ≤ 1, for λ ≤ 0: with ν = στ the functions are
/// g(s) = exp(-ν (1-s)/s) and f(s) = s (1 - g(s)) / (ν (1 - s)), of which f(s) / s is expanded: f itself is tiny for modes that die fast, and their share of an integral over a long time
/// must not be lost in the rounding of the others. On the negative axis their best approximations fall like (√2 - 1)^n in the degree n
/// where ν is about n/√2 (Andersson, Journal of Approximation Theory 32, 1981), and a wide band of ν does nearly as well. Found by a discrete cosine transform
/// in 28 digits: beside the axis the polynomials grow, and even so their products with the coefficients must be right.
/// </summary>
internal static class ChebyshevCoefficients
{
    private const int Nodes = 256;
    private const int Greatest = 96;
    private const int Quiet = 4;
    private const decimal Nothing = 1e-26m;
    private const decimal GreatestExponent = 62m;

    private static readonly decimal[] Cosines = Table();

    /// <summary>The coefficients of g.</summary>
    public static double[] Exponential(double nu) => Transform(exponent => Exp(exponent), nu);

    /// <summary>The coefficients of f(s) / s.</summary>
    public static double[] Mean(double nu) => Transform(MeanExp, nu, overS: true);

    // With x = 2s - 1 = cos θ, (1 - s)/s = (1 - x)/(1 + x).
    private static double[] Transform(Func<decimal, decimal> function, double nu, bool overS = false)
    {
        var samples = new decimal[Nodes];
        for (var j = 0; j < Nodes; j++)
        {
            var x = Cosines[(2 * j) + 1];
            samples[j] = function((decimal)nu * (1 - x) / (1 + x)) / (overS ? (1 + x) / 2 : 1);
        }

        var coefficients = new List<double>();
        var quiet = 0;
        for (var k = 0; k <= Greatest && quiet < Quiet; k++)
        {
            var sum = 0m;
            for (var j = 0; j < Nodes; j++)
            {
                if (samples[j] != 0) sum += samples[j] * Cosines[k * ((2 * j) + 1) % (4 * Nodes)];
            }

            var coefficient = sum * (k == 0 ? 1 : 2) / Nodes;
            coefficients.Add((double)coefficient);
            quiet = Math.Abs(coefficient) < Nothing ? quiet + 1 : 0;
        }

        return [.. coefficients];
    }

    private static decimal Exp(decimal y)
    {
        const int Halvings = 7;
        if (y > GreatestExponent) return 0;
        y /= 1 << Halvings;
        var (term, sum) = (1m, 1m);
        for (var k = 1; term != 0; k++)
        {
            term *= -y / k;
            sum += term;
        }

        for (var h = 0; h < Halvings; h++) sum *= sum;
        return sum;
    }

    // (1 - e^{-y}) / y
    private static decimal MeanExp(decimal y)
    {
        if (y >= 1) return (1 - Exp(y)) / y;
        var (term, sum) = (1m, 1m);
        for (var k = 2; term != 0; k++)
        {
            term *= -y / k;
            sum += term;
        }

        return sum;
    }

    // cos(mπ / (2 Nodes)) for m from 0 to 4 Nodes - 1.
    private static decimal[] Table()
    {
        const decimal Pi = 3.1415926535897932384626433833m;
        var table = new decimal[4 * Nodes];
        for (var m = 0; m <= Nodes; m++)
        {
            var angle = Pi * m / (2 * Nodes);
            var (term, sum) = (1m, 1m);
            for (var k = 2; term != 0; k += 2)
            {
                term *= -angle * angle / (k * (k - 1));
                sum += term;
            }

            table[m] = m == Nodes ? 0 : sum;
            table[(2 * Nodes) - m] = -table[m];
            table[(2 * Nodes) + m] = -table[m];
            if (m > 0) table[(4 * Nodes) - m] = table[m];
        }

        return table;
    }
}
