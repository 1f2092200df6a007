using System.Collections.Immutable;

namespace Reliability.Notebook.Assistance;

/// <summary>What may stand at a place in a cell.</summary>
/// <param name="Matches">Texts, in alphabetic order.</param>
/// <param name="Start">Where the text begins that a match replaces, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
internal sealed record Completion(ImmutableArray<string> Matches, int Start, int End);
