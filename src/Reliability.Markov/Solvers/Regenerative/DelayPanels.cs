using MathNet.Numerics.Integration;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// Where to look at a law with a density: Gauss-Legendre panels that double in length away from its least value, so that e^{Qt} is resolved however stiff Q is,
/// each octave cut in equal parts until the density and the survival function are resolved too. They begin where what is shorter has no weight, even for a state
/// that is left at the fastest rate, and end where nothing is left.
/// </summary>
internal sealed class DelayPanels
{
    private const double NoMass = 1e-18;
    private const double NoShare = 1e-17;
    private const double Resolved = 1e-13;
    private const int MostParts = 1 << 14;
    private const int MostOctaves = 1100;

    private DelayPanels((double At, double Weight)[] rule, double first, int[] parts) => (Rule, First, Parts) = (rule, first, parts);

    /// <summary>Points and weights on [0, 1].</summary>
    public (double At, double Weight)[] Rule { get; }

    /// <summary>Where the first octave begins; octave k is [First 2^k, First 2^(k+1)].</summary>
    public double First { get; }

    /// <summary>In how many parts each octave is cut.</summary>
    public int[] Parts { get; }

    /// <summary>Chooses panels.</summary>
    /// <param name="law">The law.</param>
    /// <param name="fastest">The greatest rate.</param>
    /// <param name="order">Points of a panel.</param>
    public static DelayPanels Create(DelayLaw.Smooth law, double fastest, int order)
    {
        var end = law.Width ?? law.Mean;
        while (law.Width is null && (law.Survival(end) > NoMass || law.Survival(end) * end > NoShare * law.Mean)) end *= 1.25;
        var first = end / 2;
        var octaves = 1;
        while (first * fastest > 1 && octaves < MostOctaves) (first, octaves) = (first / 2, octaves + 1);
        var quick = law.Cumulative(first);
        while ((law.Cumulative(first) > NoMass || law.Cumulative(first) > NoShare * quick) && octaves < MostOctaves) (first, octaves) = (first / 2, octaves + 1);
        var rule = Unit(order);
        var coarse = Unit((order * 2) / 3);
        var parts = new int[octaves];
        for (var k = 0; k < octaves; k++)
        {
            var start = Math.ScaleB(first, k);
            for (parts[k] = 1; parts[k] < MostParts && !(Agree(law.Density) && Agree(law.Survival)); parts[k] *= 2)
            {
            }

            bool Agree(Func<double, double> f)
            {
                var (fine, rough) = (Sum(f, rule, start, parts[k]), Sum(f, coarse, start, parts[k]));
                return Math.Abs(fine - rough) <= Math.Max(Resolved * fine, f == law.Density ? NoShare : NoShare * law.Mean);
            }
        }

        return new DelayPanels(rule, first, parts);
    }

    /// <summary>How many products of matrices the panels take.</summary>
    /// <param name="doublings">What e^{Qt} costs for a time.</param>
    public double Products(Func<double, double> doublings)
    {
        var total = doublings(First);
        for (var k = 0; k < Parts.Length; k++)
        {
            total += (3.0 * Parts[k]) + (k > 0 && Parts[k] == Parts[k - 1] ? Rule.Length + 1 : (Rule.Length + 1) * (24 + doublings(Math.ScaleB(First, k) / Parts[k])));
        }

        return total;
    }

    private static double Sum(Func<double, double> f, (double At, double Weight)[] rule, double start, int parts)
    {
        var sum = 0.0;
        var h = start / parts;
        for (var i = 0; i < parts; i++)
        {
            foreach (var (at, weight) in rule) sum += weight * h * f(start + ((i + at) * h));
        }

        return sum;
    }

    private static (double At, double Weight)[] Unit(int order)
    {
        var rule = new GaussLegendreRule(0, 1, order);
        return [.. rule.Abscissas.Zip(rule.Weights).OrderBy(p => p.First)];
    }
}
