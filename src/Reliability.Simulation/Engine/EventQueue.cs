namespace Reliability.Simulation.Engine;

/// <summary>
/// The times at which general delays end, and which comes first; of equal times the one of the lowest index. Few are searched through, many stand in a tree of
/// winners: O(log n) a change. Allocates nothing after it is made. Not thread-safe.
/// </summary>
internal sealed class EventQueue
{
    private const int MostSearched = 8;

    private readonly double[] due;
    private readonly int[] winners;
    private readonly int leaves;

    public EventQueue(int count)
    {
        due = new double[count];
        leaves = count <= MostSearched ? 0 : (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count);
        winners = new int[2 * leaves];
        Clear();
    }

    /// <summary>When the delay of an event ends; infinite while it does not run.</summary>
    public double this[int index]
    {
        get => due[index];
        set
        {
            due[index] = value;
            if (leaves == 0) return;
            for (var node = (leaves + index) >> 1; node > 0; node >>= 1) winners[node] = Earlier(winners[2 * node], winners[(2 * node) + 1]);
        }
    }

    /// <summary>Ends all.</summary>
    public void Clear()
    {
        Array.Fill(due, double.PositiveInfinity);
        if (leaves == 0) return;
        for (var k = 0; k < leaves; k++) winners[leaves + k] = k < due.Length ? k : -1;
        for (var node = leaves - 1; node > 0; node--) winners[node] = Earlier(winners[2 * node], winners[(2 * node) + 1]);
    }

    /// <summary>The event that ends first, if before a limit, which then becomes its time; -1 when none does.</summary>
    public int First(ref double limit)
    {
        var first = -1;
        if (leaves > 0)
        {
            var winner = winners[1];
            if (due[winner] < limit) first = winner;
        }
        else
        {
            var least = limit;
            for (var i = 0; i < due.Length; i++)
            {
                if (due[i] >= least) continue;
                least = due[i];
                first = i;
            }
        }

        if (first >= 0) limit = due[first];
        return first;
    }

    /// <summary>True when no delay runs.</summary>
    public bool IsIdle()
    {
        foreach (var time in due)
        {
            if (time < double.PositiveInfinity) return false;
        }

        return true;
    }

    // Indices ascend from left to right, so the left one wins a draw.
    private int Earlier(int left, int right) => right < 0 || due[left] <= due[right] ? left : right;
}
