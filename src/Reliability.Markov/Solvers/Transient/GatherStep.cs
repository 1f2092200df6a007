using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        if (x.Length < rows.Count || y.Length < rows.Count) throw new ArgumentException("As many numbers as states are expected.");
        var starts = rows.RowStarts;
        // Columns are numbers of rows, hence places in x: nothing is left to check entry by entry.
        ref var column = ref MemoryMarshal.GetReference(rows.Columns);
        ref var from = ref MemoryMarshal.GetArrayDataReference(x);
        var to = y;
        var (high, low) = (stays.High, stays.Low);
        var k = 0;
        for (var row = 0; row < to.Length; row++)
        {
            var end = starts[row + 1];
            // Two halves: less rounding, and half as many products wait for the one before them.
            var (even, odd) = (0.0, 0.0);
            for (; k < end - 1; k += 2)
            {
                even = Math.FusedMultiplyAdd(rates[k], Unsafe.Add(ref from, Unsafe.Add(ref column, k)), even);
                odd = Math.FusedMultiplyAdd(rates[k + 1], Unsafe.Add(ref from, Unsafe.Add(ref column, k + 1)), odd);
            }

            if (k < end)
            {
                even = Math.FusedMultiplyAdd(rates[k], Unsafe.Add(ref from, Unsafe.Add(ref column, k)), even);
                k++;
            }

            var stay = Unsafe.Add(ref from, row);
            to[row] = Math.FusedMultiplyAdd(stay, high[row], Math.FusedMultiplyAdd(even + odd, perRate, stay * low[row]));
        }

        return true;
    }
}
