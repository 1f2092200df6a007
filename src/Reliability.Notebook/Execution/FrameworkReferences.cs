using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Reliability.Notebook.Execution;

/// <summary>The assemblies of the runtime that every cell is compiled against.</summary>
internal static class FrameworkReferences
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly Lazy<ImmutableDictionary<string, string>> s_paths = new(() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Where(path => string.Equals(Path.GetDirectoryName(path), s_folder, StringComparison.Ordinal))
            .ToImmutableDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// References to all of them, opened on first use. Every session needs its own: the compiler keeps symbols with references, and sessions
    /// that compile at the same time would get types of each other that are equal by name only.
    /// </summary>
    public static ImmutableArray<MetadataReference> Open() =>
        [.. s_paths.Value.OrderBy(path => path.Key, StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path.Value))];

    /// <summary>Whether an assembly of this name belongs to the runtime.</summary>
    public static bool Contains(string name) => s_paths.Value.ContainsKey(name);
}
