namespace Reliability.Markov.Tests;

/// <summary>Gaussian elimination with exact fractions, for small systems.</summary>
internal static class RationalElimination
{
    /// <summary>Solves A x = b; A must have an inverse.</summary>
    public static Fraction[] Solve(Fraction[][] a, Fraction[] b)
    {
        var n = b.Length;
        var rows = a.Select((row, i) => (Fraction[])[.. row, b[i]]).ToArray();
        for (var k = 0; k < n; k++)
        {
            var pivot = Enumerable.Range(k, n - k).First(i => !rows[i][k].IsZero);
            (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
            for (var i = 0; i < n; i++)
            {
                if (i == k || rows[i][k].IsZero) continue;
                var factor = rows[i][k] / rows[k][k];
                for (var j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => rows[i][n] / rows[i][i])];
    }

    public static Fraction[][] Transposed(Fraction[][] a) => [.. a.Select((_, j) => a.Select(row => row[j]).ToArray())];

    /// <summary>-Q restricted to the given states, with further exits on the diagonal.</summary>
    public static Fraction[][] Negated(RandomChain chain, int[] states, double[]? exits = null)
    {
        var place = states.Select((s, k) => (s, k)).ToDictionary(p => p.s, p => p.k);
        var a = states.Select((_, k) => states.Select((_, j) => exits is not null && k == j ? Fraction.Of(exits[k]) : Fraction.Zero).ToArray()).ToArray();
        foreach (var (from, to, rate) in chain.Arcs)
        {
            if (!place.TryGetValue(from, out var i)) continue;
            a[i][i] += Fraction.Of(rate);
            if (place.TryGetValue(to, out var j)) a[i][j] -= Fraction.Of(rate);
        }

        return a;
    }

    /// <summary>The long-run distribution of a chain that is one class.</summary>
    public static Fraction[] Stationary(RandomChain chain)
    {
        var a = Transposed(Negated(chain, [.. Enumerable.Range(0, chain.Count)]));
        a[^1] = [.. a[^1].Select(_ => Fraction.One)];
        return Solve(a, [.. Enumerable.Range(0, chain.Count).Select(i => i == chain.Count - 1 ? Fraction.One : Fraction.Zero)]);
    }
}
