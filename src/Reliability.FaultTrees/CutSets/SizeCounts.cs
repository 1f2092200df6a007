using System.Numerics;

namespace Reliability.FaultTrees;

/// <summary>How many sets of each size a node of a family holds, kept only between the smallest and the largest size present.</summary>
/// <param name="Smallest">The smallest size present.</param>
/// <param name="Counts">The counts from that size up; empty for no set at all.</param>
internal readonly record struct SizeCounts(int Smallest, BigInteger[] Counts)
{
    public int Largest => Smallest + Counts.Length - 1;

    /// <summary>Joins the sets of one node with those of another after each of the latter gained a member; the two do not overlap.</summary>
    public static SizeCounts Join(SizeCounts low, SizeCounts high)
    {
        int smallest = high.Smallest + 1;
        int largest = high.Largest + 1;
        if (low.Counts.Length > 0)
        {
            smallest = Math.Min(smallest, low.Smallest);
            largest = Math.Max(largest, low.Largest);
        }

        var counts = new BigInteger[largest - smallest + 1];
        for (int i = 0; i < low.Counts.Length; i++) counts[low.Smallest - smallest + i] = low.Counts[i];
        for (int i = 0; i < high.Counts.Length; i++) counts[high.Smallest + 1 - smallest + i] += high.Counts[i];
        return new SizeCounts(smallest, counts);
    }
}
