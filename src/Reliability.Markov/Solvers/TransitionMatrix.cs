using System.Numerics;
using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers;

/// <summary>
/// The matrices E = e^{Qt} and S = ∫₀ᵗ e^{Qu} du of a small chain, by a uniformized series over a short step and repeated doubling:
/// S(2h) = S(h) + E(h) S(h), E(2h) = E(h)². Nothing is subtracted; rows of E are kept at sum one. O(n³ log(qt)) time.
/// </summary>
public sealed class TransitionMatrix
{
    private TransitionMatrix(double[] e, double[] s, int n) => (E, S, Count) = (e, s, n);

    /// <summary>Number of states.</summary>
    public int Count { get; }

    /// <summary>e^{Qt}, by rows.</summary>
    public double[] E { get; }

    /// <summary>∫₀ᵗ e^{Qu} du in hours, by rows.</summary>
    public double[] S { get; }

    /// <summary>Computes both matrices for a chain and a time in hours. Rows that lose probability (a chain stopped on leaving a set) are not supported: give it an absorbing state instead.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="hours">The time, not negative.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TransitionMatrix Compute(MarkovChain chain, double hours, CancellationToken cancellation = default)
    {
        var n = chain.StateCount;
        var q = Math.Max(chain.MaximumExitRate, 1e-300);
        var doublings = (int)Math.Max(0, Math.Ceiling(Math.Log2(q * hours / 0.25)));
        var h = hours / Math.Pow(2, doublings);
        var (e, s) = ShortStep(chain, q, h);
        var square = new double[n * n];
        for (var d = 0; d < doublings; d++)
        {
            cancellation.ThrowIfCancellationRequested();
            Multiply(e, s, square, n);
            for (var i = 0; i < s.Length; i++) s[i] += square[i];
            Multiply(e, e, square, n);
            (e, square) = (square, e);
            NormaliseRows(e, n);
        }

        return new TransitionMatrix(e, s, n);
    }

    /// <summary>y = x E for a row vector.</summary>
    public void Advance(ReadOnlySpan<double> x, Span<double> y) => Times(x, E, y);

    /// <summary>y = x S: expected hours in each state over the time.</summary>
    public void Occupancy(ReadOnlySpan<double> x, Span<double> y) => Times(x, S, y);

    /// <summary>C = A B for square matrices by rows.</summary>
    public static void Multiply(double[] a, double[] b, double[] c, int n)
    {
        Array.Clear(c);
        for (var i = 0; i < n; i++)
        {
            var target = c.AsSpan(i * n, n);
            for (var k = 0; k < n; k++)
            {
                var factor = a[(i * n) + k];
                if (factor == 0) continue;
                var source = b.AsSpan(k * n, n);
                var j = 0;
                var wide = new Vector<double>(factor);
                for (; j <= n - Vector<double>.Count; j += Vector<double>.Count)
                {
                    (new Vector<double>(target[j..]) + (wide * new Vector<double>(source[j..]))).CopyTo(target[j..]);
                }

                for (; j < n; j++) target[j] += factor * source[j];
            }
        }
    }

    private static (double[] E, double[] S) ShortStep(MarkovChain chain, double q, double h)
    {
        // E = Σ w_k P^k, S = (1/q) Σ (1 - w_0 - … - w_k) P^k, with w_k the Poisson weights of mean qh and P = I + Q/q
        const int Terms = 24;
        var n = chain.StateCount;
        var mean = q * h;
        var weights = new double[Terms + 1];
        weights[0] = Math.Exp(-mean);
        for (var k = 1; k <= Terms; k++) weights[k] = weights[k - 1] * mean / k;
        var tails = new double[Terms + 1];
        for (var k = Terms - 1; k >= 0; k--) tails[k] = tails[k + 1] + weights[k + 1];
        var e = new double[n * n];
        var s = new double[n * n];
        var power = new double[n];
        var next = new double[n];
        for (var i = 0; i < n; i++)
        {
            Array.Clear(power);
            power[i] = 1;
            for (var k = 0; k <= Terms; k++)
            {
                for (var j = 0; j < n; j++)
                {
                    e[(i * n) + j] += weights[k] * power[j];
                    s[(i * n) + j] += tails[k] / q * power[j];
                }

                chain.StepForward(power, next, q);
                (power, next) = (next, power);
            }
        }

        NormaliseRows(e, n);
        return (e, s);
    }

    internal static void NormaliseRows(double[] e, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = e.AsSpan(i * n, n);
            var sum = 0.0;
            foreach (var x in row) sum += x;
            for (var j = 0; j < n; j++) row[j] /= sum;
        }
    }

    internal static void Times(ReadOnlySpan<double> x, double[] matrix, Span<double> y)
    {
        var n = x.Length;
        y.Clear();
        for (var i = 0; i < n; i++)
        {
            if (x[i] == 0) continue;
            var row = matrix.AsSpan(i * n, n);
            for (var j = 0; j < n; j++) y[j] += x[i] * row[j];
        }
    }
}
