namespace Reliability.FaultTrees;

/// <summary>A house event: a leaf that is switched on or off as a constant of the study.</summary>
/// <param name="Name">The name, unique among all events and gates of the tree.</param>
/// <param name="State">True when the event has happened.</param>
public sealed record HouseEvent(string Name, bool State);
