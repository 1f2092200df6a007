namespace Reliability.Topologies;

/// <summary>What a study may leave out, to show what it contributes.</summary>
public enum Omission
{
    /// <summary>Crashes that take both copies of a pair at once: of a pair in lockstep all of them, of mirrored nodes their common share; each node goes on crashing by itself as often as before.</summary>
    CommonMode,

    /// <summary>Planned windows, by the calendar or by time in service.</summary>
    Upgrades,
}
