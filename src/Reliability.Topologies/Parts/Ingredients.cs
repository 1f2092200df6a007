using Reliability.Modeling.Quantities;

namespace Reliability.Topologies.Parts;

/// <summary>Hardware that fails and is repaired, both exponentially.</summary>
/// <param name="Mttf">Mean time to failure.</param>
/// <param name="Mttr">Mean time to repair.</param>
public sealed record Hardware(Duration Mttf, Duration Mttr)
{
    internal double FailureRate => Mttf.AsRate.TotalPerHour;

    internal double RepairRate => Mttr.AsRate.TotalPerHour;

    internal double Unavailability => Mttr.TotalHours / (Mttf.TotalHours + Mttr.TotalHours);
}

/// <summary>Software that crashes and is restarted.</summary>
/// <param name="Mtbf">Mean time between crashes of one copy.</param>
/// <param name="Restart">Mean time to restart it.</param>
/// <param name="CommonMode">Share of the crashes that take both copies of a pair at once, 0 to 1; means nothing for a single copy or a lockstep pair.</param>
public sealed record Software(Duration Mtbf, Duration Restart, double CommonMode = 0)
{
    internal double CrashRate => Mtbf.AsRate.TotalPerHour;

    internal double RestartRate => Restart.AsRate.TotalPerHour;

    internal double Unavailability => Restart.TotalHours / (Mtbf.TotalHours + Restart.TotalHours);
}

/// <summary>Recurring planned windows.</summary>
/// <param name="Every">Time between two windows.</param>
/// <param name="Length">How long one node is out, fixed.</param>
public sealed record UpgradeWindow(Duration Every, Duration Length)
{
    /// <summary>All copies at once, or one node after the other. Only a pair of nodes can roll.</summary>
    public bool Rolling { get; init; }

    /// <summary>
    /// The clock counts time in service since the last window instead of time on the wall: windows of different parts drift apart, and no calendar recurs.
    /// Only a part that goes down as a whole can have such windows.
    /// </summary>
    public bool CountsTimeInService { get; init; }

    /// <summary>When the first window opens; by default so that the windows of a period end with it.</summary>
    public Duration? Offset { get; init; }

    /// <summary>Mean length of the planned move of service to the other node; zero moves it in no time.</summary>
    public Duration Switchover { get; init; }

    /// <summary>Time between the return of the first node and the departure of the second.</summary>
    public Duration Pause { get; init; }

    /// <summary>Probability that an upgrade fails and is rolled back.</summary>
    public double FailureProbability { get; init; }

    /// <summary>Mean time of a rollback.</summary>
    public Duration Rollback { get; init; } = Duration.FromHours(1);

    internal Duration WholeLength => Rolling ? Duration.FromHours((2 * Length.TotalHours) + Pause.TotalHours) : Length;

    internal Duration Start => Offset ?? Duration.FromHours(Math.Max(0, Every.TotalHours - WholeLength.TotalHours));

    internal double Fraction => Length.TotalHours / (CountsTimeInService ? Every.TotalHours + Length.TotalHours : Every.TotalHours);
}
