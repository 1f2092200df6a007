using Reliability.Simulation.Engine.LongRun;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>
/// Plays replications of a plan one after the other: the event loop. One a thread. Each event that is enabled has its clock; the first one goes off, found in an <see cref="EventQueue"/>. What an event
/// does is asked of a <see cref="Stepper"/> and, where states come again, remembered in <see cref="KnownStates"/>: which of them tells it makes no difference to what happens.
/// An event costs what it changes, and the logarithm of the number of events. The loop allocates nothing but for what it learns.
/// </summary>
internal sealed class Replicator
{
    private const int MostEventsAtOnce = 100_000;

    private readonly SimulationPlan plan;
    private readonly Observer observer;
    private readonly Clocks clocks;
    private readonly CalendarClock calendar;
    private readonly Stepper stepper;
    private readonly DelaySampler?[] samplers;
    private readonly int[] initial;
    private readonly List<ClockChange> journal = [];
    private KnownStates? known;
    private KnownState? here;
    private bool isStepperThere;
    private Xoshiro256PlusPlus stream;
    private double time;
    private long events;
    private long eventsOfAll;
    private ReplicationRecord record = null!;

    /// <summary>Makes one ready for a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="mostLearned">How many transitions it remembers at most; 0 for none.</param>
    public Replicator(SimulationPlan plan, int mostLearned = KnownStates.MostLearned)
    {
        this.plan = plan;
        observer = new Observer(plan);
        clocks = new Clocks(plan);
        calendar = new CalendarClock(plan);
        stepper = new Stepper(plan, clocks, observer);
        known = KnownStates.Create(plan, mostLearned);
        samplers = [.. Enumerable.Range(0, plan.FirstReward).Select(item => plan.Timed(item).Sampler)];
        initial = plan.Model.InitialState();
    }

    /// <summary>Now, in hours.</summary>
    public double Time => time;

    /// <summary>The values of the variables now; changes as it plays.</summary>
    public int[] State => here?.Values ?? stepper.State;

    /// <summary>True while the service is down.</summary>
    public bool IsDown => observer.IsDown;

    /// <summary>Plays one replication; false when it was cancelled.</summary>
    public bool Play(Xoshiro256PlusPlus numbers, ReplicationRecord newRecord, CancellationToken cancellation)
    {
        Begin(numbers, newRecord);
        var pause = Advance(observer.Horizon, long.MaxValue, null, 0, cancellation);
        if (pause == Pause.Cancelled) return false;
        newRecord.Ended = pause == Pause.Ended;
        observer.End();
        record.Events = TakeEvents();
        return true;
    }

    /// <summary>Plays on until a time, so many steps, or so many entries into a state, whatever comes first.</summary>
    /// <param name="until">The time; not after the horizon unless infinite.</param>
    /// <param name="mostSteps">How many steps: events with what follows at once, or instants that coincide.</param>
    /// <param name="home">The state; <c>null</c> for none.</param>
    /// <param name="entries">How many entries, at least 1.</param>
    /// <param name="cancellation">Looked at every 4,096 steps.</param>
    public Pause Advance(double until, long mostSteps, int[]? home, long entries, CancellationToken cancellation)
    {
        // No clock goes off later than at the greatest number.
        until = Math.Min(until, double.MaxValue);
        if (home is not null) known?.MakeHome(home);
        var still = 0;
        for (var steps = 0L; steps < mostSteps; )
        {
            if ((++steps & 0xFFF) == 0 && cancellation.IsCancellationRequested) return Pause.Cancelled;
            var limit = Math.Min(until, calendar.Next);
            var first = clocks.First(ref limit);
            var before = time;
            if (first >= 0)
            {
                time = limit;
                if (here is null) stepper.Fire(first, null, time, ref stream);
                else FireKnown(first);
            }
            else if (limit < until)
            {
                time = limit;
                FireInstants();
            }
            else
            {
                // A state that is never left: nothing can happen any more.
                if (calendar.IsEmpty && clocks.AreIdle()) return Pause.Ended;
                time = until;
                return Pause.Time;
            }

            still = time > before ? 0 : still + 1;
            if (still > MostEventsAtOnce) throw plan.Fault(first < 0 ? null : plan.Timed(first), $"no time passes: {MostEventsAtOnce} events happened at {time} h, and there is no end", State, time);
            if (home is not null && IsIn(home) && --entries == 0) return Pause.Returned;
        }

        return Pause.Steps;
    }

    /// <summary>Ends a piece of the run now, and goes on with a new record.</summary>
    public void Cut(ReplicationRecord next)
    {
        observer.Cut(time, next);
        record.Events = TakeEvents();
        record = next;
    }

