using Reliability.Markov.Solvers.Transient;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// The number of jumps of a Poisson process while a clock runs. Of stages it is negative binomial, by the ratio of neighbours from the likeliest number on; of a
/// density ∫ P(N(t) = k) f(t) dt for all k together, by panels that resolve both the density and the spread of the Poisson law, sqrt(qt) around qt.
/// </summary>
internal static class PoissonMixture
{
    /// <summary>Terms beyond which there is no mixture.</summary>
    public const double MostTerms = 1e6;

    private const double LogTail = -100;
    private const double NoShare = 1e-19;
    private const double PanelWidth = 0.75;

    /// <summary>Hours after which a clock of the law has fired, but for what has no weight.</summary>
    public static double Horizon(DelayLaw law)
    {
        switch (law)
        {
            case DelayLaw.Fixed f:
                return f.Length;
            case DelayLaw.Staged s:
                return s.MeanLength * (1 + (12 / Math.Sqrt(s.Stages)) + (50.0 / s.Stages));
            default:
                var panels = DelayPanels.Create((DelayLaw.Smooth)law, 0, 20);
                return ((DelayLaw.Smooth)law).Least + Math.ScaleB(panels.First, panels.Parts.Length);
        }
    }

    /// <summary>The probabilities of 0, 1, … jumps; <c>null</c> when there are too many.</summary>
    /// <param name="law">A law that is not of fixed length.</param>
    /// <param name="q">The rate of the process.</param>
    /// <param name="order">Points of a panel.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double[]? Of(DelayLaw law, double q, int order, CancellationToken cancellation)
    {
        if (q * Horizon(law) > 1.1 * MostTerms) return null;
        return law is DelayLaw.Staged staged ? NegativeBinomial(staged, q) : Integrated((DelayLaw.Smooth)law, q, order, cancellation);
    }

    private static double[] NegativeBinomial(DelayLaw.Staged law, double q)
    {
        var share = q / (q + law.Rate);
        var mode = (int)Math.Floor((law.Stages - 1) * q / law.Rate);
        var weights = new List<double>();
        for (var (k, w) = (mode, 1.0); w > NoShare * 1e-3 || k < mode + 10; k++)
        {
            weights.Add(w);
            w *= (k + (double)law.Stages) / (k + 1.0) * share;
        }

        var all = new double[mode + weights.Count];
        weights.CopyTo(all, mode);
        for (var k = mode; k > 0; k--) all[k - 1] = all[k] * k / ((k - 1 + (double)law.Stages) * share);
        return Whole(all);
    }

    private static double[] Integrated(DelayLaw.Smooth law, double q, int order, CancellationToken cancellation)
    {
        var panels = DelayPanels.Create(law, q, order);
        var sums = new double[PoissonWindow.Range(q * (law.Least + Math.ScaleB(panels.First, panels.Parts.Length)), LogTail).Last + 1];
        Add(law.Least + panels.First, law.Cumulative(panels.First));
        for (var o = 0; o < panels.Parts.Length; o++)
        {
            var start = Math.ScaleB(panels.First, o);
            double Width(int count) => Math.Sqrt(q * (law.Least + start + (start / count))) - Math.Sqrt(q * (law.Least + start));
            var parts = panels.Parts[o];
            while (Width(parts) > PanelWidth) parts *= 2;
            for (var i = 0; i < parts; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var (at, weight) in panels.Rule)
                {
                    var u = start * (1 + ((i + at) / parts));
                    Add(law.Least + u, weight * start / parts * law.Density(u));
                }
            }
        }

        return Whole(sums);

        void Add(double time, double mass)
        {
            if (mass < 1e-300) return;
            var window = PoissonWindow.Create(q * time, LogTail);
            for (var k = 0; k < window.Weights.Length; k++) sums[window.First + k] += mass * window.Weights[k];
        }
    }

    // The total is one; what is too rare to count at the end is cut off.
    private static double[] Whole(double[] weights)
    {
        var (total, end, tail) = (weights.Sum(), weights.Length, 0.0);
        while (end > 1 && tail + weights[end - 1] < NoShare * total) tail += weights[--end];
        return [.. weights.Take(end).Select(w => w / total)];
    }
}
