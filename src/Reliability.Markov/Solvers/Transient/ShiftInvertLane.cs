namespace Reliability.Markov.Solvers.Transient;

/// <summary>One of the two computations by shift-invert: where it stands, and what it found. Not thread-safe.</summary>
internal sealed class ShiftInvertLane
{
    /// <summary>The longest step times the pole.</summary>
    public const double GreatestNu = 64;

    private readonly TransientRequest request;
    private readonly double stretch;
    private readonly double? total;
    private double[] vector;
    private double[] integral;

    /// <summary>A computation whose steps are some times as long as those asked for.</summary>
    public ShiftInvertLane(TransientRequest request, double stretch)
    {
        (this.request, this.stretch) = (request, stretch);
        total = request.Forward && Array.TrueForAll(request.Generator.Outward, o => o == 0) ? request.Bound : null;
        vector = (double[])request.Start.Clone();
        integral = request.Integrals ? new double[request.Width] : [];
        Values = request.Values ? new double[request.Times.Length][] : [];
        Integrals = request.Integrals ? new double[request.Times.Length][] : [];
    }

    /// <summary>The time up to which the vector is known.</summary>
    public double Base { get; private set; }

    /// <summary>What is kept of the vectors at the times.</summary>
    public double[][] Values { get; }

    /// <summary>What is kept of the integrals.</summary>
    public double[][] Integrals { get; }

    /// <summary>Where it stands, to return to.</summary>
    public (double Base, double[] Vector, double[] Integral) Save() => (Base, vector, integral);

    /// <summary>Returns to where it stood.</summary>
    public void Restore((double Base, double[] Vector, double[] Integral) saved) => (Base, vector, integral) = saved;

    /// <summary>Time zero.</summary>
    public void AtZero(int place)
    {
        if (request.Values) Values[place] = [.. request.Project(vector)];
        if (request.Integrals) Integrals[place] = new double[request.Width];
    }

    /// <summary>Goes to the next time by equal steps and finds it and the times behind it that the last step reaches.</summary>
    /// <param name="series">Sums over one factorization.</param>
    /// <param name="next">The next time.</param>
    /// <param name="step">Length of a step before it is stretched.</param>
    /// <param name="sigma">The pole.</param>
    /// <param name="end">Where to end among the times; <c>null</c> for as far as the last step reaches.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The time after the last that was found; <c>null</c> when the series did not converge.</returns>
    public int? March(ChebyshevSeries series, int next, double step, double sigma, int? end, CancellationToken cancellation)
    {
        var distance = request.Times[next] - Base;
        var steps = Math.Max(1, (int)Math.Ceiling((distance / (step * stretch)) - 1e-6));
        var length = distance / steps;
        for (var s = 1; s < steps; s++)
        {
            if (!Advance(series, length, sigma, cancellation)) return null;
        }

        var after = end ?? next + 1;
        while (end is null && after < request.Times.Length && request.Times[after] <= Base + (GreatestNu / sigma)) after++;
        return Find(series, next, after, sigma, cancellation) ? after : null;
    }

    private bool Advance(ChebyshevSeries series, double length, double sigma, CancellationToken cancellation)
    {
        var result = new double[vector.Length];
        var earned = new double[integral.Length];
        List<SeriesTarget> targets = [new(ChebyshevCoefficients.Exponential(sigma * length), result, false)];
        if (request.Integrals) targets.Add(new(ChebyshevCoefficients.Mean(sigma * length), earned, true));
        if (!series.Add(vector, targets, cancellation)) return false;
        Settle(result, total);
        vector = result;
        integral = Sum(length, earned);
        Base += length;
        return true;
    }

    private bool Find(ChebyshevSeries series, int next, int after, double sigma, CancellationToken cancellation)
    {
        var targets = new List<SeriesTarget>();
        var earned = new double[after - next][];
        for (var r = next; r < after; r++)
        {
            var nu = sigma * (request.Times[r] - Base);
            if (request.Values) targets.Add(new(ChebyshevCoefficients.Exponential(nu), Values[r] = new double[request.Width], true));
            if (request.Integrals) targets.Add(new(ChebyshevCoefficients.Mean(nu), earned[r - next] = new double[request.Width], true));
        }

        if (!series.Add(vector, targets, cancellation)) return false;
        for (var r = next; r < after; r++)
        {
            if (request.Values) Settle(Values[r], request.Functionals is null ? total : null);
            if (!request.Integrals) continue;
            Integrals[r] = Sum(request.Times[r] - Base, earned[r - next]);
            Settle(Integrals[r], request.Functionals is null ? total * request.Times[r] : null);
        }

        return true;
    }

    private double[] Sum(double length, double[] earned)
    {
        var sum = (double[])integral.Clone();
        if (request.Integrals) VectorKernels.AddScaled(sum, length, earned);
        return sum;
    }

    // No entry is negative, and the total of a law is known.
    private static void Settle(double[] x, double? total)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] < 0) x[i] = 0;
            sum += x[i];
        }

        if (total is not { } known || !(sum > 0)) return;
        for (var i = 0; i < x.Length; i++) x[i] *= known / sum;
    }
}
