namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// Coefficients of e^{λτ} and of (1/τ) ∫₀^τ e^{λu} du in Chebyshev polynomials T_k(2s - 1) of s = σ/(σ - λ), 0 &lt; s ≤ 1, for λ ≤ 0: with ν = στ the functions are
/// g(s) = exp(-ν (1-s)/s) and f(s) = s (1 - g(s)) / (ν (1 - s)). On the negative axis their best approximations fall like (√2 - 1)^n in the degree n
/// where ν is about n/√2 (Andersson, Journal of Approximation Theory 32, 1981), and a wide band of ν does nearly as well. Found by a discrete cosine transform.
/// </summary>
internal static class ChebyshevCoefficients
{
    private const int Nodes = 384;
    private const int Greatest = 96;
    private const int Quiet = 4;

    // Below the rounding of the transform a coefficient is noise, which high powers of the operator would only amplify.
    private const double Noise = 4e-17;

    /// <summary>The coefficients of g.</summary>
    public static double[] Exponential(double nu) => Transform(tangent => Math.Exp(-nu * tangent));

    /// <summary>The coefficients of f.</summary>
    public static double[] Mean(double nu) => Transform(tangent => nu * tangent > 1e-300 ? -Expm1(-nu * tangent) / (nu * tangent) : 1);

    // With x = 2s - 1 = cos θ, (1 - s)/s = tan²(θ/2).
    private static double[] Transform(Func<double, double> function)
    {
        var samples = new double[Nodes];
        for (var j = 0; j < Nodes; j++)
        {
            var tangent = Math.Tan(Math.PI * (j + 0.5) / (2 * Nodes));
            samples[j] = function(tangent * tangent);
        }

        var coefficients = new List<double>();
        var quiet = 0;
        for (var k = 0; k <= Greatest && quiet < Quiet; k++)
        {
            var (sum, lost) = (0.0, 0.0);
            for (var j = 0; j < Nodes; j++)
            {
                var term = samples[j] * Math.Cos(Math.PI * (k * ((2 * j) + 1) % (4 * Nodes)) / (2 * Nodes));
                var next = sum + term;
                lost += Math.Abs(sum) >= Math.Abs(term) ? sum - next + term : term - next + sum;
                sum = next;
            }

            var coefficient = (sum + lost) * (k == 0 ? 1.0 : 2.0) / Nodes;
            coefficients.Add(coefficient);
            quiet = Math.Abs(coefficient) < Noise ? quiet + 1 : 0;
        }

        return [.. coefficients.Take(coefficients.Count - quiet)];
    }

    private static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5) return Math.Exp(x) - 1;
        var (term, sum) = (x, x);
        for (var k = 2; Math.Abs(term) > 1e-18 * Math.Abs(sum); k++)
        {
            term *= x / k;
            sum += term;
        }

        return sum;
    }
}
