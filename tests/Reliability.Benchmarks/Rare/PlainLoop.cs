using Reliability.Markov.Chains;
using Reliability.Simulation.Random;

namespace Reliability.Benchmarks.Rare;

/// <summary>The loop that one writes by hand for a small chain: arrays, sums of rates, a search by subtraction.</summary>
internal sealed class PlainLoop
{
    private readonly double[][] rates;
    private readonly int[][] targets;
    private readonly double[] exit;
    private readonly bool[] down;

    public PlainLoop(MarkovChain chain, bool[] down)
    {
        this.down = down;
        rates = [.. Enumerable.Range(0, chain.StateCount).Select(s => chain.Row(s).ToArray().Select(t => t.Rate).ToArray())];
        targets = [.. Enumerable.Range(0, chain.StateCount).Select(s => chain.Row(s).ToArray().Select(t => t.Target).ToArray())];
        exit = [.. chain.ExitRates];
    }

    public (double Down, double Hours, long Outages) Play(long transitions, ref Xoshiro256PlusPlus random)
    {
        var (state, hours, downHours, outages) = (0, 0.0, 0.0, 0L);
        for (var i = 0L; i < transitions; i++)
        {
            var stay = Variates.StandardExponential(ref random) / exit[state];
            hours += stay;
            if (down[state]) downHours += stay;
            var row = rates[state];
            var u = random.NextDouble() * exit[state];
            var k = 0;
            while (k < row.Length - 1 && u >= row[k]) u -= row[k++];
            var next = targets[state][k];
            if (down[next] && !down[state]) outages++;
            state = next;
        }

        return (downHours, hours, outages);
    }
}
