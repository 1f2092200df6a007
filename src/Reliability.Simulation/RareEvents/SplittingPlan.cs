namespace Reliability.Simulation.RareEvents;

/// <summary>The levels of splitting, and how many trials each gets.</summary>
/// <param name="Levels">Importances, ascending; the last one is that of the down states.</param>
/// <param name="Efforts">Trials for each.</param>
/// <param name="IsClimbed">Whether a pilot came to the top.</param>
internal sealed record SplittingPlan(int[] Levels, int[] Efforts, bool IsClimbed);
