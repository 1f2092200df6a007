using System.Runtime.InteropServices;

namespace Reliability.Markov.Chains;

/// <summary>
/// Writes a <see cref="SparseRates"/> row by row, each entry once, into chunks that never move; few distinct rates are kept as indices. Not thread-safe.
/// </summary>
internal sealed class SparseRatesBuilder
{
    private const int ChunkBits = 18;
    private const int ChunkSize = 1 << ChunkBits;
    private const int MaximumDistinct = ushort.MaxValue + 1;
    private const int RecentCount = 256;

    private readonly List<int[]> columnChunks = [];
    private readonly List<ushort[]> indexChunks = [];
    private readonly List<double[]> valueChunks = [];
    private readonly List<int> rowStarts = [0];
    private readonly Dictionary<double, int> numberOf = [];
    private readonly List<double> distinct = [];
    private readonly double[] recentRates = new double[RecentCount];
    private readonly ushort[] recentNumbers = new ushort[RecentCount];
    private bool indexed = true;
    private int count;

    /// <summary>Number of rows written.</summary>
    public int RowCount => rowStarts.Count - 1;

    /// <summary>Number of entries written.</summary>
    public int EntryCount => count;

    /// <summary>Adds an entry to the row that is being written; <c>false</c> when there is no room for another.</summary>
    public bool Add(int column, double rate)
    {
        if (count == Array.MaxLength) return false;
        var place = count & (ChunkSize - 1);
        if (place == 0) AddChunk();
        columnChunks[^1][place] = column;
        if (!indexed) valueChunks[^1][place] = rate;
        else if (Number(rate) is var number && number >= 0) indexChunks[^1][place] = (ushort)number;
        else
        {
            GiveUpIndex();
            valueChunks[^1][place] = rate;
        }

        count++;
        return true;
    }

    /// <summary>Ends the row that is being written.</summary>
    public void EndRow() => rowStarts.Add(count);

    /// <summary>The matrix; the builder is empty afterwards.</summary>
    public SparseRates Build()
    {
        int[] starts = [.. rowStarts];
        rowStarts.Clear();
        var columns = Join(columnChunks, count);
        return indexed
            ? new SparseRates(starts, columns, Join(indexChunks, count), [.. distinct])
            : new SparseRates(starts, columns, null, Join(valueChunks, count));
    }

    private void AddChunk()
    {
        columnChunks.Add(GC.AllocateUninitializedArray<int>(ChunkSize));
        if (indexed) indexChunks.Add(GC.AllocateUninitializedArray<ushort>(ChunkSize));
        else valueChunks.Add(GC.AllocateUninitializedArray<double>(ChunkSize));
    }

    private int Number(double rate)
    {
        var bits = BitConverter.DoubleToUInt64Bits(rate);
        var slot = (int)((bits * 0x9E3779B97F4A7C15UL) >> 56);
        if (recentRates[slot] == rate) return recentNumbers[slot];
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(numberOf, rate, out var exists);
        if (!exists)
        {
            if (distinct.Count == MaximumDistinct) return -1;
            known = distinct.Count;
            distinct.Add(rate);
        }

        recentRates[slot] = rate;
        recentNumbers[slot] = (ushort)known;
        return known;
    }

    private void GiveUpIndex()
    {
        indexed = false;
        for (var c = 0; c < indexChunks.Count; c++)
        {
            var values = GC.AllocateUninitializedArray<double>(ChunkSize);
            var numbers = indexChunks[c];
            var used = Math.Min(ChunkSize, count - (c << ChunkBits));
            for (var k = 0; k < used; k++) values[k] = distinct[numbers[k]];
            valueChunks.Add(values);
            indexChunks[c] = [];
        }

        indexChunks.Clear();
        numberOf.Clear();
    }

    // Chunks are let go one by one as they are copied.
    private static T[] Join<T>(List<T[]> chunks, int count)
    {
        var joined = GC.AllocateUninitializedArray<T>(count);
        for (var c = 0; c < chunks.Count; c++)
        {
            var from = c << ChunkBits;
            Array.Copy(chunks[c], 0, joined, from, Math.Min(ChunkSize, count - from));
            chunks[c] = [];
        }

        chunks.Clear();
        return joined;
    }
}
