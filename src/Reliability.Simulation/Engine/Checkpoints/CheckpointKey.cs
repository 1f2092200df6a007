namespace Reliability.Simulation.Engine.Checkpoints;

/// <summary>What the replications of a checkpoint are replications of. Only those of equal keys may be put together.</summary>
/// <param name="Model">Fingerprint of model and target.</param>
/// <param name="Observation">Seed, window and times, in words.</param>
/// <param name="Share">The share that the file is to hold; <c>null</c> for a run of its own.</param>
/// <param name="Study">What else the owner wants to find again, any text; it is no part of what is compared.</param>
public sealed record CheckpointKey(string Model, string Observation, ReplicationShare? Share = null, string Study = "")
{
    /// <summary>What keeps replications of another key from being used under this one, in words; <c>null</c> when nothing does.</summary>
    /// <param name="other">The other key.</param>
    public string? Obstacle(CheckpointKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Model != Model) return "it belongs to another model, or to other settings of it";
        if (other.Observation != Observation) return $"it was made with {other.Observation}, not with {Observation}";
        if (other.Share == Share) return null;
        static string Words(ReplicationShare? share) => share is null ? "no share" : $"share {share} of {share.Replications} replications";
        return $"it holds {Words(other.Share)}, not {Words(Share)}";
    }
}
