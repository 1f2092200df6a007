using System.Collections.Immutable;

namespace Reliability.Formats.Prism;

/// <summary>A module of a model in the PRISM language.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Variables">The indices of its variables in the model.</param>
/// <param name="Commands">The number of its commands as written.</param>
public sealed record PrismModule(string Name, ImmutableArray<int> Variables, int Commands);
