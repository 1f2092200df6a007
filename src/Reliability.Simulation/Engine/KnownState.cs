namespace Reliability.Simulation.Engine;

/// <summary>A state that a trajectory has been in, with what it learned there.</summary>
/// <param name="values">The values of the variables.</param>
/// <param name="sight">What is observed in it.</param>
/// <param name="slots">How many outcomes its events may have.</param>
internal sealed class KnownState(int[] values, Sight sight, int slots)
{
    /// <summary>The values of the variables.</summary>
    public int[] Values { get; } = values;

    /// <summary>What is observed in it; the same object for all states in which the same is.</summary>
    public Sight Sight { get; } = sight;

    /// <summary>True for the state whose entries are counted.</summary>
    public bool IsHome { get; set; }

    /// <summary>For each outcome of each event what it does here; <c>null</c> where that has not been seen yet.</summary>
    public KnownTransition?[] Transitions { get; } = new KnownTransition?[slots];
}
