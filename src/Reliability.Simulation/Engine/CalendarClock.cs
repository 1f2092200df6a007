namespace Reliability.Simulation.Engine;

/// <summary>When the instants of a plan's calendar come, each time from its number: nothing adds up. Not thread-safe.</summary>
internal sealed class CalendarClock
{
    private const double SameTime = 1e-13;

    private readonly SimulationPlan plan;
    private readonly long[] occurrences;
    private readonly EventQueue next;
    private readonly int[] together;

    public CalendarClock(SimulationPlan plan)
    {
        this.plan = plan;
        occurrences = new long[plan.Instants.Length];
        next = new EventQueue(plan.Instants.Length);
        together = new int[plan.Instants.Length];
    }

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => occurrences.Length == 0;

    /// <summary>Begins at time zero.</summary>
    public void Begin()
    {
        Array.Clear(occurrences);
        for (var i = 0; i < occurrences.Length; i++) next[i] = Occurrence(i);
    }

    /// <summary>Lowers a limit to the time of the next instant.</summary>
    public void First(ref double limit)
    {
        if (!IsEmpty) next.First(ref limit);
    }

    /// <summary>The instants that come now, and will come again: those that differ by rounding only together, in the order of the model.</summary>
    public ReadOnlySpan<int> Take(double now)
    {
        var after = Math.BitIncrement(now * (1 + SameTime));
        var count = 0;
        for (var limit = after; next.First(ref limit) is var i && i >= 0; limit = after)
        {
            occurrences[i]++;
            next[i] = Occurrence(i);
            together[count++] = i;
        }

        together.AsSpan(0, count).Sort();
        return together.AsSpan(0, count);
    }

    // What differs from a mark by rounding only is at the mark.
    private double Occurrence(int i)
    {
        var at = plan.Offsets[i] + (occurrences[i] * plan.Periods[i]);
        var found = Array.BinarySearch(plan.Marks, at);
        if (found >= 0) return at;
        var above = ~found;
        if (above < plan.Marks.Length && plan.Marks[above] - at <= SameTime * at) return plan.Marks[above];
        return above > 0 && at - plan.Marks[above - 1] <= SameTime * at ? plan.Marks[above - 1] : at;
    }
}
