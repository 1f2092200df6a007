using System.Collections.Immutable;
using Reliability.Simulation.Engine.Checkpoints;

namespace Reliability.Studies;

/// <summary>How a study is done.</summary>
public sealed record StudyOptions
{
    /// <summary>Whether to answer analytically, by chain and by tree. Default on.</summary>
    public bool Analytic { get; init; } = true;

    /// <summary>Whether to simulate. Default on.</summary>
    public bool Simulate { get; init; } = true;

    /// <summary>Seed of the simulation. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 takes all cores. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The simulation stops when the half width of the unavailability's interval is below this share of it. Default 1 %.</summary>
    public double Precision { get; init; } = 0.01;

    /// <summary>Events after which the simulation of one model stops anyway. Default 12 million.</summary>
    public long MaximumEvents { get; init; } = 12_000_000;

    /// <summary>How the simulation estimates long-run measures. Default replications, from which the distribution of yearly downtime and what is asked from the start on come too.</summary>
    public Simulation.Engine.LongRunEstimator Estimator { get; init; }

    /// <summary>Number of replications of the simulation, whatever precision they reach and however many events they take; <c>null</c> to stop by these.</summary>
    public int? Replications { get; init; }

    /// <summary>Replications of the one model of the study that there are already, to which those that are played are added; <c>null</c> for none.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Observed length of one replication in hours. Default ten years.</summary>
    public double ReplicationHours { get; init; } = 87_600;

    /// <summary>Time simulated before observation begins, in hours. Default one year.</summary>
    public double WarmUpHours { get; init; } = 8_760;

    /// <summary>Confidence of intervals. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Probability that any check of the whole run cries disagreement although the engines agree. Default 0.001.</summary>
    public double FalseAlarm { get; init; } = 0.001;

    /// <summary>Times in hours for reliability and point availability. Default thirty days, which is no end of a monthly window, and one year.</summary>
    public ImmutableArray<double> Times { get; init; } = [720, 8760];

    /// <summary>Whether the expected share of time up until each time is wanted, which takes a while. Default off.</summary>
    public bool IntervalAvailability { get; init; }

    /// <summary>Whether to follow availability and reliability over the first year, which reports draw. Default off.</summary>
    public bool Curves { get; init; }

    /// <summary>Largest number of states of one independent part.</summary>
    public int MaximumStates { get; init; } = Markov.StateSpaces.StateSpaceExplorer.DefaultMaximumStates;

    /// <summary>Whether long-run measures are wanted; off answers models that end in a state they never leave.</summary>
    public bool LongRun { get; init; } = true;

    /// <summary>Whether what plain simulation sees too little of is estimated by methods for rare events.</summary>
    public bool RareEvents { get; init; } = true;

    /// <summary>Solves the model in one piece.</summary>
    public bool Monolithic { get; init; }

    /// <summary>Replaces calendar windows by this many exponential stages each, as an approximation; <c>null</c> solves them exactly.</summary>
    public int? WindowStages { get; init; }
}
