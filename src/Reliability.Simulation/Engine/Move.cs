namespace Reliability.Simulation.Engine;

/// <summary>What an outcome of an event does where its cluster stands.</summary>
/// <param name="By">How many joint values on the cluster goes.</param>
/// <param name="Variables">The variables that are set.</param>
/// <param name="Values">To what.</param>
/// <param name="Cause">The number of the cause.</param>
/// <param name="Effects">What comes of it; readers and conditions by their numbers.</param>
/// <param name="Holds">Which conditions of the cluster hold then.</param>
internal sealed record Move(int By, int[] Variables, int[] Values, int Cause, Effect[] Effects, ulong Holds);
