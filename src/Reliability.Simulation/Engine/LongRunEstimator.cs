namespace Reliability.Simulation.Engine;

/// <summary>How long-run measures and their intervals come about.</summary>
public enum LongRunEstimator
{
    /// <summary>Replications: they take every model, and the distribution of yearly downtime and what is asked from the start on come out of the same runs.</summary>
    Automatic,

    /// <summary>Independent replications, each observed after a warm-up.</summary>
    Replications,

    /// <summary>
    /// Regenerative cycles: from one entry into a state to the next, which are independent and need no warm-up. For models whose delays are all exponential, without a calendar,
    /// and with a state that is entered often.
    /// </summary>
    Cycles,

    /// <summary>The batches of one long run, on one thread; warm-up and length of a batch are found from the run itself. For any model with a long run.</summary>
    BatchMeans,

    /// <summary>
    /// Regenerative cycles of the explored chain, played several times as fast as events. For models whose delays are all exponential, without a calendar and announced downtime, of up to two million states;
    /// downtime is not told by cause.
    /// </summary>
    Chain,
}
