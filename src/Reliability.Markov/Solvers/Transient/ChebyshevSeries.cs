namespace Reliability.Markov.Solvers.Transient;

/// <summary>A sum that a series is to form: Σ_k c_k u_k or Σ_k c_k S u_k, of the vectors themselves or of what is kept of them.</summary>
/// <param name="coefficients">c_k.</param>
/// <param name="sum">Receives the sum; added to.</param>
/// <param name="projected">True to add what is kept of the vectors, false to add them.</param>
/// <param name="stepped">True for S u_k: a function that is zero where s is then keeps its digits there too.</param>
internal sealed class SeriesTarget(double[] coefficients, double[] sum, bool projected, bool stepped = false)
{
    private const double GreatestTerm = 100;
    private const double Negligible = 2e-17;
    private const int Quiet = 3;

    private int quiet;

    /// <summary>True while terms are missing.</summary>
    public bool IsOpen => quiet < Quiet;

    /// <summary>Whether what is kept of the vectors is summed, not the vectors.</summary>
    public bool Projected => projected;

    /// <summary>Whether S u_k is summed.</summary>
    public bool Stepped => stepped;

    /// <summary>Adds a term; <c>false</c> when it is too large or the last, and the sum has not converged.</summary>
    /// <param name="k">Number of the term.</param>
    /// <param name="vector">u_k or S u_k, or what is kept of it.</param>
    /// <param name="size">Its size beside that of the first.</param>
    public bool Add(int k, double[] vector, double size)
    {
        if (k >= coefficients.Length) return false;
        var term = Math.Abs(coefficients[k]) * size;
        if (!(term <= GreatestTerm)) return false;
        VectorKernels.AddScaled(sum, coefficients[k], vector);
        quiet = term <= Negligible ? quiet + 1 : 0;
        return true;
    }
}

/// <summary>
/// Sums of Chebyshev vectors u_k = T_k(2S - I) v by their recurrence, u_{k+1} = 4 S u_k - 2 u_k - u_{k-1}: one solve a term serves all sums. Where the spectrum is
/// not near the negative axis the vectors grow; that is seen in the terms, and when they do not fall to nothing the series is refused.
/// </summary>
/// <param name="factors">Of σI - A.</param>
/// <param name="request">What is wanted.</param>
/// <param name="steps">The S u_k that an earlier series of the same v and σ found, in their order; those that are missing are added.</param>
internal sealed class ChebyshevSeries(ShiftedFactors factors, TransientRequest request, StepMemory? steps = null)
{
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
        v.CopyTo(now, 0);
        var steppedScale = 0.0;
        for (var k = 0; ; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Add(k, now, Norm(now) / scale, targets, stepped: false)) return false;
            if (!targets.Exists(t => t.IsOpen)) return true;
            if (steps is null || !steps.Recall(k, moved))
            {
                factors.Apply(now, moved, request.Forward);
                Solves++;
                steps?.Keep(k, moved);
            }

            if (k == 0) steppedScale = Norm(moved);
            if (!double.IsFinite(steppedScale)) return false;
            // What S takes to nothing has no integral to add.
            if (steppedScale == 0) targets.RemoveAll(t => t.Stepped);
            else if (!Add(k, moved, Norm(moved) / steppedScale, targets, stepped: true)) return false;
            if (!targets.Exists(t => t.IsOpen)) return true;
            Next(k);
        }
    }

    private bool Add(int k, double[] vector, double size, List<SeriesTarget> targets, bool stepped)
    {
        var kept = targets.Exists(t => t.Stepped == stepped && t.Projected && t.IsOpen) ? request.Project(vector) : vector;
        foreach (var target in targets)
        {
            if (target.Stepped == stepped && target.IsOpen && !target.Add(k, target.Projected ? kept : vector, size)) return false;
        }

        return true;
    }

    private void Next(int k)
    {
        var (a, b, c) = k == 0 ? (2.0, -1.0, 0.0) : (4.0, -2.0, -1.0);
        for (var i = 0; i < moved.Length; i++) before[i] = (a * moved[i]) + (b * now[i]) + (c * before[i]);
        (before, now) = (now, before);
    }

    private double Norm(double[] x) => request.Forward ? VectorKernels.Norm1(x) : VectorKernels.NormMax(x);
}
