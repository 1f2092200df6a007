namespace Reliability.Simulation.RareEvents;

/// <summary>What is known of a biased law before it is played.</summary>
/// <param name="RelativeDeviation">Standard deviation of one sample of the chance to fail before the stop, over its mean; infinite when the variance is; not a number when it was not found out.</param>
/// <param name="SpectralRadius">The spectral radius of the operator of second moments; not a number when it was not found out.</param>
/// <param name="StepsPerSample">Mean number of jumps of a sample under the biased law.</param>
internal readonly record struct Forecast(double RelativeDeviation, double SpectralRadius, double StepsPerSample)
{
    /// <summary>Variance times work; what is chosen by.</summary>
    public double Cost => RelativeDeviation * RelativeDeviation * StepsPerSample;
}

/// <summary>
/// Forecasts the variance of a biased law on a small chain: the second moment of the weight solves m(x) = Σ p(x, y)² / p'(x, y) m(y), with 1 in the down states and
/// 0 in the stop states. It is finite when the spectral radius of that operator, on the states that can fail, is below 1 (L'Ecuyer, Blanchet, Tuffin and
/// Glynn, ACM Transactions on Modeling and Computer Simulation 20 (2010) 6).
/// </summary>
internal static class SecondMoment
{
    private const double Settled = 1e-7;
    private const double Endless = 1e200;
    private const int PowerSteps = 100;

    /// <summary>Forecasts. Gives up, with a number that is none, when it costs too much.</summary>
    /// <param name="biased">The chain with its law.</param>
    /// <param name="work">About how many entries may be visited for each of the sums.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Forecast Of(BiasedChain biased, long work, CancellationToken cancellation)
    {
        var chain = biased.Chain;
        var inner = Enumerable.Range(0, chain.Count).Where(s => !chain.Down[s] && !chain.Stop[s] && chain.Distance[s] != JumpChain.Unreachable).ToArray();
        Array.Sort(inner.Select(s => chain.Distance[s]).ToArray(), inner);
        var sweeps = (int)Math.Min(5000, work / Math.Max(1, chain.Targets.Length));
        if (sweeps < 10) return new Forecast(double.NaN, double.NaN, double.NaN);
        var steps = Solve(biased, inner, Order.Steps, sweeps, new double[chain.Count], cancellation);
        var first = Solve(biased, inner, Order.First, sweeps, new double[chain.Count], cancellation);
        var moments = new double[chain.Count];
        var second = Solve(biased, inner, Order.Second, sweeps, moments, cancellation);
        // The moments have the shape of the dominant eigenvector already, converged or growing.
        var radius = Radius(biased, inner, moments, cancellation);
        if (double.IsNaN(second) && radius >= 1) return new Forecast(double.PositiveInfinity, radius, steps);
        var relative = second / first / first;
        return new Forecast(double.IsNaN(relative) ? double.NaN : Math.Sqrt(Math.Max(0, relative - 1)), radius, steps);
    }

    private enum Order
    {
        First,
        Second,
        Steps,
    }

    // Gauss-Seidel in the order of distance, there and back.
    private static double Solve(BiasedChain biased, int[] inner, Order what, int sweeps, double[] value, CancellationToken cancellation)
    {
        var chain = biased.Chain;
        var end = what == Order.Steps ? 0 : 1;
        for (var s = 0; s < value.Length; s++) value[s] = chain.Down[s] ? end : 0;
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            var change = 0.0;
            for (var i = 0; i < inner.Length; i++)
            {
                var s = inner[sweep % 2 == 0 ? i : inner.Length - 1 - i];
                var sum = Row(biased, s, what, value);
                if (sum > 0) change = Math.Max(change, Math.Abs(sum - value[s]) / sum);
                value[s] = sum;
            }

            // Beyond any moment of a weight: it grows without end.
            if (!(change < double.PositiveInfinity) || (inner.Length > 0 && value[inner[0]] > Endless)) return double.NaN;
            if (change < Settled) return Row(biased, chain.Start, what, value);
        }

        return double.NaN;
    }

    private static double Row(BiasedChain biased, int state, Order what, double[] value)
    {
        var (chain, sum) = (biased.Chain, what == Order.Steps ? 1.0 : 0.0);
        for (var k = chain.Starts[state]; k < chain.Starts[state + 1]; k++)
        {
            if (biased.Factors[k] == 0) continue;
            var p = chain.Probabilities[k];
            sum += value[chain.Targets[k]] * what switch { Order.First => p, Order.Second => p * biased.Factors[k], _ => p / biased.Factors[k] };
        }

        return sum;
    }

    // Power iteration from a vector of nearly the right shape, shifted by the identity so that it settles on periodic classes too.
    private static double Radius(BiasedChain biased, int[] inner, double[] start, CancellationToken cancellation)
    {
        var (x, y, radius) = ((double[])start.Clone(), new double[start.Length], 0.0);
        for (var s = 0; s < x.Length; s++) x[s] = biased.Chain.Down[s] ? 0 : x[s];
        for (var step = 0; step < PowerSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (before, after) = (0.0, 0.0);
            foreach (var s in inner)
            {
                before += x[s];
                after += y[s] = x[s] + Row(biased, s, Order.Second, x);
            }

            if (!(after > 0) || !double.IsFinite(after)) return radius;
            foreach (var s in inner) y[s] /= after;
            (x, y, radius) = (y, x, (after / before) - 1);
        }

        return radius;
    }
}
