namespace Reliability.FaultTrees;

/// <summary>Why minimal cut sets are not given.</summary>
public enum MinimalCutSetsRefusal
{
    /// <summary>The top event is not monotone: it has prime implicants with negations rather than minimal cut sets, and those are not offered.</summary>
    NotCoherent,

    /// <summary>The tree has negations and whether the top event is monotone could not be settled within memory.</summary>
    CoherenceUndecided,

    /// <summary>The family of cut sets needs more nodes than allowed.</summary>
    NodeLimit,
}
