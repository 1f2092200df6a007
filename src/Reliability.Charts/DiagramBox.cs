using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>One box of a <see cref="DiagramChart"/>: its name, lines below it, and the boxes inside.</summary>
/// <param name="Name">The name.</param>
public sealed record DiagramBox(string Name)
{
    /// <summary>How it looks.</summary>
    public DiagramTone Tone { get; init; }

    /// <summary>Small lines under the name.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>The boxes inside, from left to right; they flow into rows, each into the first that has room, unless ties or bands hold them together.</summary>
    public ImmutableArray<DiagramBox> Boxes { get; init; } = [];

    /// <summary>Lines from one box inside to its right neighbour.</summary>
    public ImmutableArray<DiagramTie> Ties { get; init; } = [];

    /// <summary>Strips under the boxes inside, each from one of them to another.</summary>
    public ImmutableArray<DiagramBand> Bands { get; init; } = [];
}
