namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>What follows a regeneration in one node, until the next.</summary>
internal sealed class RegenerationRow
{
    /// <summary>Where the next regeneration is, with probabilities.</summary>
    public SortedDictionary<int, double> Next { get; } = [];

    /// <summary>Expected hours in nodes on the way.</summary>
    public SortedDictionary<int, double> Hours { get; } = [];

    /// <summary>In which node the clock fires, with probabilities.</summary>
    public List<(int Node, double Probability)> Firings { get; } = [];

    /// <summary>Adds a probability.</summary>
    public void Lead(int node, double probability)
    {
        if (probability > 0) Next[node] = Next.GetValueOrDefault(node) + probability;
    }

    /// <summary>Adds hours.</summary>
    public void Stay(int node, double hours)
    {
        if (hours > 0) Hours[node] = Hours.GetValueOrDefault(node) + hours;
    }
}
