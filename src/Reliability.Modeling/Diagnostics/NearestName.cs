namespace Reliability.Modeling.Diagnostics;

/// <summary>Finds the name that an author most likely meant.</summary>
public static class NearestName
{
    /// <summary>The candidate within a third of the word's length (at least 2 edits) at the smallest edit distance, the first of equals; <c>null</c> when none is near.</summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = Math.Max(2, word.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            var distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance && distance < Math.Max(word.Length, candidate.Length))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>A hint that names the nearest candidate, or else lists them.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> candidates) =>
        candidates.Count == 0
            ? "there is none to choose from"
            : Find(word, candidates) is { } near
                ? $"did you mean '{near}'?"
                : $"expected one of: {string.Join(", ", candidates.Take(24))}{(candidates.Count > 24 ? ", …" : "")}";

    // Optimal string alignment distance: insertion, deletion, substitution, transposition of neighbours.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 8 || a.Length > 100) return int.MaxValue;
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
