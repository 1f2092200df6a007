using System.Collections.Immutable;

namespace Reliability.Formats.Prism.Semantics;

/// <summary>
/// Orders definitions so that each comes behind those that it uses: depth-first search with a stack of its own, since chains of definitions may be longer than
/// the program's stack is deep. Linear in the number of uses.
/// </summary>
internal static class DependencyOrder
{
    /// <summary>The order, and the cycles found; what is in a cycle is in the order too.</summary>
    /// <param name="names">All definitions.</param>
    /// <param name="uses">What a definition uses; names that are not defined do no harm.</param>
    public static (ImmutableArray<string> Order, ImmutableArray<ImmutableArray<string>> Cycles) Of(IReadOnlyCollection<string> names, Func<string, IEnumerable<string>> uses)
    {
        var order = ImmutableArray.CreateBuilder<string>(names.Count);
        var cycles = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var known = new HashSet<string>(names, StringComparer.Ordinal);
        var begun = new HashSet<string>(StringComparer.Ordinal);
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        var path = new List<(string Name, IEnumerator<string> Uses)>();
        foreach (var root in names)
        {
            Begin(root);
            while (path.Count > 0)
            {
                var (name, rest) = path[^1];
                if (!rest.MoveNext())
                {
                    rest.Dispose();
                    path.RemoveAt(path.Count - 1);
                    open.Remove(name);
                    order.Add(name);
                }
                else if (open.TryGetValue(rest.Current, out var place))
                {
                    cycles.Add([.. path.Skip(place).Take(MaximumShown).Select(p => p.Name)]);
                }
                else if (known.Contains(rest.Current))
                {
                    Begin(rest.Current);
                }
            }
        }

        return (order.ToImmutable(), cycles.ToImmutable());

        void Begin(string name)
        {
            if (!begun.Add(name)) return;
            open.Add(name, path.Count);
            path.Add((name, uses(name).Distinct(StringComparer.Ordinal).GetEnumerator()));
        }
    }

    /// <summary>The most members of a cycle that are listed.</summary>
    public const int MaximumShown = 8;

    /// <summary>A cycle as messages show it.</summary>
    public static string Show(ImmutableArray<string> cycle) => string.Join(" -> ", cycle) + (cycle.Length < MaximumShown ? $" -> {cycle[0]}" : " -> …");
}
