namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// The probabilities of a Poisson law where they matter, at any mean. Where they begin and end is proved, not guessed: with the deviance
/// D(k) = k ln(k/λ) + λ - k, P(N ≥ k) ≤ exp(-D(k)) for k above the mean λ and P(N ≤ k) ≤ exp(-D(k)) for k below it (Chernoff's bound), compared in logarithms,
/// so that the mass left out may be far below the range of numbers. A weight is exp(-D(k) - δ(k)) / sqrt(2πk) with δ the error of Stirling's formula
/// (Loader 2000, the saddle-point form of the law), and between such anchors the ratio λ/k of neighbours: nothing under- or overflows. Immutable.
/// </summary>
public sealed class PoissonWindow
{
    private const int AnchorDistance = 128;
    private const int LeastAnchor = 16;
    private const double GreatestMean = 1e15;

    private PoissonWindow(double mean, long first, double[] weights, double logTail) => (Mean, First, Weights, LogTail) = (mean, first, weights, logTail);

    /// <summary>The mean of the law.</summary>
    public double Mean { get; }

    /// <summary>The least number with a weight.</summary>
    public long First { get; }

    /// <summary>The greatest number with a weight.</summary>
    public long Last => First + Weights.Length - 1;

    /// <summary>The probabilities of <see cref="First"/> and the numbers that follow.</summary>
    public double[] Weights { get; }

    /// <summary>The logarithm of a bound on the probability left out on each side.</summary>
    public double LogTail { get; }

    /// <summary>The weights of a law. O(sqrt(-mean logTail)) time and memory.</summary>
    /// <param name="mean">The mean, from 0 to 1e15.</param>
    /// <param name="logTail">The natural logarithm of the probability that may be left out on each side; negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static PoissonWindow Create(double mean, double logTail)
    {
        if (!(logTail < 0) || double.IsInfinity(logTail)) throw new ArgumentOutOfRangeException(nameof(logTail), logTail, "A logarithm of a probability below one is expected.");
        if (mean == 0) return new PoissonWindow(0, 0, [1], logTail);
        var (first, last) = Range(mean, logTail);
        return new PoissonWindow(mean, first, Fill(mean, first, last), logTail);
    }

    /// <summary>The first and last number that <see cref="Create"/> keeps. O(log mean) time.</summary>
    /// <param name="mean">The mean, from 0 to 1e15.</param>
    /// <param name="logTail">As there.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is outside its range.</exception>
    public static (long First, long Last) Range(double mean, double logTail)
    {
        if (!(mean >= 0) || mean > GreatestMean) throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean between 0 and 1e15 is expected.");
        if (mean == 0) return (0, 0);
        var (below, above) = ((long)mean, (long)mean + 1);
        while (Deviance(above, mean) < -logTail) (below, above) = (above, above + Math.Max(1, above - (long)mean));
        while (above - below > 1)
        {
            var middle = below + ((above - below) / 2);
            if (Deviance(middle, mean) < -logTail) below = middle;
            else above = middle;
        }

        var last = below;
        if (mean <= -logTail) return (0, last);
        var (left, right) = (0L, (long)mean);
        while (right - left > 1)
        {
            var middle = left + ((right - left) / 2);
            if (Deviance(middle, mean) >= -logTail) left = middle;
            else right = middle;
        }

        return (right, last);
    }

    /// <summary>P(N &gt; k) for k from <see cref="First"/> to <see cref="Last"/>, what is left out not counted: sums of positive numbers.</summary>
    public double[] UpperTails()
    {
        var tails = new double[Weights.Length];
        for (var i = tails.Length - 2; i >= 0; i--) tails[i] = tails[i + 1] + Weights[i + 1];
        return tails;
    }

    private static double[] Fill(double mean, long first, long last)
    {
        var weights = new double[last - first + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            var k = first + i;
            var anchored = k >= LeastAnchor && mean >= LeastAnchor && (i % AnchorDistance == 0 || k == LeastAnchor);
            weights[i] = anchored ? Anchor(k, mean) : i > 0 ? weights[i - 1] * (mean / k) : FromZero(k, mean);
        }

        return weights;
    }

    private static double FromZero(long k, double mean)
    {
        var weight = Math.Exp(-mean);
        for (var j = 1; j <= k; j++) weight *= mean / j;
        return weight;
    }

    private static double Anchor(long k, double mean)
    {
        // ln k! = (k + 1/2) ln k - k + ln(2π)/2 + δ(k)
        var r = 1.0 / k;
        var r2 = r * r;
        var stirling = r * ((1.0 / 12) - (r2 * ((1.0 / 360) - (r2 * ((1.0 / 1260) - (r2 * ((1.0 / 1680) - (r2 / 1188))))))));
        return Math.Exp(-stirling - Deviance(k, mean)) / Math.Sqrt(2 * Math.PI * k);
    }

    // k ln(k/λ) + λ - k without cancellation near the mean: with v = (k-λ)/(k+λ), ln(k/λ) = 2 (v + v³/3 + v⁵/5 + …).
    private static double Deviance(double k, double mean)
    {
        if (k == 0) return mean;
        var difference = k - mean;
        if (Math.Abs(difference) > 0.1 * (k + mean)) return (k * (Math.Log(k) - Math.Log(mean))) - difference;
        var v = difference / (k + mean);
        var (sum, power) = (difference * v, 2 * k * v);
        for (var j = 3; ; j += 2)
        {
            power *= v * v;
            var next = sum + (power / j);
            if (next == sum) return sum;
            sum = next;
        }
    }
}
