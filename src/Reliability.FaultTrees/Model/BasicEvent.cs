namespace Reliability.FaultTrees;

/// <summary>A basic event: a leaf of the tree that happens with a given probability, independently of every other leaf.</summary>
/// <param name="Name">The name, unique among all events and gates of the tree.</param>
/// <param name="Probability">The probability that the event has happened, in [0, 1].</param>
/// <param name="Cause">The kind of cause the event is reported under (hardware, software, network...); null when unclassified.</param>
/// <param name="Description">Free text for reports; null when absent.</param>
public sealed record BasicEvent(string Name, double Probability, string? Cause = null, string? Description = null);
