namespace Reliability.Simulation.Statistics;

/// <summary>
/// Order statistics of a sample of which only a few are asked for: each is selected among what lies between those found before, in expected O(n) for the first and less for each that follows, where sorting
/// millions takes longer than simulating them on several threads. Source: C. A. R. Hoare, "Algorithm 65: find", Communications of the ACM 4 (1961) 321. Not thread-safe.
/// </summary>
/// <param name="values">The sample, no number of which is NaN; it is put into another order.</param>
internal sealed class OrderedSample(double[] values)
{
    // Below so many, sorting is quicker.
    private const int Few = 32;

    // What lies before each of these places is not greater than what lies from there on. Ascending.
    private readonly List<int> bounds = [0, values.Length];

    /// <summary>Number of observations.</summary>
    public int Count => values.Length;

    /// <summary>The observation at a place of the ascending order, counted from 0.</summary>
    public double this[int place]
    {
        get
        {
            while (true)
            {
                var found = bounds.BinarySearch(place);
                var above = found >= 0 ? found + 1 : ~found;
                var (from, to) = (bounds[above - 1], bounds[above]);
                if (to - from == 1) return values[place];
                if (to - from <= Few)
                {
                    values.AsSpan(from, to - from).Sort();
                    return values[place];
                }

                var (less, more) = Partition(from, to);
                if (place >= less && place < more) return values[place];
                if (more < to) bounds.Insert(above, more);
                if (less > from) bounds.Insert(above, less);
            }
        }
    }

    // Less than a middle one, equal, and greater. The middle of nine, so that sorted and other patterns do no harm.
    private (int Less, int More) Partition(int from, int to)
    {
        Span<double> some = stackalloc double[9];
        for (var i = 0; i < some.Length; i++) some[i] = values[from + (int)((long)(to - from - 1) * i / (some.Length - 1))];
        some.Sort();
        var pivot = some[4];
        var (less, at, more) = (from, from, to);
        while (at < more)
        {
            var value = values[at];
            if (value < pivot) (values[less++], values[at++]) = (value, values[less - 1]);
            else if (value > pivot) (values[--more], values[at]) = (value, values[more]);
            else at++;
        }

        return (less, more);
    }
}
