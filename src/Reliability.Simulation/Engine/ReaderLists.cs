namespace Reliability.Simulation.Engine;

/// <summary>What reads each variable, ascending, all lists in one array. Immutable.</summary>
internal sealed class ReaderLists
{
    private readonly int[] starts;
    private readonly int[] readers;

    /// <summary>Turns what each reader reads around.</summary>
    public ReaderLists(int variables, IReadOnlyList<IEnumerable<int>> reads)
    {
        starts = new int[variables + 1];
        foreach (var v in reads.SelectMany(r => r)) starts[v + 1]++;
        for (var v = 0; v < variables; v++) starts[v + 1] += starts[v];
        readers = new int[starts[^1]];
        var next = (int[])starts.Clone();
        for (var reader = 0; reader < reads.Count; reader++)
        {
            foreach (var v in reads[reader]) readers[next[v]++] = reader;
        }
    }

    /// <summary>The readers of a variable.</summary>
    public ReadOnlySpan<int> Of(int variable) => readers.AsSpan(starts[variable], starts[variable + 1] - starts[variable]);
}
