using System.Collections.Immutable;

namespace Reliability.Simulation.Engine;

/// <summary>How long and how precisely to simulate.</summary>
public sealed record SimulationOptions
{
    /// <summary>The number of replications after which the rules for stopping are asked.</summary>
    public const int BlockSize = 64;

    /// <summary>Outages that must be seen before a run may stop by its precision: below, the interval covers less than it says, and being narrow by chance is what would stop it.</summary>
    public const int OutagesToStop = 300;

    /// <summary>How long-run measures are estimated.</summary>
    public LongRunEstimator Estimator { get; init; }

    /// <summary>The seed of all random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many threads work; 0 for one a core. The result is the same bytes for any number.</summary>
    public int Threads { get; init; }

    /// <summary>The observed length of one replication in hours, above zero. With a calendar it is rounded up to whole common periods.</summary>
    public required double ReplicationHours { get; init; }

    /// <summary>The hours before observation begins. With a calendar they are rounded up to whole common periods.</summary>
    public double WarmUpHours { get; init; }

    /// <summary>
    /// Each replication is observed later by a share of this, drawn anew, in hours: what keeps in step from time zero on is then seen at every phase. 0 or more; not with a calendar.
    /// </summary>
    public double StartSpreadHours { get; init; }

    /// <summary>How many replications run whatever the precision; at least 2.</summary>
    public int MinimumReplications { get; init; } = BlockSize;

    /// <summary>How many replications run at most; not below the minimum. Of cycles so many samples of about 2,048 events, of batch means so many stretches of <see cref="ReplicationHours"/>.</summary>
    public int MaximumReplications { get; init; } = 1 << 20;

    /// <summary>
    /// The simulation stops when half the width of the interval of the unavailability is below this share of it, and <see cref="OutagesToStop"/> outages were seen; 0 for never. Asked
    /// after whole blocks. Such rules cover asymptotically as stated when the precision gets fine: Y. S. Chow and H. Robbins, Annals of Mathematical Statistics 36 (1965) 457;
    /// P. W. Glynn and W. Whitt, Annals of Applied Probability 2 (1992) 180.
    /// </summary>
    public double RelativePrecision { get; init; }

    /// <summary>The number of events after which no further block begins; at least one block is simulated.</summary>
    public long MaximumEvents { get; init; } = long.MaxValue;

    /// <summary>The confidence of all intervals, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The times, in hours from time 0, at which reliability and point availability are asked; the default array counts as empty.</summary>
    public ImmutableArray<double> Times { get; init; } = [];

    internal void Check()
    {
        if (!(ReplicationHours > 0) || !double.IsFinite(ReplicationHours)) throw Wrong(nameof(ReplicationHours), ReplicationHours, "finite and above zero");
        if (!(StartSpreadHours >= 0) || !double.IsFinite(StartSpreadHours)) throw Wrong(nameof(StartSpreadHours), StartSpreadHours, "finite and not negative");
        if (!(WarmUpHours >= 0) || !double.IsFinite(WarmUpHours)) throw Wrong(nameof(WarmUpHours), WarmUpHours, "finite and not negative");
        if (!Enum.IsDefined(Estimator)) throw Wrong(nameof(Estimator), Estimator, "one of the estimators");
        if (Threads < 0) throw Wrong(nameof(Threads), Threads, "not negative");
        if (MinimumReplications < 2) throw Wrong(nameof(MinimumReplications), MinimumReplications, "at least 2");
        if (MaximumReplications < MinimumReplications) throw Wrong(nameof(MaximumReplications), MaximumReplications, "not below the minimum");
        if (!(RelativePrecision >= 0)) throw Wrong(nameof(RelativePrecision), RelativePrecision, "not negative");
        if (MaximumEvents < 1) throw Wrong(nameof(MaximumEvents), MaximumEvents, "at least 1");
        if (!(Confidence > 0 && Confidence < 1)) throw Wrong(nameof(Confidence), Confidence, "between 0 and 1");
        foreach (var time in Times.IsDefault ? [] : Times)
        {
            if (!(time >= 0) || !double.IsFinite(time)) throw Wrong(nameof(Times), time, "finite and not negative");
        }
    }

    private static ArgumentOutOfRangeException Wrong(string name, object value, string rule) => new(name, value, $"The value must be {rule}.");
}
