namespace Reliability.Studies.Results;

/// <summary>Whether a model keeps what was agreed on.</summary>
public enum ObjectiveVerdict
{
    /// <summary>The downtime that counts is within the objective.</summary>
    Met,

    /// <summary>The downtime that counts is beyond the objective.</summary>
    NotMet,

    /// <summary>The interval holds the objective, too few outages were seen, or the downtime is not known.</summary>
    Undecided,
}
