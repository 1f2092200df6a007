namespace Reliability.Simulation.Engine;

/// <summary>What an outcome of an event does in a state.</summary>
internal sealed class KnownTransition
{
    private KnownTransition(KnownState target) => Target = target;

    /// <summary>The state it leads to.</summary>
    public KnownState Target { get; }

    /// <summary>How many events it counts for: none where an instant finds nothing to do.</summary>
    public int Events { get; private init; }

    /// <summary>The clocks that stop.</summary>
    public int[] Stops { get; private init; } = [];

    /// <summary>The delays that start first, by event: exponential ones of a mean, and those of other laws.</summary>
    public (double Mean, int Item, DelaySampler? Law)[] Starts { get; private init; } = [];

    /// <summary>What else is done to clocks, after those.</summary>
    public ClockChange[] Others { get; private init; } = [];

    /// <summary>True where there is neither such a change nor something earned.</summary>
    public bool IsPlain { get; private init; } = true;

    /// <summary>What it earns.</summary>
    public (int Reward, double Amount)[] Earned { get; private init; } = [];

    /// <summary>The number of its cause.</summary>
    public int Cause { get; private init; }

    /// <summary>Whether the observer has to look: something is seen in the one state that is not in the other, or it takes over.</summary>
    public bool Looks { get; private init; }

    /// <summary>The rewards whose rates change.</summary>
    public int[] ChangedRewards { get; private init; } = [];

    /// <summary>Whether an outage that it leaves is booked to it.</summary>
    public bool TakesOver { get; private init; }

    /// <summary>An instant that finds nothing to do.</summary>
    public static KnownTransition Nothing(KnownState here) => new(here);

    /// <summary>Makes one of what was done when it was first seen.</summary>
    /// <param name="item">The timed event, whose clock is stopped beforehand; -1 for an instant.</param>
    /// <param name="source">The state it was seen in.</param>
    /// <param name="target">The state it led to.</param>
    /// <param name="samplers">The laws of the timed events that are not exponential.</param>
    /// <param name="journal">What it did to clocks, in order.</param>
    /// <param name="earned">What it earned.</param>
    /// <param name="cause">The number of its cause.</param>
    /// <param name="takesOver">Whether an outage that it leaves is booked to it.</param>
    public static KnownTransition Of(int item, KnownState source, KnownState target, DelaySampler?[] samplers, List<ClockChange> journal, (int Reward, double Amount)[] earned, int cause, bool takesOver)
    {
        // Delays are drawn in the order in which they were; that clocks stop is nothing to them.
        var rest = journal.Where(c => c.Kind != ClockChangeKind.Stop).ToList();
        var starts = rest.TakeWhile(c => c.Kind is ClockChangeKind.RunExponential or ClockChangeKind.RunGeneral).Select(c => (c.Number, c.Item, samplers[c.Item])).ToArray();
        var others = rest.Skip(starts.Length).ToArray();
        return new KnownTransition(target)
        {
            Events = 1,
            IsPlain = others.Length + earned.Length == 0,
            Stops = [.. journal.Where(c => c.Kind == ClockChangeKind.Stop && c.Item != item).Select(c => c.Item)],
            Starts = starts,
            Others = others,
            Earned = earned,
            Cause = cause,
            Looks = takesOver || !ReferenceEquals(source.Sight, target.Sight),
            ChangedRewards = [.. Enumerable.Range(0, source.Sight.Rates.Length).Where(i => source.Sight.Rates[i] != target.Sight.Rates[i])],
            TakesOver = takesOver,
        };
    }
}
