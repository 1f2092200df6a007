using System.Numerics;
using System.Runtime.InteropServices;
using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// States that have the same long-run probability, found without any probability: the coarsest partition in which all states of a class are left over the same
/// rates and entered from every class over the same rates (exact lumpability: Schweitzer, 1984; Buchholz, Journal of Applied Probability 31, 1994). Rotations and
/// exchanges of equal components appear as such classes however the model is written. The distribution is uniform within each class, and the classes make up a
/// chain of their own. Found by colour refinement with 64-bit colours; then every state is compared with the first of its class, rate by rate, so that the
/// answer does not rest on colours.
/// </summary>
internal sealed class EqualStates
{
    private const int MostRounds = 200;

    // Colours that multiply in each round, or become settled fast, are worth following; where a border moves in by one state a round there is no end in sight.
    private const double Multiplies = 1.3;
    private const double Settles = 0.6;
    private const int SlowRounds = 6;

    // Short lists are sorted by insertion.
    private const int MostInserted = 40;

    // A class of fewer than this many states on average does not pay for the search of the classes.
    private const double LeastGain = 1.4;

    private EqualStates(int[] classOf, int[] sizes, int[] first) => (ClassOf, Sizes, First) = (classOf, sizes, first);

    /// <summary>The class of every state; classes are numbered by their first states.</summary>
    public int[] ClassOf { get; }

    /// <summary>Number of states of each class.</summary>
    public int[] Sizes { get; }

    /// <summary>The least state of each class.</summary>
    public int[] First { get; }

    /// <summary>Number of classes.</summary>
    public int Count => Sizes.Length;

    /// <summary>Finds the classes. O(rounds × entries), given up early where colours keep splitting into nearly as many as there are states, or hardly split at all.</summary>
    /// <param name="outgoing">The rates.</param>
    /// <param name="incoming">The rates by targets: row i has the states that lead to i.</param>
    /// <param name="cancellation">Stops between rounds.</param>
    /// <returns>The classes; <c>null</c> where they would not be worth it.</returns>
    public static EqualStates? Find(SparseRates outgoing, SparseRates incoming, CancellationToken cancellation)
    {
        var n = outgoing.Count;
        var colours = new ulong[n];
        var next = new ulong[n];
        outgoing.Run<Round, int>(new Round(outgoing, next, colours));
        var most = (int)(n / LeastGain);
        var table = new ColourTable(most);
        var count = table.Count(colours);
        if (count < 0) return null;
        var (more, slow) = (count, 0);
        for (var round = 1; round <= MostRounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            incoming.Run<Round, int>(new Round(incoming, colours, next));
            (colours, next) = (next, colours);
            var found = table.Count(colours);
            if (found < 0) return null;
            if (found == count) return Verified(outgoing, incoming, colours, cancellation);
            if (found < Multiplies * count && found - count > Settles * more && ++slow > SlowRounds) return null;
            (more, count) = (found - count, found);
        }

        return null;
    }

    /// <summary>
    /// The rates between classes, by targets: from class C into D the rate into one state of D times |D| / |C|. Each carries the roundings of a sum over one row, a
    /// product and a quotient.
    /// </summary>
    /// <param name="incoming">The rates by targets.</param>
    /// <param name="roundings">Receives how many roundings a rate may carry.</param>
    public SparseRates Quotient(SparseRates incoming, out int roundings)
    {
        var builder = new SparseRatesBuilder();
        var sums = new double[Count];
        var touched = new List<int>();
        var longest = 0;
        for (var target = 0; target < Count; target++)
        {
            var (from, to) = (incoming.RowStarts[First[target]], incoming.RowStarts[First[target] + 1]);
            longest = Math.Max(longest, to - from);
            for (var k = from; k < to; k++)
            {
                var source = ClassOf[incoming.Columns[k]];
                if (source == target) continue;
                if (sums[source] == 0) touched.Add(source);
                sums[source] += incoming[k];
            }

            touched.Sort();
            foreach (var source in touched)
            {
                builder.Add(source, sums[source] * Sizes[target] / Sizes[source]);
                sums[source] = 0;
            }

            touched.Clear();
            builder.EndRow();
        }

        roundings = longest + 2;
        return builder.Build();
    }

    /// <summary>The mean over each class of a value a state.</summary>
    public double[] Means(double[] values)
    {
        var means = new double[Count];
        for (var i = 0; i < values.Length; i++) means[ClassOf[i]] += values[i];
        for (var c = 0; c < means.Length; c++) means[c] /= Sizes[c];
        return means;
    }

