namespace Reliability.Modeling.Models;

/// <summary>What becomes of a running general delay when its event is disabled before it happens. The age after it has happened is another matter: <see cref="RepairEffect"/>.</summary>
public enum MemoryPolicy
{
    /// <summary>The time served is kept and the delay goes on when the event is enabled again (preemptive resume).</summary>
    Resume,

    /// <summary>The delay is drawn anew when the event is enabled again (preemptive repeat different).</summary>
    Restart,
}
