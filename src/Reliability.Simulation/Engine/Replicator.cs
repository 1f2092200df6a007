using System.Numerics;
using System.Runtime.CompilerServices;
using Reliability.Simulation.Engine.LongRun;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>
/// Plays replications of a plan one after the other: the event loop. One a thread. After an event only the readers of what it changed are asked again.
/// Each event that is enabled has its clock; the first one goes off, found in an <see cref="EventQueue"/>. What comes of events of the common form stands in a <see cref="FiringTable"/>.
/// An event costs what it changes, and the logarithm of the number of events. The loop allocates nothing.
/// </summary>
internal sealed class Replicator
{
    private const int MostStepsAtOnce = 10_000;
    private const int MostEventsAtOnce = 100_000;

    private readonly SimulationPlan plan;
    private readonly Observer observer;
    private readonly int[] state;
    private readonly int[] values;
    private readonly int[] initial;
    private readonly SortedBits dirty;
    private readonly SortedBits immediateDirty;
    private readonly SortedBits immediateEnabled;
    private readonly Clocks clocks;
    private readonly ClusterStates clusters;
    private readonly Firing[] firings;
    private readonly FiringPattern[] patterns;
    private readonly DelaySampler[] samplers;
    private readonly double[] weights;
    private readonly CalendarClock calendar;
    private Xoshiro256PlusPlus stream;
    private double time;
    private long events;
    private bool settles;
    private ReplicationRecord record = null!;

    public Replicator(SimulationPlan plan)
    {
        this.plan = plan;
        observer = new Observer(plan);
        initial = plan.Model.InitialState();
        state = new int[initial.Length];
        values = new int[plan.MostAssignments];
        dirty = new SortedBits(plan.Items);
        immediateDirty = new SortedBits(plan.Immediate.Length);
        immediateEnabled = new SortedBits(plan.Immediate.Length);
        clocks = new Clocks(plan);
        clusters = new ClusterStates(plan);
        firings = plan.Firings.Firings;
        patterns = plan.Firings.Patterns;
        samplers = plan.Samplers;
        weights = new double[plan.Immediate.Length];
        calendar = new CalendarClock(plan);
    }

    /// <summary>Now, in hours.</summary>
    public double Time => time;

    /// <summary>The values of the variables now; changes as it plays.</summary>
    public int[] State => state;

    /// <summary>True while the service is down.</summary>
    public bool IsDown => observer.IsDown;

