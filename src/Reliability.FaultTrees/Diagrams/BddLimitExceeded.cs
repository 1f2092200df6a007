namespace Reliability.FaultTrees;

/// <summary>Says that a tree did not fit: every variable order tried needed more nodes than allowed.</summary>
/// <param name="NodeLimit">The most nodes allowed for one diagram.</param>
/// <param name="OrdersTried">The variable orders tried, in turn.</param>
public sealed record BddLimitExceeded(int NodeLimit, int OrdersTried)
{
    /// <summary>Gets the failure as a sentence.</summary>
    public string Message => $"The fault tree needs a decision diagram of more than {NodeLimit} nodes under each of {OrdersTried} variable orders tried.";
}
