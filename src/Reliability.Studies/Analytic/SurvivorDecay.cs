namespace Reliability.Studies.Analytic;

/// <summary>How the survivors of a module thin out from one time to a later one.</summary>
internal readonly struct SurvivorDecay
{
    private const double Nothing = 1e-18;
    private const double Settled = 1e-13;

    public SurvivorDecay(FailureModule module, double[] before, double[] after)
    {
        var (start, end) = (module.Alive(before), module.Alive(after));
        AllFailed = end <= Nothing;
        var change = 0.0;
        var lost = 0.0;
        for (var s = 0; s < after.Length; s++)
        {
            if (module.Stops[s]) lost += after[s] - before[s];
            else change += Math.Abs((after[s] / end) - (before[s] / start));
        }

        // Summed over what was lost: 1 - end / start would have no digits where failures are rare.
        Lost = lost / start;
        IsStill = change <= Settled;
    }

    /// <summary>True when no survivors are left that could be seen.</summary>
    public bool AllFailed { get; }

    /// <summary>The share of the survivors that failed meanwhile.</summary>
    public double Lost { get; }

    /// <summary>True when the law among survivors is the same at both times, and some of them failed.</summary>
    public bool HasSettled => IsStill && Lost > 0;

    /// <summary>True when the law among survivors is the same at both times.</summary>
    public bool IsStill { get; }
}