    /// <summary>Plays one replication; false when it was cancelled.</summary>
    public bool Play(Xoshiro256PlusPlus numbers, ReplicationRecord newRecord, CancellationToken cancellation)
    {
        Begin(numbers, newRecord);
        var pause = Advance(plan.HorizonHours, long.MaxValue, null, 0, cancellation);
        if (pause == Pause.Cancelled) return false;
        newRecord.Ended = pause == Pause.Ended;
        observer.End();
        newRecord.Events = events;
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
        var still = 0;
        for (var steps = 0L; steps < mostSteps; )
        {
            if ((++steps & 0xFFF) == 0 && cancellation.IsCancellationRequested) return Pause.Cancelled;
            var limit = until;
            calendar.First(ref limit);
            var first = clocks.First(ref limit);
            var before = time;
            if (first >= 0)
            {
                time = limit;
                Fire(first);
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
            if (still > MostEventsAtOnce) throw Fault($"no time passes: {MostEventsAtOnce} events happened at {time} h, and there is no end");
            if (home is not null && state.AsSpan().SequenceEqual(home) && --entries == 0) return Pause.Returned;
        }

        return Pause.Steps;
    }

    /// <summary>Ends a piece of the run now, and goes on with a new record.</summary>
    public void Cut(ReplicationRecord next)
    {
        observer.Cut(time, next);
        record.Events = events;
        events = 0;
        record = next;
    }

    /// <summary>Begins a run in a state in which time passes, or in the first one of the model.</summary>
    public void Begin(Xoshiro256PlusPlus numbers, ReplicationRecord newRecord, int[]? from = null)
    {
        record = newRecord;
        stream = numbers;
        time = 0;
        events = 0;
        (from ?? initial).CopyTo(state, 0);
        dirty.Clear();
        for (var item = 0; item < plan.Items; item++)
        {
            if (plan.Clusters.Homes[item].Bit < 0) dirty.Add(item);
        }

        immediateDirty.Fill();
        immediateEnabled.Clear();
        clocks.Clear();
        calendar.Begin();
        settles = plan.Immediate.Length > 0;
        clusters.Begin(state);
        Settle(observed: false);
        observer.Begin(newRecord, state);
        Refresh(plan.UnknownCause, takesOver: false);
    }

    private void Fire(int item)
    {
        ref readonly var firing = ref firings[item];
        if (firing.Variable >= 0)
        {
            clocks.Stop(item);
            Happen(firing, item);
            return;
        }

        clocks.Fire(item);
        var e = plan.Timed(item);
        var outcome = Selected(e);
        if (plan.Clusters.Homes[item].Moves >= 0 && clusters.MoveOf(item, outcome, state) is { } move)
        {
            Happen(move, item);
            return;
        }

        if (!clusters.Fire(item)) dirty.Add(item);
        Happen(e, outcome, takesOver: false);
    }

    // The common case of many like units, which looks at nothing but a list.
    private void Happen(in Firing firing, int item)
    {
        events++;
        var look = false;
        var pattern = patterns[firing.Pattern];
        ref var value = ref state[firing.Variable];
        if (value == pattern.Value)
        {
            Ask(item, ref look);
            return;
        }

        value = pattern.Value;
        Carry(pattern.Effects, item, firing.Condition, ref look);
        if (look) observer.Look(time, state, pattern.Cause, takesOver: false);
    }

    // The common case of variables that are read together.
    private void Happen(Move move, int item)
    {
        events++;
        clusters.Go(item, move);
        for (var i = 0; i < move.Variables.Length; i++) state[move.Variables[i]] = move.Values[i];
        var look = false;
        Carry(move.Effects, 0, 0, ref look);
        if (look) observer.Look(time, state, move.Cause, takesOver: false);
    }

    // Readers are counted from an item, and from a condition.
    private void Carry(Effect[] effects, int item, int condition, ref bool look)
    {
        foreach (ref readonly var effect in effects.AsSpan()) Carry(effect, item, condition, ref look);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Carry(in Effect effect, int item, int condition, ref bool look)
    {
        switch (effect.Kind)
        {
            case EffectKind.Stop:
                clocks.Stop(item + effect.Reader);
                break;
            case EffectKind.RunExponential:
                clocks.Run(item + effect.Reader, effect.Mean, time, ref stream);
                break;
            case EffectKind.RunGeneral:
                clocks.Run(item + effect.Reader, samplers[effect.Number], time, ref stream);
                break;
            case EffectKind.Ask:
                Ask(item + effect.Reader, ref look);
                break;
            case EffectKind.Reward:
                observer.DoubtRewards();
                look = true;
                break;
            case EffectKind.Recount:
                Ask(plan.FirstCounted + condition + effect.Reader, ref look);
                break;
            default:
                look |= observer.Recount(condition + effect.Reader, effect.Number, effect.Kind == EffectKind.Holds);
                break;
        }
    }

    private void FireInstants()
    {
        foreach (var i in calendar.Take(time))
        {
            if (plan.Instants[i].Enabled(state)) Happen(plan.Instants[i], Selected(plan.Instants[i]), plan.TakesOver[i]);
        }
    }

    private void Happen(PlanEvent e, PlanOutcome outcome, bool takesOver)
    {
        Apply(e, outcome, observed: true);
        if (settles) Settle(observed: true);
        Refresh(outcome.Cause, takesOver);
    }

    private void Apply(PlanEvent e, PlanOutcome outcome, bool observed)
    {
        events++;
        if (observed && e.Impulses.Length > 0) observer.Earn(time, e, state);
        var constant = outcome.IsConstant;
        if (!constant)
        {
            for (var i = 0; i < outcome.Values.Length; i++) values[i] = outcome.Values[i](state);
        }

        var from = constant ? outcome.Constants : values;
        for (var i = 0; i < outcome.Variables.Length; i++) Assign(outcome.Variables[i], from[i], e);
    }

    private PlanOutcome Selected(PlanEvent e) => e.IsCertain
        ? e.Outcomes[0]
        : e.Select(state, stream.NextDouble()) ?? throw Fault($"the probabilities of the outcomes of '{e.Name}' do not sum to 1, or one of them is below 0");

    private void Assign(int variable, int value, PlanEvent e)
    {
        if (value < plan.Minimum[variable] || value > plan.Maximum[variable])
        {
            throw Fault($"'{e.Name}' sets variable '{plan.Model.Variables[variable].Name}' to {value}, outside its range {plan.Minimum[variable]}..{plan.Maximum[variable]}");
        }

        Change(variable, value);
    }

    private void Change(int variable, int value)
    {
        var by = value - state[variable];
        if (by == 0) return;
        state[variable] = value;
        clusters.Change(variable, by);
        foreach (var item in plan.Readers.Of(variable)) dirty.Add(item);
        foreach (var item in plan.ImmediateReaders.Of(variable))
        {
            immediateDirty.Add(item);
            settles = true;
        }
    }

    private void Settle(bool observed)
    {
        for (var steps = 0; settles; steps++)
        {
            for (var i = immediateDirty.From(0); i >= 0; i = immediateDirty.From(i + 1))
            {
                immediateDirty.Remove(i);
                if (plan.Immediate[i].Enabled(state)) immediateEnabled.Add(i);
                else immediateEnabled.Remove(i);
            }

            var first = immediateEnabled.From(0);
            if (first < 0) break;
            var sum = 0.0;
            var last = first;
            for (var i = first; i >= 0 && plan.Immediate[i].Priority == plan.Immediate[first].Priority; i = immediateEnabled.From(i + 1))
            {
                var e = plan.Immediate[i];
                var weight = e.FixedRate ?? e.Rate(state);
                if (!(weight > 0) || !double.IsFinite(weight)) throw Fault($"immediate event '{e.Name}' has the weight {weight}; a weight is a finite number above zero");
                weights[i] = weight;
                sum += weight;
                last = i;
            }

            if (steps >= MostStepsAtOnce) throw Fault($"immediate event '{plan.Immediate[last].Name}' never lets time pass: {MostStepsAtOnce} immediate events happened in a row");
            var chosen = last;
            if (first < last)
            {
                var point = stream.NextDouble() * sum;
                for (var i = first; i < last; i = immediateEnabled.From(i + 1))
                {
                    if (point < weights[i])
                    {
                        chosen = i;
                        break;
                    }

                    point -= weights[i];
                }
            }

            Apply(plan.Immediate[chosen], Selected(plan.Immediate[chosen]), observed);
        }

        settles = false;
    }

    // Deals with what reads a changed variable: clocks, and at last the observer.
    private void Refresh(int cause, bool takesOver)
    {
        var look = takesOver;
        while (clusters.Next(state, out var holds, out var differ) is var cluster && cluster >= 0)
        {
            for (; differ != 0; differ &= differ - 1)
            {
                var bit = BitOperations.TrailingZeroCount(differ);
                Carry(clusters.Effect(cluster, bit).When(((holds >> bit) & 1) != 0), 0, 0, ref look);
            }
        }

        for (var item = dirty.From(0); item >= 0; item = dirty.From(item + 1))
        {
            dirty.Remove(item);
            Ask(item, ref look);
        }

        if (look) observer.Look(time, state, cause, takesOver);
    }

    // Items that are in no cluster are asked in ascending order.
    private void Ask(int item, ref bool look)
    {
        if (item >= plan.FirstCounted)
        {
            var condition = item - plan.FirstCounted;
            look |= observer.Recount(condition, plan.CounterOf[condition], plan.Holds(item, state));
            return;
        }

        if (item >= plan.FirstReward)
        {
            observer.DoubtRewards();
            look = true;
            return;
        }

        ref readonly var core = ref plan.Cores[item];
        var enabled = plan.Holds(item, state);
        if (item >= plan.Exponential.Length) clocks.Set(item, enabled, time, ref stream);
        else if (!core.IsFixed) clocks.SetRate(item, enabled ? RateOf(plan.Exponential[item]) : 0, time, ref stream);
        else if (enabled) clocks.Run(item, core.Mean, time, ref stream);
        else clocks.Stop(item);
    }

    private double RateOf(PlanEvent e)
    {
        var rate = e.FixedRate ?? e.Rate(state);
        return rate >= 0 && double.IsFinite(rate) ? rate : throw Fault($"event '{e.Name}' has the rate {rate}; a rate is a finite number, not below zero");
    }

    private SimulationException Fault(string what) =>
        new($"model '{plan.Model.Name}': {what}; state (" + string.Join(", ", plan.Model.Variables.Select((v, i) => $"{v.Name}={state[i]}")) + $") at {time} h");
}
