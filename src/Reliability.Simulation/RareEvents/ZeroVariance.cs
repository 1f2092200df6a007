namespace Reliability.Simulation.RareEvents;

/// <summary>
/// Approximations of the probability to reach the down states before the stop states. The zero-variance change of measure takes jumps in proportion to their rate
/// times this; any positive approximation gives unbiased estimates, a good one nearly constant weights.
/// </summary>
internal static class ZeroVariance
{
    private const double Settled = 1e-3;
    private const int MostSweeps = 2000;

    /// <summary>
    /// The probability of the likeliest way (Dijkstra on -ln p against the arrows; the approximation by one path of L'Ecuyer and Tuffin), raised from below by some
    /// sweeps of v(x) = Σ p(x, y) v(y), nearest states first. Not a solution: it stops when a sweep changes little or costs too much.
    /// </summary>
    /// <param name="chain">The chain.</param>
    /// <param name="work">About how many entries may be visited.</param>
    /// <param name="cancellation">Ends it.</param>
    public static double[] Values(JumpChain chain, long work, CancellationToken cancellation)
    {
        var value = LikeliestWay(chain);
        var order = Enumerable.Range(0, chain.Count).Where(s => !chain.Down[s] && !chain.Stop[s] && chain.Distance[s] != JumpChain.Unreachable).ToArray();
        Array.Sort(order.Select(s => chain.Distance[s]).ToArray(), order);
        var sweeps = (int)Math.Clamp(work / Math.Max(1, chain.Targets.Length), 1, MostSweeps);
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            var change = 0.0;
            // There and back, as news travels from the down states outwards and from everywhere to the start.
            for (var i = 0; i < order.Length; i++)
            {
                var s = order[sweep % 2 == 0 ? i : order.Length - 1 - i];
                var (sum, own) = (0.0, 0.0);
                for (var k = chain.Starts[s]; k < chain.Starts[s + 1]; k++)
                {
                    if (chain.Targets[k] == s) own += chain.Probabilities[k];
                    else sum += chain.Probabilities[k] * value[chain.Targets[k]];
                }

                sum /= 1 - own;
                change = Math.Max(change, Math.Abs(sum - value[s]) / sum);
                value[s] = Math.Max(sum, 1e-300);
            }

            if (change < Settled) break;
        }

        return value;
    }

    /// <summary>Biased probabilities of one row; those of the chain itself where no jump can lead to failure.</summary>
    public static void Apply(JumpChain chain, int state, ReadOnlySpan<double> value, Span<double> biased)
    {
        var (begin, sum) = (chain.Starts[state], 0.0);
        for (var k = 0; k < biased.Length; k++) sum += biased[k] = chain.Probabilities[begin + k] * value[chain.Targets[begin + k]];
        for (var k = 0; k < biased.Length; k++) biased[k] = sum > 0 ? biased[k] / sum : chain.Probabilities[begin + k];
    }

    private static double[] LikeliestWay(JumpChain chain)
    {
        var (sources, open) = (new List<(int Source, double Cost)>[chain.Count], new PriorityQueue<int, double>());
        for (var s = 0; s < chain.Count; s++)
        {
            if (chain.Down[s] || chain.Stop[s]) continue;
            for (var k = chain.Starts[s]; k < chain.Starts[s + 1]; k++) (sources[chain.Targets[k]] ??= []).Add((s, -Math.Log(chain.Probabilities[k])));
        }

        var cost = new double[chain.Count];
        for (var s = 0; s < chain.Count; s++)
        {
            cost[s] = chain.Down[s] ? 0 : double.PositiveInfinity;
            if (chain.Down[s]) open.Enqueue(s, 0);
        }

        while (open.TryDequeue(out var t, out var reached))
        {
            if (reached > cost[t] || sources[t] is not { } into) continue;
            foreach (var (source, more) in into)
            {
                if (!(reached + more < cost[source])) continue;
                cost[source] = reached + more;
                open.Enqueue(source, cost[source]);
            }
        }

        // A stop state is worth nothing, even if it is the start; far states keep the least positive worth, never none.
        return [.. cost.Select((c, s) => chain.Stop[s] || double.IsInfinity(c) ? 0 : Math.Max(Math.Exp(-c), 1e-300))];
    }
}
