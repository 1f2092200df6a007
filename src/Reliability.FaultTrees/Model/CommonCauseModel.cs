namespace Reliability.FaultTrees;

/// <summary>How the total failure probability of a member is split over failures of 1, 2, ... n members at once.</summary>
public enum CommonCauseModel
{
    /// <summary>One factor beta: the share of failures that take all members at once.</summary>
    BetaFactor,

    /// <summary>Multiple Greek letters: factor k is the conditional probability that a failure shared by k members is shared by k + 1.</summary>
    MultipleGreekLetters,

    /// <summary>Alpha factors: factor k is the fraction of failure occurrences that involve exactly k members (normalised on use).</summary>
    AlphaFactor,

    /// <summary>Phi factors: factor k times the total probability is the probability of each particular set of k members, directly.</summary>
    PhiFactor,
}
