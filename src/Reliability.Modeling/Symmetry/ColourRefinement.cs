namespace Reliability.Modeling.Symmetry;

/// <summary>
/// Colours of forms, by what they are made of and where they occur, refined until nothing changes: variables of different colours cannot be exchanged (colour
/// refinement, Weisfeiler and Leman 1968). Colours are hashes: two that agree by chance cost an idle trial and no more, since every exchange is proven
/// afterwards. Each round costs the size of the model.
/// </summary>
internal sealed class ColourRefinement
{
    private const long MaximumWork = 100_000_000;
    private const int LeastRounds = 16;

    private readonly CancellationToken cancellation;
    private readonly int[] partStarts;
    private readonly int[] parts;
    private readonly ulong[] places;

    public ColourRefinement(ModelForms model, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        var forms = model.Forms;
        var start = new ulong[forms.Count];
        partStarts = new int[forms.Count + 1];
        var (allParts, allPlaces) = (new List<int>(), new List<ulong>());
        for (var f = 0; f < start.Length; f++)
        {
            start[f] = Mix((ulong)forms.Label(f) + 1);
            for (var p = 0; p < forms.Parts(f).Length; p++)
            {
                allParts.Add(forms.Parts(f)[p]);
                allPlaces.Add(forms.IsUnordered(f) ? 0 : Mix((ulong)p + 1));
            }

            partStarts[f + 1] = allParts.Count;
        }

        (parts, places) = ([.. allParts], [.. allPlaces]);
        foreach (var (form, count) in model.Events) start[form] = Mix(start[form] + ((ulong)count << 32));
        foreach (var form in model.Still) start[form] = Mix(start[form] ^ Mix((ulong)form));
        Size = parts.Length + start.Length;
        (Base, _) = Refine(start, null);
    }

    /// <summary>The work of one round.</summary>
    public int Size { get; }

    /// <summary>The colours with nothing singled out; variables come first.</summary>
    public ulong[] Base { get; }

    /// <summary>The colours after some forms are singled out.</summary>
    /// <param name="singled">The forms, told apart by their places in the list.</param>
    /// <param name="exactRounds">Number of rounds to make; <c>null</c> to go on until nothing changes.</param>
    /// <returns>The colours, and how many rounds were made.</returns>
    public (ulong[] Colours, int Rounds) Single(ReadOnlySpan<int> singled, int? exactRounds = null)
    {
        var colours = (ulong[])Base.Clone();
        for (var k = 0; k < singled.Length; k++) colours[singled[k]] = Mix(colours[singled[k]] + Mix((ulong)k + 77));
        return Refine(colours, exactRounds);
    }

    // Long lines of parts take as many rounds as they have parts: colours that are not final yet leave more to be tried, and no more than that.
    private (ulong[] Colours, int Rounds) Refine(ulong[] colours, int? exactRounds)
    {
        var seen = exactRounds is null ? new HashSet<ulong>(colours) : [];
        var count = seen.Count;
        var rounds = exactRounds ?? (int)Math.Max(LeastRounds, MaximumWork / Size);
        for (var round = 1; round <= rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = new ulong[colours.Length];
            for (var f = 0; f < colours.Length; f++)
            {
                for (var k = partStarts[f]; k < partStarts[f + 1]; k++)
                {
                    var part = parts[k];
                    next[f] += Mix(colours[part] ^ places[k]);
                    next[part] += Mix(~colours[f] ^ places[k]);
                }
            }

            for (var f = 0; f < colours.Length; f++) next[f] = Mix(colours[f] ^ Mix(next[f]));
            colours = next;
            if (exactRounds is not null) continue;
            seen.Clear();
            seen.UnionWith(colours);
            if (seen.Count == count) return (colours, round);
            count = seen.Count;
        }

        return (colours, rounds);
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return (x ^ (x >> 31)) + 0x9E3779B97F4A7C15UL;
    }
}
