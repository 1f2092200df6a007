namespace Reliability.Markov.ModelChecking;

/// <summary>Sets of states as one truth value a state.</summary>
internal static class StateSet
{
    public static bool[] All(int count)
    {
        var set = new bool[count];
        Array.Fill(set, true);
        return set;
    }

    public static bool[] Of(int count, IEnumerable<int> states)
    {
        var set = new bool[count];
        foreach (var s in states) set[s] = true;
        return set;
    }

    public static bool[] Not(bool[] set)
    {
        var other = new bool[set.Length];
        for (var i = 0; i < set.Length; i++) other[i] = !set[i];
        return other;
    }

    public static bool[] Combine(bool[] left, bool[] right, Func<bool, bool, bool> combine)
    {
        var set = new bool[left.Length];
        for (var i = 0; i < set.Length; i++) set[i] = combine(left[i], right[i]);
        return set;
    }
}