    /// <summary>Begins a run in a state in which time passes, or in the first one of the model.</summary>
    public void Begin(Xoshiro256PlusPlus numbers, ReplicationRecord newRecord, int[]? from = null)
    {
        record = newRecord;
        stream = numbers;
        time = 0;
        events = 0;
        here = null;
        calendar.Begin();
        if (plan.StartSpreadHours > 0) observer.Delay(plan.StartSpreadHours * stream.NextDouble());
        stepper.Begin(from ?? initial, newRecord, ref stream);
        ComeTo();
    }

    private bool IsIn(int[] home) => here is null ? stepper.State.AsSpan().SequenceEqual(home) : here.IsHome;

    private long TakeEvents()
    {
        var all = events + stepper.Events;
        (events, stepper.Events) = (0, 0);
        eventsOfAll += all;
        return all;
    }

    // The stepper has come to a state, and what was observed there is looked at.
    private void ComeTo()
    {
        here = known?.At(stepper.State, observer.Seen());
        isStepperThere = true;
    }

    private void FireInstants()
    {
        foreach (var i in calendar.Take())
        {
            if (here is not null)
            {
                FireKnown(plan.FirstReward + i);
                continue;
            }

            var instant = plan.Instants[i];
            if (instant.Enabled(stepper.State)) stepper.Happen(instant, stepper.Selected(instant, stepper.State, time, ref stream), plan.TakesOver[i], time, ref stream);
        }
    }

    // A timed event, or after all of those an instant, in a known state.
    private void FireKnown(int item)
    {
        ref readonly var slot = ref known!.SlotOf(item);
        var number = slot.First;
        PlanOutcome? outcome = null;
        if (!slot.IsCertain)
        {
            var e = plan.Happening(item);
            if (item >= plan.FirstReward && !e.Enabled(here!.Values)) return;
            outcome = stepper.Selected(e, here!.Values, time, ref stream);
            number += outcome.Number;
        }

        if (here!.Transitions[number] is not { } transition)
        {
            Learn(item, outcome, number);
            return;
        }

        if (item < plan.FirstReward) clocks.Fire(item);
        events += transition.Events;
        clocks.Carry(transition, time, ref stream);
        if (!transition.IsPlain)
        {
            foreach (ref readonly var change in transition.Others.AsSpan()) Carry(change);
            if (transition.Earned.Length > 0) observer.Earn(time, transition.Earned);
        }

        if (transition.Looks) observer.Look(time, transition);
        here = transition.Target;
        isStepperThere = false;
    }

    private void Carry(in ClockChange change)
    {
        switch (change.Kind)
        {
            case ClockChangeKind.RunExponential:
                clocks.Run(change.Item, change.Number, time, ref stream);
                break;
            case ClockChangeKind.RunGeneral:
                clocks.Run(change.Item, samplers[change.Item]!, time, ref stream);
                break;
            case ClockChangeKind.SetRate:
                clocks.SetRate(change.Item, change.Number, time, ref stream);
                break;
            default:
                clocks.Set(change.Item, change.Kind == ClockChangeKind.Enable, time, ref stream);
                break;
        }
    }

    // Has the stepper do it, and watches.
    private void Learn(int item, PlanOutcome? selected, int slot)
    {
        var source = here!;
        var e = plan.Happening(item);
        var isInstant = item >= plan.FirstReward;
        if (isInstant && !e.Enabled(source.Values))
        {
            source.Transitions[slot] = KnownTransition.Nothing(source);
            return;
        }

        if (!isStepperThere) stepper.GoOn(source.Values);
        var outcome = selected ?? e.Outcomes[0];
        var earned = Array.ConvertAll(e.Impulses, i => (i.Reward, i.Amount(source.Values)));
        var takesOver = isInstant && plan.TakesOver[item - plan.FirstReward];
        journal.Clear();
        clocks.Journal = journal;
        try
        {
            if (isInstant) stepper.Happen(e, outcome, takesOver, time, ref stream);
            else stepper.Fire(item, outcome, time, ref stream);
        }
        finally
        {
            clocks.Journal = null;
        }

        ComeTo();
        var transition = KnownTransition.Of(isInstant ? -1 : item, source, here!, samplers, journal, earned, outcome.Cause, takesOver);
        if (!known!.Learn(source, slot, transition, eventsOfAll + events + stepper.Events)) (known, here) = (null, null);
        else if (known.IsFull)
        {
            known.Clear();
            ComeTo();
        }
    }
}
