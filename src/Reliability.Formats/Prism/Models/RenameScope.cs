using Reliability.Formats.Prism.Semantics;

namespace Reliability.Formats.Prism.Models;

/// <summary>The names that a renamed module reads differently. A module renamed from a renamed one has several steps of renaming, one behind the other.</summary>
internal sealed class RenameScope(IReadOnlyDictionary<string, string> names, RenameScope? next)
{
    /// <summary>The most steps of renaming behind each other.</summary>
    public const int MaximumSteps = 32;

    /// <summary>The number of steps from here on.</summary>
    public int Steps { get; } = 1 + (next?.Steps ?? 0);

    /// <summary>What formulas stand for when they are written out here; filled before it is asked.</summary>
    public Dictionary<string, Sized?> Formulas { get; } = new(StringComparer.Ordinal);

    /// <summary>This renaming followed by another.</summary>
    public RenameScope Then(IReadOnlyDictionary<string, string> more) => new(names, next is null ? new RenameScope(more, null) : next.Then(more));

    /// <summary>What a name becomes, and the renaming under which a formula of that name is written out; <c>null</c> for none.</summary>
    public static (string Name, RenameScope? Under) Resolve(string name, RenameScope? scope)
    {
        var rest = scope;
        for (var step = scope; step is not null; step = step.Next)
        {
            if (!step.Names.TryGetValue(name, out var other)) continue;
            name = other;
            rest = step.Next;
        }

        return (name, rest);
    }

    private IReadOnlyDictionary<string, string> Names => names;

    private RenameScope? Next => next;
}
