using Reliability.Markov.Solvers.Transient;

namespace Reliability.Studies.Analytic;

/// <summary>
/// Moves τ backward in time: dτ/ds = 1 + A τ, where A is the generator inside the down states. By uniformization in steps of bounded length,
/// τ(s + h) = Σ_k w_k P^k τ(s) + (1/q) Σ_k tail_k P^k 1, with P = I + A/q ≥ 0: nothing is subtracted. When a whole step
/// changes nothing that has any mass, later ones do not either.
/// </summary>
internal sealed class BackwardTimes
{
    private const double Chunk = 200;
    private const double LogTail = -46;
    private const double LeastRate = 0.01;

    private readonly int[] rowStart;
    private readonly int[] targets;
    private readonly double[] shares;
    private readonly double[] stays;
    private readonly double[] mass;
    private readonly double q;
    private readonly double[] x;
    private double[] power;
    private double[] scratch;
    private double[]? earned;
    private double earnedHours;
    private bool settled;

    public BackwardTimes(List<(int Target, double Rate)>[] inside, double[] exits, double[] end, double[] mass)
    {
        this.mass = mass;
        var n = exits.Length;
        var totals = new double[n];
        for (var i = 0; i < n; i++) totals[i] = exits[i] + inside[i].Sum(r => r.Rate);
        // Where nothing but the calendar moves there is no rate; any will do.
        q = Math.Max(totals.Max() * 1.02, LeastRate);
        rowStart = new int[n + 1];
        for (var i = 0; i < n; i++) rowStart[i + 1] = rowStart[i] + inside[i].Count;
        targets = [.. inside.SelectMany(r => r.Select(t => t.Target))];
        shares = [.. inside.SelectMany(r => r.Select(t => t.Rate / q))];
        stays = [.. totals.Select(t => (q - t) / q)];
        x = (double[])end.Clone();
        power = new double[n];
        scratch = new double[n];
    }

    public double[] Values => x;

    public void Advance(double hours)
    {
        while (hours > 0 && !settled)
        {
            var step = Math.Min(hours, Chunk / q);
            hours -= step;
            settled = !Step(step) && step >= Chunk / q;
        }
    }

    private bool Step(double hours)
    {
        var n = x.Length;
        var window = PoissonWindow.Create(q * hours, LogTail);
        var (first, weights) = ((int)window.First, window.Weights);
        var result = (double[])Earned(hours, first, weights).Clone();
        Array.Copy(x, power, n);
        for (var k = 0; k < first + weights.Length; k++)
        {
            if (k >= first)
            {
                var w = weights[k - first];
                for (var i = 0; i < n; i++) result[i] += w * power[i];
            }

            Multiply(power, scratch);
            (power, scratch) = (scratch, power);
        }

        var (change, size) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            change += mass[i] * Math.Abs(result[i] - x[i]);
            size += mass[i] * result[i];
        }

        result.CopyTo(x, 0);
        return change > 1e-15 * size;
    }

    // The time earned in a step: Σ_k (tail_k / q) P^k 1 with tail_k = Σ_{j > k} w_j. The same for all whole steps.
    private double[] Earned(double hours, int first, double[] weights)
    {
        if (earned is not null && earnedHours == hours) return earned;
        var n = x.Length;
        var last = first + weights.Length - 1;
        var tails = new double[last + 1];
        var tail = 0.0;
        for (var k = last; k >= 0; k--)
        {
            tails[k] = tail;
            if (k >= first) tail += weights[k - first];
        }

        earned = new double[n];
        earnedHours = hours;
        var v = new double[n];
        var next = new double[n];
        Array.Fill(v, 1);
        for (var k = 0; k <= last; k++)
        {
            for (var i = 0; i < n; i++) earned[i] += tails[k] / q * v[i];
            Multiply(v, next);
            (v, next) = (next, v);
        }

        return earned;
    }

    private void Multiply(double[] v, double[] y)
    {
        for (var i = 0; i < v.Length; i++)
        {
            var sum = stays[i] * v[i];
            for (var k = rowStart[i]; k < rowStart[i + 1]; k++) sum += shares[k] * v[targets[k]];
            y[i] = sum;
        }
    }
}
