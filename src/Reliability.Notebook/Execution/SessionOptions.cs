using System.Collections.Immutable;

namespace Reliability.Notebook.Execution;

/// <summary>How a session begins.</summary>
internal sealed record SessionOptions
{
    /// <summary>Where relative paths of <c>#r</c> and <c>#load</c> begin.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Namespaces and types that every cell uses beside the usual ones.</summary>
    public ImmutableArray<string> Usings { get; init; } = [];

    /// <summary>Assemblies that every cell may use without <c>#r</c>.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>How long an interrupted cell may take to end by itself.</summary>
    public TimeSpan InterruptGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What the names of displayed values begin with.</summary>
    public string DisplayPrefix { get; init; } = "display";
}
