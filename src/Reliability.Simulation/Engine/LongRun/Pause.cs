namespace Reliability.Simulation.Engine.LongRun;

/// <summary>Why a replicator has stopped playing.</summary>
internal enum Pause
{
    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>The time is reached.</summary>
    Time,

    /// <summary>Nothing can happen any more.</summary>
    Ended,

    /// <summary>So many steps are done.</summary>
    Steps,

    /// <summary>The state was entered so many times.</summary>
    Returned,
}
