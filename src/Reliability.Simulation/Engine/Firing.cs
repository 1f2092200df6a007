namespace Reliability.Simulation.Engine;

/// <summary>
/// What happens when an event of the common form does: one variable gets a number, and all that comes of it is a list, which the events of a hundred thousand like units share.
/// </summary>
/// <param name="Variable">The variable; -1 for an event of another form.</param>
/// <param name="Condition">The first counted condition that reads the variable.</param>
/// <param name="Pattern">The number of the pattern.</param>
internal readonly record struct Firing(int Variable, int Condition, int Pattern)
{
    /// <summary>An event of another form.</summary>
    public static Firing None { get; } = new(-1, 0, 0);
}

/// <summary>What firings of like events have in common.</summary>
/// <param name="Value">What the variable becomes.</param>
/// <param name="Cause">The number of the cause.</param>
/// <param name="Effects">What comes of it, in the order of the readers.</param>
internal sealed record FiringPattern(int Value, int Cause, Effect[] Effects);
