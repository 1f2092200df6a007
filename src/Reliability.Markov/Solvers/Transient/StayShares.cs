namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// The diagonal of I + A/q, each entry in two parts, so that with the products of rates and 1/q as they are formed every row sums to one far beyond the
/// precision of a number. A fault of 1e-16 in a row would return in every step, in the same direction, and become 1e-8 after 1e8 steps.
/// </summary>
internal sealed class StayShares
{
    /// <summary>The diagonal for a generator and 1/q.</summary>
    public StayShares(SubGenerator generator, double perRate)
    {
        (High, Low) = (new double[generator.Count], new double[generator.Count]);
        var rates = generator.Rates;
        var starts = rates.RowStarts;
        for (var i = 0; i < High.Length; i++)
        {
            var (total, lost) = (generator.Outward[i], 0.0);
            for (var k = starts[i]; k < starts[i + 1]; k++)
            {
                var next = total + rates[k];
                lost += total >= rates[k] ? total - next + rates[k] : rates[k] - next + total;
                total = next;
            }

            // 1 - total/q = High + Low, with the rounding of the product and of the difference in Low.
            var share = total * perRate;
            High[i] = 1 - share;
            Low[i] = 1 - High[i] - share - Math.FusedMultiplyAdd(total, perRate, -share) - (lost * perRate);
        }
    }

    /// <summary>The shares as numbers.</summary>
    public double[] High { get; }

    /// <summary>What the numbers leave out.</summary>
    public double[] Low { get; }
}
