using System.Collections.Immutable;

namespace Reliability.Notebook;

/// <summary>How a notebook is run. Immutable.</summary>
public sealed record NotebookRunOptions
{
    /// <summary>Where the result is written; null writes it over the notebook.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Whether cells after a failed one are run; by default they are not.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>How long one cell may take; ten minutes by default, <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public TimeSpan CellTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where the notebook runs, and where relative paths in it begin; null is the folder of the notebook, as in Jupyter.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Namespaces and types that every cell uses beside the usual ones.</summary>
    public ImmutableArray<string> Usings { get; init; } = [];

    /// <summary>Paths of assemblies that every cell may use without <c>#r</c>.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Told after every code cell how many of how many were run.</summary>
    public IProgress<(int Done, int All)>? Progress { get; init; }
}
