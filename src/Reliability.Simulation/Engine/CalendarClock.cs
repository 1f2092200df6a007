namespace Reliability.Simulation.Engine;

/// <summary>When the instants of a plan's calendar come, each time from its number: nothing adds up. Not thread-safe.</summary>
internal sealed class CalendarClock
{
    private const double SameTime = 1e-13;

    private readonly double[] offsets;
    private readonly double[] periods;
    private readonly double[] marks;
    private readonly long[] occurrences;
    private readonly int[] marksBefore;
    private readonly EventQueue due;
    private readonly int[] together;
    private int first;
    private double next;

    public CalendarClock(SimulationPlan plan)
    {
        (offsets, periods, marks) = (plan.Offsets, plan.Periods, plan.Marks);
        occurrences = new long[plan.Instants.Length];
        marksBefore = new int[plan.Instants.Length];
        due = new EventQueue(plan.Instants.Length);
        together = new int[plan.Instants.Length];
    }

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => occurrences.Length == 0;

    /// <summary>When the next instant comes, in hours; infinite when none does.</summary>
    public double Next => next;

    /// <summary>Begins at time zero.</summary>
    public void Begin()
    {
        Array.Clear(occurrences);
        Array.Clear(marksBefore);
        for (var i = 0; i < occurrences.Length; i++) due[i] = Occurrence(i);
        Find();
    }

    /// <summary>The instants that come now, at the time of the next one, and will come again: those that differ by rounding only together, in the order of the model.</summary>
    public ReadOnlySpan<int> Take()
    {
        var after = Math.BitIncrement(next * (1 + SameTime));
        var count = 0;
        while (next < after)
        {
            occurrences[first]++;
            due[first] = Occurrence(first);
            together[count++] = first;
            Find();
        }

        if (count > 1) together.AsSpan(0, count).Sort();
        return together.AsSpan(0, count);
    }

    private void Find()
    {
        next = double.PositiveInfinity;
        first = due.First(ref next);
    }

    // What differs from a mark by rounding only is at the mark.
    private double Occurrence(int i)
    {
        var at = offsets[i] + (occurrences[i] * periods[i]);
        ref var above = ref marksBefore[i];
        while (above < marks.Length && marks[above] < at) above++;
        if (above < marks.Length && marks[above] - at <= SameTime * at) return marks[above];
        return above > 0 && at - marks[above - 1] <= SameTime * at ? marks[above - 1] : at;
    }
}
