using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// x P - x, each sum in two parts (products by FMA and sums by Knuth), so that what cancels leaves its digits. Yields the least and the greatest entry beside x; nothing finite where
/// an entry grows out of zero or is too small for products in two parts.
/// </summary>
/// <param name="rows">The rates that a step gathers.</param>
/// <param name="stays">The diagonal of P.</param>
/// <param name="perRate">1/q.</param>
/// <param name="x">x.</param>
/// <param name="change">Receives x P - x.</param>
internal readonly struct StepChange(SparseRates rows, StayShares stays, double perRate, double[] x, double[] change) : IRateLoop<(double Least, double Greatest)>
{
    /// <summary>The least entry other than zero of which products have two parts.</summary>
    public const double LeastNumber = 1e-270;

    public (double Least, double Greatest) Run<TRates>(TRates rates)
        where TRates : struct, IRates
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        var starts = rows.RowStarts;
        var columns = rows.Columns;
        for (var i = 0; i < x.Length; i++)
        {
            var (sum, rest) = (0.0, 0.0);
            for (var k = starts[i]; k < starts[i + 1]; k++) Add(ref sum, ref rest, rates[k], x[columns[k]]);
            if (x[i] == 0 && sum == 0) continue;
            if (x[i] < LeastNumber) return (double.NegativeInfinity, double.PositiveInfinity);
            var (moved, movedRest) = (0.0, rest * perRate);
            Add(ref moved, ref movedRest, sum, perRate);
            Add(ref moved, ref movedRest, stays.High[i], x[i]);
            Add(ref moved, ref movedRest, -1, x[i]);
            change[i] = moved + (movedRest + (stays.Low[i] * x[i]));
            var ratio = change[i] / x[i];
            least = Math.Min(least, ratio);
            greatest = Math.Max(greatest, ratio);
        }

        return least > greatest ? (0, 0) : (least, greatest);
    }

    private static void Add(ref double sum, ref double rest, double a, double b)
    {
        var product = a * b;
        var next = sum + product;
        var part = next - sum;
        rest += Math.FusedMultiplyAdd(a, b, -product) + (sum - (next - part)) + (product - part);
        sum = next;
    }
}
