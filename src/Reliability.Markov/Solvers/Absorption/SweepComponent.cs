using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Absorption;

/// <summary>
/// Gauss-Seidel sweeps, there and back, between proved bounds. From zero they rise towards the solution and never pass it. A vector that no sweep raises anywhere
/// is not below the solution, since A is a nonsingular M-matrix (Berman and Plemmons, Nonnegative Matrices in the Mathematical Sciences, 1979, chapter 6): the lower
/// one made greater by the wanted error is tried as such, as in optimistic value iteration (Hartmanns and Kaminski, CAV 2020). Every value is
/// moved outward by the rounding of its sum, so that the bounds hold for the exact solution.
/// </summary>
internal sealed class SweepComponent : ComponentSolver
{
    private const int Patience = 60;
    private const int Outlook = 1000;

    private readonly Rows right;
    private readonly Rows left;
    private readonly double[] totals;
    private readonly AbsorptionOptions options;

    public SweepComponent(SparseRates rates, int[] states, AbsorptionOptions options, int[] place)
    {
        this.options = options;
        for (var k = 0; k < states.Length; k++) place[states[k]] = k;
        var n = states.Length;
        totals = new double[n];
        var starts = new int[n + 1];
        var backStarts = new int[n + 1];
        for (var k = 0; k < n; k++)
        {
            totals[k] = Rounding.RowSum(rates, states[k]);
            for (var e = rates.RowStarts[states[k]]; e < rates.RowStarts[states[k] + 1]; e++)
            {
                if (place[rates.Columns[e]] is not (>= 0 and var j)) continue;
                starts[k + 1]++;
                backStarts[j + 1]++;
            }
        }

        for (var k = 0; k < n; k++)
        {
            starts[k + 1] += starts[k];
            backStarts[k + 1] += backStarts[k];
        }

        right = new Rows(starts, new int[starts[n]], new double[starts[n]]);
        left = new Rows(backStarts, new int[starts[n]], new double[starts[n]]);
        var next = (int[])backStarts.Clone();
        var write = 0;
        for (var k = 0; k < n; k++)
        {
            for (var e = rates.RowStarts[states[k]]; e < rates.RowStarts[states[k] + 1]; e++)
            {
                if (place[rates.Columns[e]] is not (>= 0 and var j)) continue;
                (right.Columns[write], right.Values[write++]) = (j, rates[e]);
                (left.Columns[next[j]], left.Values[next[j]++]) = (k, rates[e]);
            }
        }

        foreach (var state in states) place[state] = -1;
    }

    public override string Method => "Gauss-Seidel sweeps between bounds";

    public override ErrorKind Kind => ErrorKind.Bound;

    public override double Right(Span<double> b, CancellationToken cancellation) => Solve(right, b, cancellation);

    public override double Left(Span<double> b, CancellationToken cancellation) => Solve(left, b, cancellation);

    private double Solve(Rows rows, Span<double> b, CancellationToken cancellation)
    {
        var low = new double[b.Length];
        var high = new double[b.Length];
        var sweeps = 0;
        var hopeless = false;
        var wanted = options.RelativeError / 2;
        for (var stop = wanted; sweeps < options.MaximumSweeps; stop /= 8)
        {
            var (checkpoint, before) = (sweeps + Outlook, 0.0);
            while (sweeps < options.MaximumSweeps)
            {
                cancellation.ThrowIfCancellationRequested();
                var growth = Raise(rows, b, low, sweeps++);
                if (growth <= stop) break;
                if (sweeps < checkpoint) continue;
                // At this pace it will not be done in time: stop now, and say that nothing was proved.
                if (before > 0 && sweeps + (Math.Log(growth / stop) / Math.Log(before / growth) * Outlook) > 2.0 * options.MaximumSweeps) hopeless = true;
                if (hopeless) break;
                (checkpoint, before) = (sweeps + Outlook, growth);
            }

            if (hopeless) break;

            if (Close(rows, b, low, high, wanted, ref sweeps, cancellation) is { } error) return Middle(b, low, high, error);
            if (stop < Rounding.Unit) break;
        }

        // Not what was wanted: state the best that can be proved.
        for (var share = wanted * 8; share < 1; share *= 8)
        {
            sweeps = 0;
            if (Close(rows, b, low, high, share, ref sweeps, cancellation) is { } error) return Middle(b, low, high, error);
        }

        low.CopyTo(b);
        return double.PositiveInfinity;
    }

    private static double Middle(Span<double> b, double[] low, double[] high, double error)
    {
        for (var k = 0; k < b.Length; k++) b[k] = low[k] + ((high[k] - low[k]) / 2);
        return error;
    }

    // The greatest relative growth.
    private double Raise(Rows rows, ReadOnlySpan<double> b, double[] x, int sweep)
    {
        var growth = 0.0;
        for (var step = 0; step < x.Length; step++)
        {
            var i = (sweep & 1) == 0 ? step : x.Length - 1 - step;
            var value = rows.Sum(i, b[i], x) / totals[i] * (1 - Slack(rows, i));
            if (!(value > x[i])) continue;
            growth = Math.Max(growth, (value - x[i]) / value);
            x[i] = value;
        }

        return growth;
    }

    private double? Close(Rows rows, ReadOnlySpan<double> b, double[] low, double[] high, double share, ref int sweeps, CancellationToken cancellation)
    {
        for (var k = 0; k < high.Length; k++) high[k] = low[k] * (1 + share);
        for (var attempt = 0; attempt < Patience; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            Raise(rows, b, low, sweeps);
            var (falls, crossed) = Lower(rows, b, high, low, sweeps++);
            if (crossed) return null;
            if (!falls) continue;
            var error = 0.0;
            for (var k = 0; k < high.Length; k++)
            {
                if (high[k] > 0) error = Math.Max(error, (high[k] - low[k]) / low[k]);
            }

            return error;
        }

        return null;
    }

    private (bool Falls, bool Crossed) Lower(Rows rows, ReadOnlySpan<double> b, double[] x, double[] low, int sweep)
    {
        var falls = true;
        for (var step = 0; step < x.Length; step++)
        {
            var i = (sweep & 1) == 0 ? step : x.Length - 1 - step;
            var value = rows.Sum(i, b[i], x) / totals[i] * (1 + Slack(rows, i));
            if (value > x[i]) falls = false;
            if (value < low[i]) return (false, true);
            x[i] = value;
        }

        return (falls, false);
    }

    private static double Slack(Rows rows, int i) => (rows.Starts[i + 1] - rows.Starts[i] + 8) * 2 * Rounding.Unit;

    private sealed record Rows(int[] Starts, int[] Columns, double[] Values)
    {
        public double Sum(int row, double start, double[] x)
        {
            for (var k = Starts[row]; k < Starts[row + 1]; k++) start += Values[k] * x[Columns[k]];
            return start;
        }
    }
}
