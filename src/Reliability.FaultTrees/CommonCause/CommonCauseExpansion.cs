using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>
/// Replaces common-cause groups by explicit events: each member becomes an Or gate of the same name over its independent part and every
/// common event it shares (Open-PSA Model Exchange Format 2.0d, common-cause failure groups).
/// </summary>
public static class CommonCauseExpansion
{
    /// <summary>Expands every group of a tree.</summary>
    /// <param name="tree">The tree; returned as it is when it has no groups.</param>
    /// <returns>
    /// A tree without groups. The event shared by members A and B is called "[A B]", the independent part of A "[A]". Events whose
    /// probability the model makes zero are left out. For beta factors a group of n adds one event, for the other models up to 2^n - 1.
    /// </returns>
    /// <exception cref="ArgumentException">A generated name is already taken.</exception>
    public static FaultTree Expand(FaultTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        if (tree.CommonCauseGroups.IsEmpty) return tree;

        var groupOf = new Dictionary<string, CommonCauseGroup>(StringComparer.Ordinal);
        foreach (CommonCauseGroup group in tree.CommonCauseGroups)
        {
            foreach (string member in group.Members) groupOf.Add(member, group);
        }

        var eventsByName = tree.BasicEvents.ToDictionary(e => e.Name, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var events = ImmutableArray.CreateBuilder<BasicEvent>();
        var gates = tree.Gates.ToBuilder();
        foreach (BasicEvent basic in tree.BasicEvents)
        {
            if (!groupOf.TryGetValue(basic.Name, out CommonCauseGroup? group)) events.Add(basic);
            else if (done.Add(group.Name)) ExpandGroup(group, eventsByName, events, gates);
        }

        var expanded = new FaultTree(tree.Name, tree.Top, events.ToImmutable(), tree.HouseEvents, gates.ToImmutable(), []);
        ImmutableArray<string> errors = FaultTreeValidation.Check(expanded);
        return errors.IsEmpty
            ? expanded
            : throw new ArgumentException($"Common causes of '{tree.Name}' do not expand: {string.Join(" ", errors)}", nameof(tree));
    }

    private static void ExpandGroup(
        CommonCauseGroup group,
        Dictionary<string, BasicEvent> eventsByName,
        ImmutableArray<BasicEvent>.Builder events,
        ImmutableArray<Gate>.Builder gates)
    {
        ImmutableArray<string> members = group.Members;
        double[] levels = CommonCauseLevels.Probabilities(group, eventsByName[members[0]].Probability);
        string?[] causes = [.. members.Select(member => eventsByName[member].Cause)];
        string? sharedCause = causes.Distinct(StringComparer.Ordinal).Count() == 1 ? causes[0] : null;
        var parts = members.Select(_ => ImmutableArray.CreateBuilder<string>()).ToArray();
        for (int k = 1; k <= members.Length; k++)
        {
            if (levels[k - 1] == 0) continue;
            int[] chosen = [.. Enumerable.Range(0, k)];
            do
            {
                string name = $"[{string.Join(' ', chosen.Select(i => members[i]))}]";
                events.Add(k == 1
                    ? eventsByName[members[chosen[0]]] with { Name = name, Probability = levels[0] }
                    : new BasicEvent(name, levels[k - 1], sharedCause, $"Common cause within group {group.Name}"));
                foreach (int i in chosen) parts[i].Add(name);
            }
            while (NextCombination(chosen, members.Length));
        }

        for (int i = 0; i < members.Length; i++)
        {
            if (parts[i].Count == 0)
            {
                events.Add(eventsByName[members[i]] with { Probability = 0 });
                continue;
            }

            gates.Add(new Gate(members[i], GateKind.Or, parts[i].ToImmutable()));
        }
    }

    /// <summary>Steps to the next k-subset of 0..n-1 in lexicographic order; false after the last.</summary>
    private static bool NextCombination(int[] chosen, int n)
    {
        int k = chosen.Length;
        int i = k - 1;
        while (i >= 0 && chosen[i] == n - k + i) i--;
        if (i < 0) return false;
        chosen[i]++;
        for (int j = i + 1; j < k; j++) chosen[j] = chosen[j - 1] + 1;
        return true;
    }
}
