namespace Reliability.Studies.Results;

/// <summary>Downtime of one topology by the part and the cause that began it. All of a study add up to its downtime.</summary>
/// <param name="Part">Name of the part in the topology.</param>
/// <param name="Kind">Kind of the part, the same in every topology: the layer it belongs to.</param>
/// <param name="Cause">The cause.</param>
/// <param name="MinutesPerYear">Minutes down per year of 365 days.</param>
public sealed record LayerDowntime(string Part, string Kind, string Cause, double MinutesPerYear);
