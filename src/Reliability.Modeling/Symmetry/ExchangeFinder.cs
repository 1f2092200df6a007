namespace Reliability.Modeling.Symmetry;

/// <summary>
/// Finds how two variables can be exchanged, and what must be exchanged with them. The two are singled out as first and second, then as second and first:
/// variables that thereby change colours move, each to one that has the colour it had before. What is found is proven on the model.
/// </summary>
internal sealed class ExchangeFinder(ModelForms model, ColourRefinement colours, CancellationToken cancellation)
{
    private const long MaximumWork = 100_000_000;
    private const int MaximumSingled = 16;

    private readonly int n = model.VariableCount;
    private long work;

    /// <summary>True when so much was tried that no more will be; what was found until then holds.</summary>
    public bool IsExhausted => work > MaximumWork;

    /// <summary>The exchange of two variables alone, when it maps the model onto itself.</summary>
    public int[]? FindAlone(int left, int right)
    {
        cancellation.ThrowIfCancellationRequested();
        var exchange = Identity();
        (exchange[left], exchange[right]) = (right, left);
        return Proves(exchange) ? exchange : null;
    }

    /// <summary>An exchange of two variables that is its own inverse and maps the model onto itself: for each variable the one that takes its place; <c>null</c> when none was found.</summary>
    public int[]? Find(int left, int right)
    {
        if (FindAlone(left, right) is { } alone) return alone;
        var pairs = new List<(int Left, int Right)> { (left, right) };
        while (pairs.Count <= MaximumSingled && !IsExhausted)
        {
            var (before, rounds) = colours.Single([.. pairs.Select(p => p.Left), .. pairs.Select(p => p.Right)]);
            var (after, _) = colours.Single([.. pairs.Select(p => p.Right), .. pairs.Select(p => p.Left)], rounds);
            work += 2L * rounds * colours.Size;
            if (Matching(before, after) is not var (found, unsure)) return null;
            if (Proves(found)) return found;
            if (unsure < 0) return null;
            // Several variables could have taken its place: one is chosen, and the others follow.
            pairs.Add((unsure, found[unsure]));
        }

        return null;
    }

    /// <summary>True when an exchange maps the model onto itself.</summary>
    public bool Proves(ReadOnlySpan<int> exchange)
    {
        work += colours.Size;
        return model.IsAutomorphism(exchange);
    }

    // Pairs variables that change places, in the order of their numbers where there is a choice; Unsure is the first of those, or -1.
    private (int[] Exchange, int Unsure)? Matching(ulong[] before, ulong[] after)
    {
        var waiting = new Dictionary<(ulong, ulong), Queue<int>>();
        var sizes = new Dictionary<(ulong, ulong), int>();
        var exchange = Identity();
        for (var v = 0; v < n; v++)
        {
            if (before[v] == after[v]) continue;
            if (waiting.TryGetValue((after[v], before[v]), out var partners) && partners.TryDequeue(out var partner)) (exchange[v], exchange[partner]) = (partner, v);
            else
            {
                if (!waiting.TryGetValue((before[v], after[v]), out var queue)) waiting.Add((before[v], after[v]), queue = new Queue<int>());
                queue.Enqueue(v);
            }

            sizes[(before[v], after[v])] = sizes.GetValueOrDefault((before[v], after[v])) + 1;
        }

        if (waiting.Values.Any(q => q.Count > 0)) return null;
        for (var v = 0; v < n; v++)
        {
            if (exchange[v] != v && sizes[(before[v], after[v])] > 1) return (exchange, v);
        }

        return (exchange, -1);
    }

    private int[] Identity() => [.. Enumerable.Range(0, n)];
}
