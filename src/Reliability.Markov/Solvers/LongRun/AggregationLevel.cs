using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// One step of coarsening: the chain between groups of states under given probabilities within the groups, c_ab = Σ_{i in a} w_i Σ_{j in b} q_ij with
/// w_i = x_i / Σ_a x. The pattern is found once; its numbers are refreshed by one pass over the finer matrix.
/// </summary>
internal sealed class AggregationLevel
{
    private readonly SparseRates fine;
    private readonly int[] coarseEntry;
    private readonly double[] values;
    private readonly bool transposed;

    /// <summary>Finds the pattern.</summary>
    /// <param name="fine">The finer matrix by rows.</param>
    /// <param name="groupOf">The group of every state.</param>
    /// <param name="count">Number of groups.</param>
    /// <param name="transposed">True when rows are targets, so that the source of an entry is its column.</param>
    /// <param name="cancellation">Stops the search.</param>
    public AggregationLevel(SparseRates fine, int[] groupOf, int count, bool transposed, CancellationToken cancellation)
    {
        (this.fine, GroupOf, this.transposed) = (fine, groupOf, transposed);
        var n = fine.Count;
        var members = new int[n];
        var memberStarts = new int[count + 1];
        foreach (var g in groupOf) memberStarts[g + 1]++;
        for (var g = 0; g < count; g++) memberStarts[g + 1] += memberStarts[g];
        var next = (int[])memberStarts.Clone();
        for (var i = 0; i < n; i++) members[next[groupOf[i]]++] = i;
        coarseEntry = GC.AllocateUninitializedArray<int>(fine.EntryCount);
        var columns = new List<int>();
        var starts = new int[count + 1];
        var place = next;
        Array.Fill(place, -1);
        var fineStarts = fine.RowStarts;
        var fineColumns = fine.Columns;
        for (var g = 0; g < count; g++)
        {
            if ((g & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            for (var m = memberStarts[g]; m < memberStarts[g + 1]; m++)
            {
                for (var k = fineStarts[members[m]]; k < fineStarts[members[m] + 1]; k++)
                {
                    var target = groupOf[fineColumns[k]];
                    if (target == g)
                    {
                        coarseEntry[k] = -1;
                        continue;
                    }

                    if (place[target] < starts[g])
                    {
                        place[target] = columns.Count;
                        columns.Add(target);
                    }

                    coarseEntry[k] = place[target];
                }
            }

            starts[g + 1] = columns.Count;
        }

        values = new double[columns.Count];
        Coarse = ChainOperator.Create(new SparseRates(starts, [.. columns], null, values), new double[count]);
        Vector = new double[count];
        Sums = new double[count];
        RightSide = transposed ? [] : new double[count];
        Share = new double[n];
    }

    /// <summary>The group of every finer state.</summary>
    public int[] GroupOf { get; }

    /// <summary>The coarser chain, in the same orientation as the finer one.</summary>
    public ChainOperator Coarse { get; }

    /// <summary>Its unknowns.</summary>
    public double[] Vector { get; }

    /// <summary>The total probability of each group when the numbers were refreshed.</summary>
    public double[] Sums { get; }

    /// <summary>The right side of the coarse adjoint equation; empty for balance.</summary>
    public double[] RightSide { get; }

    /// <summary>w_i.</summary>
    public double[] Share { get; }

    /// <summary>Refreshes the coarse numbers from the finer probabilities.</summary>
    public void Refresh(double[] x)
    {
        // A state that is all but impossible still has its say in where its group leads: no group may seem to be left never, or, for additive corrections, too rarely.
        var leastShare = transposed ? 1e-200 : 1e-10;
        Array.Clear(Sums);
        for (var i = 0; i < x.Length; i++) Sums[GroupOf[i]] += x[i];
        for (var i = 0; i < x.Length; i++)
        {
            var sum = Sums[GroupOf[i]];
            Share[i] = sum > 0 ? Math.Max(x[i] / sum, leastShare) : 1;
        }

        Array.Clear(values);
        fine.Run<Sum, int>(new Sum(fine, coarseEntry, values, Share, transposed));
        var d = Coarse.Diagonal;
        Array.Clear(d);
        var starts = Coarse.Matrix.RowStarts;
        var columns = Coarse.Matrix.Columns;
        for (var g = 0; g < d.Length; g++)
        {
            for (var k = starts[g]; k < starts[g + 1]; k++) d[transposed ? columns[k] : g] += values[k];
        }
    }

    private readonly struct Sum(SparseRates fine, int[] coarseEntry, double[] values, double[] share, bool transposed) : IRateLoop<int>
    {
        public int Run<TRates>(TRates rates)
            where TRates : struct, IRates
        {
            var starts = fine.RowStarts;
            var columns = fine.Columns;
            for (var i = 0; i < share.Length; i++)
            {
                var end = starts[i + 1];
                for (var k = starts[i]; k < end; k++)
                {
                    var at = coarseEntry[k];
                    if (at >= 0) values[at] += rates[k] * share[transposed ? columns[k] : i];
                }
            }

            return 0;
        }
    }
}