    private static EqualStates? Verified(SparseRates outgoing, SparseRates incoming, ulong[] colours, CancellationToken cancellation)
    {
        var numbers = new Dictionary<ulong, int>();
        var classOf = new int[colours.Length];
        var sizes = new List<int>();
        var first = new List<int>();
        for (var i = 0; i < colours.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, colours[i], out var known);
            if (!known)
            {
                number = sizes.Count;
                sizes.Add(0);
                first.Add(i);
            }

            classOf[i] = number;
            sizes[number]++;
        }

        var (expected, met) = (new List<(int Class, double Rate)>(), new List<(int Class, double Rate)>());
        var order = StatesByClass(classOf, sizes);
        var at = 0;
        for (var c = 0; c < sizes.Count; c++)
        {
            if ((c & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            Entries(outgoing, incoming, classOf, order[at], expected);
            for (var k = 1; k < sizes[c]; k++)
            {
                Entries(outgoing, incoming, classOf, order[at + k], met);
                if (!CollectionsMarshal.AsSpan(met).SequenceEqual(CollectionsMarshal.AsSpan(expected))) return null;
            }

            at += sizes[c];
        }

        return new EqualStates(classOf, [.. sizes], [.. first]);
    }

    private static int[] StatesByClass(int[] classOf, List<int> sizes)
    {
        var next = new int[sizes.Count];
        for (var c = 1; c < next.Length; c++) next[c] = next[c - 1] + sizes[c - 1];
        var order = new int[classOf.Length];
        for (var i = 0; i < classOf.Length; i++) order[next[classOf[i]]++] = i;
        return order;
    }

    // What states of one class have in common, sorted; rates out of the state, wherever they lead, count as a class of their own.
    private static void Entries(SparseRates outgoing, SparseRates incoming, int[] classOf, int state, List<(int Class, double Rate)> entries)
    {
        entries.Clear();
        for (var k = outgoing.RowStarts[state]; k < outgoing.RowStarts[state + 1]; k++) entries.Add((-1, outgoing[k]));
        for (var k = incoming.RowStarts[state]; k < incoming.RowStarts[state + 1]; k++) entries.Add((classOf[incoming.Columns[k]], incoming[k]));
        if (entries.Count > MostInserted)
        {
            entries.Sort();
            return;
        }

        var span = CollectionsMarshal.AsSpan(entries);
        for (var k = 1; k < span.Length; k++)
        {
            var entry = span[k];
            var at = k;
            for (; at > 0 && (span[at - 1].Class > entry.Class || (span[at - 1].Class == entry.Class && span[at - 1].Rate > entry.Rate)); at--) span[at] = span[at - 1];
            span[at] = entry;
        }
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 32)) * 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 29)) * 0xBF58476D1CE4E5B9;
        return x ^ (x >> 32);
    }

    // The new colour of a state: its own and those of all that lead to it, with their rates, in any order.
    private readonly struct Round(SparseRates incoming, ulong[] colours, ulong[] next) : IRateLoop<int>
    {
        public int Run<TRates>(TRates rates)
            where TRates : struct, IRates
        {
            var starts = incoming.RowStarts;
            var columns = incoming.Columns;
            for (var i = 0; i < next.Length; i++)
            {
                var sum = 0UL;
                for (var k = starts[i]; k < starts[i + 1]; k++)
                {
                    sum += Mix(colours[columns[k]] ^ (BitConverter.DoubleToUInt64Bits(rates[k]) * 0xD6E8FEB86659FD93));
                }

                next[i] = Mix(sum + (BitOperations.RotateLeft(colours[i], 17) * 0xA0761D6478BD642F));
            }

            return 0;
        }
    }

    // Counts distinct colours up to a limit.
    private sealed class ColourTable(int most)
    {
        private ulong[] slots = new ulong[1 << 12];

        public int Count(ulong[] colours)
        {
            Array.Clear(slots);
            var count = 0;
            foreach (var colour in colours)
            {
                if (!Add(colour)) continue;
                if (++count > most) return -1;
                if (2 * count > slots.Length) Grow();
            }

            return count;
        }

        private bool Add(ulong colour)
        {
            // Zero marks a free slot; a colour that is zero is taken for one.
            colour = Math.Max(colour, 1);
            var mask = (ulong)slots.Length - 1;
            for (var at = colour & mask; ; at = (at + 1) & mask)
            {
                if (slots[at] == colour) return false;
                if (slots[at] != 0) continue;
                slots[at] = colour;
                return true;
            }
        }

        private void Grow()
        {
            var old = slots;
            slots = new ulong[4 * old.Length];
            foreach (var colour in old)
            {
                if (colour != 0) Add(colour);
            }
        }
    }
}
