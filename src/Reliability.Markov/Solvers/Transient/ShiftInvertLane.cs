namespace Reliability.Markov.Solvers.Transient;

/// <summary>One of the two computations by shift-invert: where it stands, how long its steps may be, and what it found. Not thread-safe.</summary>
internal sealed class ShiftInvertLane
{
    private const double SingleNu = 24;
    private const double LeastNu = 16;
    private const double GreatestNu = 64;
    private const double SteadyGrowth = 10;

    private readonly TransientRequest request;
    private readonly ShiftInvertWork work;
    private readonly int steps;
    private readonly double? total;
    private double[] vector;
    private double[] integral;
    private double standing;
    private double growth = SteadyGrowth;
    private (double Nu, double[] Coefficients) exponential;
    private (double Nu, double[] Coefficients) mean;

    /// <summary>A computation that reaches every time in so many steps at least.</summary>
    public ShiftInvertLane(TransientRequest request, ShiftInvertWork work, int steps)
    {
        (this.request, this.work, this.steps) = (request, work, steps);
        total = request.Forward && Array.TrueForAll(request.Generator.Outward, o => o == 0) ? request.Bound : null;
        vector = (double[])request.Start.Clone();
        integral = request.Integrals ? new double[request.Width] : [];
        Values = request.Values ? new double[request.Times.Length][] : [];
        Integrals = request.Integrals ? new double[request.Times.Length][] : [];
    }

    /// <summary>The longest step that may be tried next.</summary>
    public double Longest { get; set; } = double.PositiveInfinity;

    /// <summary>Whether a step may be no more than ten times as long as the one before it.</summary>
    public bool GrowsFromShortSteps { get; set; }

    /// <summary>The last pole.</summary>
    public double Sigma { get; private set; }

    /// <summary>What is kept of the vectors at the times.</summary>
    public double[][] Values { get; }

    /// <summary>What is kept of the integrals.</summary>
    public double[][] Integrals { get; }

    /// <summary>The length of the steps from where it stands to a time.</summary>
    public double StepTo(double time) => (time - standing) / steps;

    /// <summary>Where it stands, to return to.</summary>
    public (double Base, double[] Vector, double[] Integral, double Longest) Save() => (standing, vector, integral, Longest);

    /// <summary>Returns to where it stood.</summary>
    public void Restore((double Base, double[] Vector, double[] Integral, double Longest) saved) => (standing, vector, integral, Longest) = saved;

    /// <summary>Time zero.</summary>
    public void AtZero(int place)
    {
        if (request.Values) Values[place] = [.. request.Project(vector)];
        if (request.Integrals) Integrals[place] = new double[request.Width];
    }

    /// <summary>
    /// Finds a time, and those behind it that the last step reaches. Steps are as long as the least number of them asks for and the series allows: half as long
    /// where one did not converge, longer again behind it.
    /// </summary>
    /// <param name="next">The time.</param>
    /// <param name="end">The time after the last to find; <c>null</c> for as far as the last step reaches.</param>
    /// <param name="pole">A pole for which there are factors, to be used where it fits.</param>
    /// <returns>The time after the last that was found; <c>null</c> when all that may be spent is spent, or the times up to the end are too far apart.</returns>
    public int? Find(int next, int? end, double? pole)
    {
        while (!work.IsExhausted)
        {
            var wanted = StepTo(request.Times[next]);
            if (Longest < wanted * 0.999)
            {
                if (Advance(Longest, SingleNu / Longest)) Longest *= growth;
                else Shorten(Longest);
                continue;
            }

            var after = end ?? Reach(next, wanted);
            Sigma = pole is { } p && p * wanted is > LeastNu * 0.7 and < GreatestNu * 0.7 ? p : (after == next + 1 ? SingleNu : LeastNu) / wanted;
            var moved = true;
            for (var s = 1; s < steps && moved; s++) moved = Advance(wanted, Sigma);
            if (moved && AtTimes(next, after))
            {
                Longest = GrowsFromShortSteps ? wanted * growth : double.PositiveInfinity;
                return after;
            }

            if (moved && after > next + 1 && end is not null) return null;
            Shorten(wanted);
        }

        return null;
    }

    private int Reach(int next, double step)
    {
        var reach = request.Times[next] + (step * ((GreatestNu / LeastNu) - 1));
        var after = next + 1;
        while (after < request.Times.Length && request.Times[after] <= reach) after++;
        return after;
    }

    private void Shorten(double length) => (Longest, growth, GrowsFromShortSteps) = (length / 2, 2, true);

    private bool Advance(double length, double sigma)
    {
        var result = new double[vector.Length];
        var earned = new double[integral.Length];
        List<SeriesTarget> targets = [new(Exponential(sigma * length), result, false)];
        if (request.Integrals) targets.Add(new(Mean(sigma * length), earned, true, stepped: true));
        if (!work.Sum(sigma, vector, targets)) return false;
        Settle(result, total);
        vector = result;
        integral = Sum(length, earned);
        standing += length;
        return true;
    }

    private bool AtTimes(int next, int after)
    {
        var targets = new List<SeriesTarget>();
        var earned = new double[after - next][];
        for (var r = next; r < after; r++)
        {
            var nu = Sigma * (request.Times[r] - standing);
            if (request.Values) targets.Add(new(Exponential(nu), Values[r] = new double[request.Width], true));
            if (request.Integrals) targets.Add(new(Mean(nu), earned[r - next] = new double[request.Width], true, stepped: true));
        }

        if (!work.Sum(Sigma, vector, targets)) return false;
        for (var r = next; r < after; r++)
        {
            if (request.Values) Settle(Values[r], request.Functionals is null ? total : null);
            if (!request.Integrals) continue;
            Integrals[r] = Sum(request.Times[r] - standing, earned[r - next]);
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

    // Equal steps ask for the same coefficients again.
    private double[] Exponential(double nu) => exponential.Nu == nu ? exponential.Coefficients : (exponential = (nu, ChebyshevCoefficients.Exponential(nu))).Coefficients;

    private double[] Mean(double nu) => mean.Nu == nu ? mean.Coefficients : (mean = (nu, ChebyshevCoefficients.Mean(nu))).Coefficients;

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
