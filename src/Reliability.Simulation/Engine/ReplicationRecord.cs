namespace Reliability.Simulation.Engine;

/// <summary>What one replication observed; hours and counts of the observed window.</summary>
internal sealed class ReplicationRecord(SimulationPlan plan)
{
    public double[] DownHours { get; } = new double[plan.Causes.Length];

    public long[] Bookings { get; } = new long[plan.Causes.Length];

    public long Interruptions { get; set; }

    public double LongestOutage { get; set; }

    public double LostHours { get; set; }

    public long Losses { get; set; }

    public double[] Rewards { get; } = new double[plan.RewardRates.Length];

    public long[] RewardChanges { get; } = new long[plan.RewardRates.Length];

    /// <summary>Hours with so many copies of a fleet down.</summary>
    public double[] HoursWithDown { get; } = plan.Copies == 0 ? [] : new double[plan.Copies + 1];

    /// <summary>How often the number of copies down rose from below so many to that or more.</summary>
    public long[] Rises { get; } = plan.Copies == 0 ? [] : new long[plan.Copies + 1];

    public bool[] HasFailed { get; } = new bool[plan.Times.Length];

    public bool[] IsDown { get; } = new bool[plan.Times.Length];

    public bool[] HasLost { get; } = new bool[plan.Times.Length];

    public double FirstFailure { get; set; } = double.NaN;

    /// <summary>The downtime of each whole year of the observed window.</summary>
    public YearRecord Years { get; } = new(plan.WholeYears);

    public long Events { get; set; }

    public bool Ended { get; set; }

    /// <summary>Adds hours and counts of a piece of the same run that follows.</summary>
    public void Append(ReplicationRecord next)
    {
        Add(DownHours, next.DownHours);
        Add(Bookings, next.Bookings);
        Add(Rewards, next.Rewards);
        Add(RewardChanges, next.RewardChanges);
        Interruptions += next.Interruptions;
        LongestOutage = Math.Max(LongestOutage, next.LongestOutage);
        LostHours += next.LostHours;
        Losses += next.Losses;
        Events += next.Events;

        static void Add<T>(T[] to, T[] from)
            where T : System.Numerics.INumber<T>
        {
            for (var i = 0; i < to.Length; i++) to[i] += from[i];
        }
    }

    /// <summary>What was wrong with the model, should something be.</summary>
    public Exception? Failure { get; set; }
}
