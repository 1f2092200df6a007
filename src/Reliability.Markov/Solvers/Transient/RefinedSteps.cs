using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// Steps of uniformization that do not round any more once vectors hardly move: v P^m = v + Σ_{j &lt; m} z P^j with z = v P - v found by sums of twice the digits
/// (<see cref="StepChange"/>). v stays as it is; what is added has signs, but is so small that its own rounding, at most u D (steps)² of v with D the greatest |z| / v,
/// is nothing. A vector that is rounded at every step stands still when its steps fall below the last digit, wherever it is then; here it goes on. Not thread-safe.
/// </summary>
internal sealed class RefinedSteps
{
    private readonly TransientRequest request;
    private readonly SparseRates rows;
    private readonly StayShares stays;
    private readonly double perRate;
    private readonly bool averages;
    private readonly double[] anchor;
    private readonly double[] low;
    private readonly double[] whole;
    private readonly double[] kept;
    private double[] change;
    private double[] scratch;

    /// <summary>Goes on from a vector.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="rows">The rates that a step gathers.</param>
    /// <param name="stays">The diagonal of P.</param>
    /// <param name="perRate">1/q.</param>
    /// <param name="anchor">v; copied.</param>
    /// <param name="change">v P - v; taken over.</param>
    /// <param name="error">A bound on the rounding of all steps to come, as a share of every entry.</param>
    public RefinedSteps(TransientRequest request, SparseRates rows, StayShares stays, double perRate, double[] anchor, double[] change, double error)
    {
        (this.request, this.rows, this.stays, this.perRate, this.anchor, this.change, Error) = (request, rows, stays, perRate, (double[])anchor.Clone(), change, error);
        averages = EarlyEnd.Averages(request);
        (low, whole, scratch) = (new double[anchor.Length], (double[])anchor.Clone(), new double[anchor.Length]);
        kept = request.Functionals is null ? this.anchor : request.Project(this.anchor);
    }

    /// <summary>A bound on the rounding of these steps, as a share of every entry.</summary>
    public double Error { get; }

    /// <summary>How far the last look was from a proof.</summary>
    public double Distance { get; private set; } = double.PositiveInfinity;

    /// <summary>What is kept of the vector.</summary>
    public double[] Kept()
    {
        if (request.Functionals is null)
        {
            Join();
            return whole;
        }

        var sums = request.Project(low);
        for (var f = 0; f < sums.Length; f++) sums[f] += kept[f];
        return sums;
    }

    /// <summary>Moves on by a step.</summary>
    public void Step()
    {
        VectorKernels.AddScaled(low, 1, change);
        rows.Run<GatherStep, bool>(new GatherStep(rows, stays, perRate, change, scratch));
        (change, scratch) = (scratch, change);
    }

    /// <summary>Looks whether the vector may stand for all later ones; <c>null</c> while it may not.</summary>
    /// <param name="left">Steps left.</param>
    /// <param name="allowed">The greatest error allowed, as a share.</param>
    public SettledTail? Look(long left, double allowed)
    {
        Join();
        if (averages && EarlyEnd.Spread(whole) is var spread && (Distance = spread) <= allowed) return new SettledTail(0, spread);
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < whole.Length; i++)
        {
            if (whole[i] == 0) continue;
            var ratio = change[i] / whole[i];
            least = Math.Min(least, ratio);
            greatest = Math.Max(greatest, ratio);
        }

        var tail = SettledTail.Between(least, greatest, left);
        Distance = averages ? Math.Min(Distance, tail.Error) : tail.Error;
        return tail.Error <= allowed ? tail : null;
    }

    private void Join()
    {
        for (var i = 0; i < whole.Length; i++) whole[i] = anchor[i] + low[i];
    }
}
