using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// A generator, or the part of one that stays inside a set of states: the rates inside, and for every state the total rate out of it, those out of the set
/// counted. Immutable but for what is made when first asked for; not thread-safe.
/// </summary>
internal sealed class SubGenerator
{
    private SparseRates? transposed;
    private (double PerRate, StayShares Shares)? stays;

    private SubGenerator(SparseRates rates, double[] totals, double[] outward)
    {
        (Rates, Totals, Outward) = (rates, totals, outward);
        foreach (var total in totals) FastestRate = Math.Max(FastestRate, total);
        // Loops over entries rely on it.
        foreach (var column in rates.Columns) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)rates.Count);
        var starts = rates.RowStarts;
        for (var i = 0; i < rates.Count; i++) WidestRow = Math.Max(WidestRow, starts[i + 1] - starts[i]);
    }

    /// <summary>The rates inside the set.</summary>
    public SparseRates Rates { get; }

    /// <summary>The rates inside the set, with rows and columns exchanged.</summary>
    public SparseRates Transposed => transposed ??= Rates.Transposed();

    /// <summary>The total rate out of each state.</summary>
    public double[] Totals { get; }

    /// <summary>The rate out of the set from each state.</summary>
    public double[] Outward { get; }

    /// <summary>Number of states.</summary>
    public int Count => Totals.Length;

    /// <summary>The greatest total rate.</summary>
    public double FastestRate { get; }

    /// <summary>The greatest number of entries in a row.</summary>
    public int WidestRow { get; }

    /// <summary>The diagonal of I + A/q for 1/q; the last is kept.</summary>
    public StayShares Stays(double perRate)
    {
        if (stays is not { } known || known.PerRate != perRate) stays = known = (perRate, new StayShares(this, perRate));
        return known.Shares;
    }

    /// <summary>The generator of a whole chain.</summary>
    public static SubGenerator Whole(MarkovChain chain) => new(chain.Rates, chain.ExitRates.ToArray(), new double[chain.StateCount]);

    /// <summary>The part inside a set of states, in their order.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="inside">For every state of the chain, whether it is in the set.</param>
    /// <param name="states">The states of the set.</param>
    public static SubGenerator Restrict(MarkovChain chain, bool[] inside, out int[] states)
    {
        states = [.. Enumerable.Range(0, chain.StateCount).Where(s => inside[s])];
        var place = new int[chain.StateCount];
        for (var k = 0; k < states.Length; k++) place[states[k]] = k;
        var builder = new SparseRatesBuilder();
        var (totals, outward) = (new double[states.Length], new double[states.Length]);
        var starts = chain.Rates.RowStarts;
        for (var k = 0; k < states.Length; k++)
        {
            for (var e = starts[states[k]]; e < starts[states[k] + 1]; e++)
            {
                var target = chain.Rates.Columns[e];
                var rate = chain.Rates[e];
                if (inside[target]) builder.Add(place[target], rate);
                else outward[k] += rate;
            }

            totals[k] = chain.ExitRate(states[k]);
            builder.EndRow();
        }

        return new SubGenerator(builder.Build(), totals, outward);
    }
}
