namespace Reliability.Simulation.Engine.Checkpoints;

/// <summary>One of several shares of a fixed number of replications: whole blocks, in order, of as equal a number as can be.</summary>
/// <param name="Number">Which share, from 1.</param>
/// <param name="Of">How many shares there are.</param>
/// <param name="Replications">How many replications all shares have together.</param>
public sealed record ReplicationShare(int Number, int Of, int Replications)
{
    /// <summary>The index of its first replication.</summary>
    public int First => Border(Number - 1);

    /// <summary>The index behind its last replication.</summary>
    public int End => Border(Number);

    /// <summary>What is wrong with the numbers, in words; <c>null</c> when nothing is.</summary>
    public string? Problem() =>
        Replications < 2 ? $"{Replications} replications are too few: there are at least 2"
        : Of < 1 || Number < 1 || Number > Of ? $"there is no share {Number} of {Of}: shares are counted from 1"
        : Of > Blocks ? $"{Replications} replications are {Blocks} blocks of {SimulationOptions.BlockSize}, too few for {Of} shares"
        : null;

    private int Blocks => (int)(((long)Replications + SimulationOptions.BlockSize - 1) / SimulationOptions.BlockSize);

    private int Border(int shares) => (int)Math.Min(Replications, (long)Blocks * shares / Of * SimulationOptions.BlockSize);

    /// <inheritdoc />
    public override string ToString() => $"{Number}/{Of}";
}
