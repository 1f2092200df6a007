namespace Reliability.Markov.Chains;

/// <summary>
/// A square sparse matrix of positive rates in compressed rows, without diagonal: 4 bytes an entry for its column, and 8 for its rate, or 2 where there are at
/// most 65,536 distinct rates. Immutable, thread-safe. At most 2³¹ - 1 entries.
/// </summary>
public sealed class SparseRates
{
    private readonly int[] rowStarts;
    private readonly int[] columns;
    private readonly ushort[]? index;
    private readonly double[] values;

    internal SparseRates(int[] rowStarts, int[] columns, ushort[]? index, double[] values) =>
        (this.rowStarts, this.columns, this.index, this.values) = (rowStarts, columns, index, values);

    /// <summary>Number of rows, which is that of columns.</summary>
    public int Count => rowStarts.Length - 1;

    /// <summary>Number of entries.</summary>
    public int EntryCount => columns.Length;

    /// <summary>True when the matrix keeps indices into <see cref="DistinctRates"/>.</summary>
    public bool IsIndexed => index is not null;

    /// <summary>The distinct rates, or the rates of all entries when they are not indexed.</summary>
    public ReadOnlySpan<double> DistinctRates => values;

    /// <summary>Where each row starts among the entries; one more than there are rows.</summary>
    public ReadOnlySpan<int> RowStarts => rowStarts;

    /// <summary>The column of every entry.</summary>
    public ReadOnlySpan<int> Columns => columns;

    /// <summary>The columns of a row.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => columns.AsSpan(rowStarts[row], rowStarts[row + 1] - rowStarts[row]);

    /// <summary>The rate of an entry.</summary>
    public double this[int entry] => index is null ? values[entry] : values[index[entry]];

    /// <summary>Bytes that the matrix takes.</summary>
    public long Bytes => (4L * rowStarts.Length) + (4L * columns.Length) + (index is null ? 0 : 2L * index.Length) + (8L * values.Length);

    /// <summary>The matrix with rows and columns exchanged; columns ascend in each row. O(entries).</summary>
    public SparseRates Transposed()
    {
        var starts = new int[rowStarts.Length];
        foreach (var column in columns) starts[column + 1]++;
        for (var i = 0; i < Count; i++) starts[i + 1] += starts[i];
        var next = (int[])starts.Clone();
        var rows = new int[columns.Length];
        var newIndex = index is null ? null : new ushort[index.Length];
        var newValues = index is null ? new double[values.Length] : values;
        for (var row = 0; row < Count; row++)
        {
            for (var k = rowStarts[row]; k < rowStarts[row + 1]; k++)
            {
                var at = next[columns[k]]++;
                rows[at] = row;
                if (newIndex is null) newValues[at] = values[k];
                else newIndex[at] = index![k];
            }
        }

        return new SparseRates(starts, rows, newIndex, newValues);
    }

    /// <summary>The matrix of a set of states that no entry leaves, numbered in the order given; this matrix when the set is all of it. O(entries).</summary>
    /// <param name="states">The states, ascending.</param>
    /// <param name="place">Scratch: an entry a state of the matrix.</param>
    internal SparseRates Restricted(int[] states, int[] place)
    {
        if (states.Length == Count) return this;
        var starts = new int[states.Length + 1];
        for (var k = 0; k < states.Length; k++)
        {
            place[states[k]] = k;
            starts[k + 1] = starts[k] + rowStarts[states[k] + 1] - rowStarts[states[k]];
        }

        var newColumns = new int[starts[^1]];
        var newIndex = index is null ? null : new ushort[starts[^1]];
        var newValues = index is null ? new double[starts[^1]] : values;
        var at = 0;
        foreach (var state in states)
        {
            for (var k = rowStarts[state]; k < rowStarts[state + 1]; k++, at++)
            {
                newColumns[at] = place[columns[k]];
                if (newIndex is null) newValues[at] = values[k];
                else newIndex[at] = index![k];
            }
        }

        return new SparseRates(starts, newColumns, newIndex, newValues);
    }

    /// <summary>The sum of each row.</summary>
    public double[] RowSums()
    {
        var sums = new double[Count];
        for (var row = 0; row < sums.Length; row++)
        {
            var sum = 0.0;
            for (var k = rowStarts[row]; k < rowStarts[row + 1]; k++) sum += this[k];
            sums[row] = sum;
        }

        return sums;
    }

    /// <summary>Runs a loop over the entries with the way in which this matrix keeps its rates.</summary>
    internal TResult Run<TLoop, TResult>(TLoop loop)
        where TLoop : IRateLoop<TResult> => index is null ? loop.Run(new DirectRates(values)) : loop.Run(new IndexedRates(index, values));
}
