using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// y = M x with M = I + A/q, A the generator or its transpose: each entry of y gathers from the row of its own, so that it is written once. Sums of positive
/// numbers, but for the correction of the diagonal, which is below the rounding of a number.
/// </summary>
internal readonly struct GatherStep(SparseRates rows, StayShares stays, double perRate, double[] x, double[] y) : IRateLoop<bool>
{
    public bool Run<TRates>(TRates rates)
        where TRates : struct, IRates
    {
        var starts = rows.RowStarts;
        var columns = rows.Columns;
        var from = x.AsSpan();
        var to = y.AsSpan();
        var (high, low) = (stays.High, stays.Low);
        var k = 0;
        for (var row = 0; row < to.Length; row++)
        {
            var end = starts[row + 1];
            var sum = 0.0;
            for (; k < end; k++) sum += rates[k] * from[columns[k]];
            to[row] = Math.FusedMultiplyAdd(from[row], high[row], (sum * perRate) + (from[row] * low[row]));
        }

        return true;
    }
}
