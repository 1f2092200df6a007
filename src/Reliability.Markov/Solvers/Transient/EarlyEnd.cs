using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// Proves that the vectors of uniformization only grow or decay at one rate from some step on. As P ≥ 0, r v ≤ v P ≤ R v in every entry implies r^j v ≤ v P^j ≤ R^j v, so
/// that the middle of r and R serves for all later steps (Collatz 1942 for one step). The ratios are found with twice the digits, since they count as often as there are
/// steps left. Backward, where no probability is lost, every row of P sums to one, hence no later entry lies outside the least and the greatest of now, however many steps follow.
/// O(entries) for a proof, O(states) to see that there is none yet. Not thread-safe.
/// </summary>
/// <param name="request">What is wanted.</param>
/// <param name="rows">The rates that a step gathers.</param>
/// <param name="stays">The diagonal of P.</param>
/// <param name="perRate">1/q.</param>
internal sealed class EarlyEnd(TransientRequest request, SparseRates rows, StayShares stays, double perRate)
{
    private readonly bool averages = Averages(request);
    private double notBefore;
    private double greatestChange;

    /// <summary>How far the last look was from a proof: the error, not proved, that an end would bring.</summary>
    public double Distance { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether every entry of a vector is a mean of those before it.</summary>
    public static bool Averages(TransientRequest request) => !request.Forward && Array.TrueForAll(request.Generator.Outward, o => o == 0);

    /// <summary>The difference of the greatest and the least number, beside the least.</summary>
    public static double Spread(double[] x)
    {
        var (least, greatest) = (double.PositiveInfinity, 0.0);
        foreach (var value in x)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        return greatest == 0 ? 0 : least > 0 ? (greatest - least) / least : double.PositiveInfinity;
    }

    /// <summary>Looks whether v_k may stand for all later vectors; <c>null</c> while it may not.</summary>
    /// <param name="before">v_{k-1}.</param>
    /// <param name="now">v_k.</param>
    /// <param name="k">The step.</param>
    /// <param name="left">Steps left.</param>
    /// <param name="allowed">The greatest error allowed, as a share.</param>
    public SettledTail? Look(double[] before, double[] now, long k, long left, double allowed)
    {
        if (averages && Spread(now) is var spread && (Distance = spread) <= allowed) return new SettledTail(0, spread);
        var (least, greatest) = Changes(before, now);
        greatestChange = Math.Max(-least, greatest);
        var share = SettledTail.Between(least, greatest, left).Error;
        Distance = averages ? Math.Min(Distance, share) : share;
        if (!(share <= 2 * allowed) || k < notBefore) return null;
        notBefore = (k * 1.05) + 64;
        var proved = rows.Run<StepChange, (double Least, double Greatest)>(new StepChange(rows, stays, perRate, now, new double[now.Length]));
        var tail = SettledTail.Between(proved.Least, proved.Greatest, left);
        return tail.Error <= allowed ? tail : null;
    }

    /// <summary>Steps that round no more, where at the last look vectors moved so little that this holds to the horizon; else <c>null</c>.</summary>
    /// <param name="now">v_k.</param>
    /// <param name="left">Steps left.</param>
    /// <param name="perStep">A bound on the rounding of a step, as a share.</param>
    /// <param name="allowed">The error that these steps may add.</param>
    public RefinedSteps? Refine(double[] now, long left, double perStep, double allowed)
    {
        var greatest = allowed / (1.1 * perStep * left * left);
        if (!(greatestChange <= greatest)) return null;
        var change = new double[now.Length];
        var ratios = rows.Run<StepChange, (double Least, double Greatest)>(new StepChange(rows, stays, perRate, now, change));
        var most = Math.Max(-ratios.Least, ratios.Greatest);
        // Changes must not grow, nor what they are compared with shrink, by more than is allowed for.
        return most <= greatest && most * left <= 0.03 ? new RefinedSteps(request, rows, stays, perRate, now, change, 1.1 * perStep * left * left * most) : null;
    }

    // The least and the greatest y/x - 1.
    private static (double Least, double Greatest) Changes(double[] x, double[] y)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < x.Length; i++)
        {
            if (y[i] == 0 && x[i] == 0) continue;
            if (x[i] < StepChange.LeastNumber || y[i] == 0) return (double.NegativeInfinity, double.PositiveInfinity);
            var change = (y[i] - x[i]) / x[i];
            if (change < least) least = change;
            if (change > greatest) greatest = change;
        }

        return least > greatest ? (0, 0) : (least, greatest);
    }
}
