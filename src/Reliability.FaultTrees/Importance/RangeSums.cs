namespace Reliability.FaultTrees;

/// <summary>Adds amounts over ranges of positions and reads the total at a position: a segment tree, which only ever adds.</summary>
internal sealed class RangeSums(int length)
{
    private readonly double[] _sums = new double[2 * Math.Max(1, length)];
    private readonly int _length = Math.Max(1, length);

    /// <summary>Adds an amount at positions from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public void Add(int start, int end, double amount)
    {
        if (amount == 0) return;
        start += _length;
        end += _length;
        while (start < end)
        {
            if ((start & 1) == 1) _sums[start++] += amount;
            if ((end & 1) == 1) _sums[--end] += amount;
            start >>= 1;
            end >>= 1;
        }
    }

    public double At(int position)
    {
        double sum = 0;
        for (int i = position + _length; i > 0; i >>= 1) sum += _sums[i];
        return sum;
    }
}
