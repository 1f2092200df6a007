namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// Poisson-weighted sums of a geometric sequence: what is left of uniformization once v_{k+j} = ρ^j v_k. Written in ln ρ, and e^x - 1 and ln(1 + x) as quotients in which the
/// rounding of their arguments cancels (Kahan), so that ρ next to one, over many steps, costs no digits.
/// </summary>
internal static class GeometricTail
{
    /// <summary>Σ_{n ≥ k} P(N = n) ρ^{n-k}.</summary>
    /// <param name="window">The law of N.</param>
    /// <param name="k">The step.</param>
    /// <param name="drift">ρ - 1.</param>
    public static double OfValues(PoissonWindow window, long k, double drift) => Sum(window, k, Logarithm(drift), static (n, log) => Math.Exp(n * log));

    /// <summary>Σ_{n ≥ k} P(N &gt; n) ρ^{n-k} = Σ_{n &gt; k} P(N = n) (ρ^{n-k} - 1) / (ρ - 1).</summary>
    /// <param name="window">The law of N.</param>
    /// <param name="k">The step.</param>
    /// <param name="drift">ρ - 1.</param>
    public static double OfTails(PoissonWindow window, long k, double drift) =>
        drift == 0 ? Sum(window, k, 0, static (n, _) => n) : Sum(window, k, Logarithm(drift), static (n, log) => Exponential(n * log)) / drift;

    private static double Sum(PoissonWindow window, long k, double log, Func<double, double, double> term)
    {
        var sum = 0.0;
        for (var i = (int)Math.Max(0, k - window.First); i < window.Weights.Length; i++) sum += window.Weights[i] * term(window.First + i - k, log);
        return sum;
    }

    private static double Logarithm(double drift)
    {
        var one = 1 + drift;
        return one == 1 ? drift : drift * (Math.Log(one) / (one - 1));
    }

    private static double Exponential(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x : power - 1 is var less && (less == -1 || Math.Abs(x) > 1) ? less : less * (x / Math.Log(power));
    }
}
