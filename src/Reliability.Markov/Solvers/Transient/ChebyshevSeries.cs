namespace Reliability.Markov.Solvers.Transient;

/// <summary>A sum that a series is to form: Σ_k c_k u_k, of the vectors themselves or of what is kept of them.</summary>
/// <param name="Coefficients">c_k.</param>
/// <param name="Sum">Receives the sum; added to.</param>
/// <param name="Projected">True to add what is kept of u_k, false to add u_k.</param>
internal readonly record struct SeriesTarget(double[] Coefficients, double[] Sum, bool Projected);

/// <summary>
/// Sums of Chebyshev vectors u_k = T_k(2S - I) v by their recurrence, u_{k+1} = 4 S u_k - 2 u_k - u_{k-1}: one solve a term serves all sums. Where the spectrum is
/// not near the negative axis the vectors grow; that is seen in the terms, and the series is then refused.
/// </summary>
internal sealed class ChebyshevSeries(ShiftedFactors factors, TransientRequest request)
{
    private const double GreatestTerm = 100;
    private const double GreatestLastTerm = 2e-14;

    private double[] before = new double[request.Start.Length];
    private double[] now = new double[request.Start.Length];
    private readonly double[] moved = new double[request.Start.Length];

    /// <summary>Solves made.</summary>
    public long Solves { get; private set; }

    /// <summary>Forms the sums from v; <c>false</c> when the terms do not fall, and the sums are of no use.</summary>
    public bool Add(double[] v, List<SeriesTarget> targets, CancellationToken cancellation)
    {
        var scale = Norm(v);
        if (scale == 0) return true;
        var terms = targets.Max(t => t.Coefficients.Length);
        v.CopyTo(now, 0);
        for (var k = 0; k < terms; k++)
        {
            var size = Norm(now) / scale;
            if (!double.IsFinite(size)) return false;
            var kept = targets.Exists(t => t.Projected && k < t.Coefficients.Length) ? request.Project(now) : now;
            foreach (var (coefficients, sum, projected) in targets)
            {
                if (k >= coefficients.Length) continue;
                var term = Math.Abs(coefficients[k]) * size;
                if (term > GreatestTerm || (k == coefficients.Length - 1 && term > GreatestLastTerm)) return false;
                VectorKernels.AddScaled(sum, coefficients[k], projected ? kept : now);
            }

            if (k + 1 < terms) Next(k);
            cancellation.ThrowIfCancellationRequested();
        }

        return true;
    }

    private void Next(int k)
    {
        factors.Apply(now, moved, request.Forward);
        Solves++;
        var (a, b, c) = k == 0 ? (2.0, -1.0, 0.0) : (4.0, -2.0, -1.0);
        for (var i = 0; i < moved.Length; i++) before[i] = (a * moved[i]) + (b * now[i]) + (c * before[i]);
        (before, now) = (now, before);
    }

    private double Norm(double[] x) => request.Forward ? VectorKernels.Norm1(x) : VectorKernels.NormMax(x);
}
