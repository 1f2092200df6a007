using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>
/// The states a trajectory has been in, and what events did there. What an outcome does in a state is always the same but for the delays that start, so it is watched once and repeated from then on:
/// most trajectories spend nearly all of their time among few states. Where they do not, this says so and is given up. Not thread-safe.
/// </summary>
internal sealed class KnownStates
{
    private const int MostSlots = 512;
    private const int MostSlotsOfAll = 1 << 21;

    /// <summary>How many transitions are remembered before all are forgotten.</summary>
    public const int MostLearned = 1 << 16;

    // Learning takes as long as some tens of events that are asked, in a wide model hundreds, so what is learned has to be used as often.
    private const int Review = 1024;
    private const int LeastWorth = 40;
    private const int WidthOfEvent = 4;

    // What a transition does beyond this counts as another one, so that memory has a bound.
    private const int ChangesOfOne = 8;

    private readonly Dictionary<int[], KnownState> states = new(StateComparer.Instance);
    private readonly HashSet<Sight> sights = [];
    private readonly (int First, bool IsCertain)[] slots;
    private readonly int slotsOfState;
    private readonly int mostLearned;
    private readonly int variables;
    private readonly int worth;
    private int learned;
    private int learnedOfReview;
    private long eventsOfReview;
    private int[]? home;

    private KnownStates(SimulationPlan plan, int mostLearned)
    {
        this.mostLearned = mostLearned;
        var next = 0;
        slots = new (int, bool)[plan.FirstReward + plan.Instants.Length];
        for (var item = 0; item < slots.Length; item++)
        {
            var e = plan.Happening(item);
            slots[item] = (next, e.IsCertain);
            next += e.Outcomes.Length;
        }

        slotsOfState = next;
        variables = plan.Model.Variables.Count;
        worth = LeastWorth + ((slotsOfState + variables + plan.Counted.Length) / WidthOfEvent);
    }

    /// <summary>Begins without any; <c>null</c> for a plan in which too much may happen, as in a fleet, or immediate events do.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="mostLearned">How many transitions are remembered at most; 0 for none.</param>
    public static KnownStates? Create(SimulationPlan plan, int mostLearned)
    {
        if (mostLearned == 0 || plan.Copies > 0 || plan.Immediate.Length > 0 || plan.FirstReward + plan.Instants.Length > MostSlots) return null;

        // Where a list of the plan tells all that any event does, there is no need.
        if (plan.RewardRates.Length == 0 && plan.Firings.Firings.All(f => f.Variable >= 0)) return null;
        var known = new KnownStates(plan, mostLearned);
        return known.slotsOfState <= MostSlots ? known : null;
    }

    /// <summary>The number of the first outcome of an event or, after all timed events, an instant; and whether it is certain.</summary>
    public ref readonly (int First, bool IsCertain) SlotOf(int item) => ref slots[item];

    /// <summary>The state of some values, which becomes known should it not be.</summary>
    /// <param name="values">The values; copied.</param>
    /// <param name="sight">What is observed in it.</param>
    public KnownState At(int[] values, Sight sight)
    {
        if (states.TryGetValue(values, out var state)) return state;
        if (!sights.TryGetValue(sight, out var same)) sights.Add(same = sight);
        state = new KnownState([.. values], same, slotsOfState) { IsHome = home is not null && values.AsSpan().SequenceEqual(home) };
        states.Add(state.Values, state);
        return state;
    }

    /// <summary>Tells which state is the one whose entries are counted.</summary>
    public void MakeHome(int[] values)
    {
        if (ReferenceEquals(values, home)) return;
        home = values;
        foreach (var state in states.Values) state.IsHome = state.Values.AsSpan().SequenceEqual(values);
    }

    /// <summary>Remembers what an outcome does; false when all this is not worth it, and the trajectory should go on without.</summary>
    /// <param name="here">The state.</param>
    /// <param name="slot">The outcome.</param>
    /// <param name="transition">What it does.</param>
    /// <param name="events">How many events there have been. Where fewer than are looked back at may be remembered, it is never given up.</param>
    public bool Learn(KnownState here, int slot, KnownTransition transition, long events)
    {
        here.Transitions[slot] = transition;
        learned += 1 + ((transition.Stops.Length + transition.Starts.Length + transition.Others.Length) / ChangesOfOne);
        if (++learnedOfReview < Review || mostLearned < Review) return true;
        var isWorthIt = events - eventsOfReview >= (long)worth * Review;
        (learnedOfReview, eventsOfReview) = (0, events);
        return isWorthIt;
    }

    /// <summary>True when what is known has become too much.</summary>
    public bool IsFull => learned >= mostLearned || (long)states.Count * (slotsOfState + variables) >= MostSlotsOfAll;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        states.Clear();
        sights.Clear();
        learned = 0;
    }
}
