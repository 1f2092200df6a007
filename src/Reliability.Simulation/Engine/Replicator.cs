using Reliability.Simulation.Engine.LongRun;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>
/// Plays replications of a plan one after the other: the event loop. One a thread. After an event only the readers of what it changed are asked again.
/// Exponential events race by their total rate, drawn anew at each step, and one is found in a <see cref="SumTree"/>; general delays wait in an <see cref="EventQueue"/>.
/// An event costs what it changes, and the logarithm of the number of events. The loop allocates nothing.
/// </summary>
internal sealed class Replicator
{
    private const int MostStepsAtOnce = 10_000;
    private const int MostEventsAtOnce = 100_000;
    private const double SameTime = 1e-13;

    private readonly SimulationPlan plan;
    private readonly Observer observer;
    private readonly int[] state;
    private readonly int[] values;
    private readonly int[] initial;
    private readonly SortedBits dirty;
    private readonly SortedBits immediateDirty;
    private readonly SortedBits immediateEnabled;
    private readonly SumTree rates;
    private readonly EventQueue due;
    private readonly double[] left;
    private readonly double[] ages;
    private readonly double[] lengths;
    private readonly double[] weights;
    private readonly long[] occurrences;
    private readonly EventQueue instants;
    private readonly int[] together;
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
        rates = new SumTree(plan.Exponential.Length);
        due = new EventQueue(plan.General.Length);
        left = new double[plan.General.Length];
        ages = new double[plan.General.Length];
        lengths = new double[plan.General.Length];
        weights = new double[plan.Immediate.Length];
        occurrences = new long[plan.Instants.Length];
        instants = new EventQueue(plan.Instants.Length);
        together = new int[plan.Instants.Length];
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
            instants.First(ref limit);
            var first = due.First(ref limit);
            var before = time;
            if (rates.Total > 0 && time + (Variates.StandardExponential(ref stream) / rates.Total) is var next && next < limit)
            {
                time = next;
                FireExponential();
            }
            else if (limit >= until)
            {
                // A state that is never left: nothing can happen any more.
                if (first < 0 && plan.Instants.Length == 0 && rates.IsZero() && due.IsIdle()) return Pause.Ended;
                time = until;
                return Pause.Time;
            }
            else
            {
                time = limit;
                if (first >= 0) FireGeneral(first);
                else FireInstants();
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
        dirty.Fill();
        immediateDirty.Fill();
        immediateEnabled.Clear();
        due.Clear();
        Array.Fill(left, double.NaN);
        Array.Clear(ages);
        rates.Clear();
        Array.Clear(occurrences);
        instants.Clear();
        for (var i = 0; i < together.Length; i++) instants[i] = Occurrence(i);
        settles = plan.Immediate.Length > 0;
        Settle(observed: false);
        observer.Begin(newRecord, state);
        Refresh(plan.UnknownCause, takesOver: false);
    }

    private void FireExponential()
    {
        var i = rates.Find(stream.NextDouble() * rates.Total);
        if (!HappenFast(i)) Happen(plan.Exponential[i], takesOver: false);
    }

    private void FireGeneral(int index)
    {
        due[index] = double.PositiveInfinity;
        left[index] = double.NaN;
        var repair = plan.General[index].Repair;
        if (!repair.IsAsNew) ages[index] = repair.Next(ages[index], lengths[index]);
        var item = plan.Exponential.Length + index;
        dirty.Add(item);
        if (!HappenFast(item)) Happen(plan.General[index], takesOver: false);
    }

    private void FireInstants()
    {
        // Those that differ by rounding only happen in the order of the model.
        var after = Math.BitIncrement(time * (1 + SameTime));
        var count = 0;
        for (var limit = after; instants.First(ref limit) is var i && i >= 0; limit = after)
        {
            occurrences[i]++;
            instants[i] = Occurrence(i);
            together[count++] = i;
        }

        together.AsSpan(0, count).Sort();
        foreach (var i in together.AsSpan(0, count))
        {
            if (plan.Instants[i].Enabled(state)) Happen(plan.Instants[i], plan.TakesOver[i]);
        }
    }

    private double Occurrence(int i)
    {
        var at = plan.Offsets[i] + (occurrences[i] * plan.Periods[i]);
        var found = Array.BinarySearch(plan.Marks, at);
        if (found >= 0) return at;
        var above = ~found;
        if (above < plan.Marks.Length && plan.Marks[above] - at <= SameTime * at) return plan.Marks[above];
        return above > 0 && at - plan.Marks[above - 1] <= SameTime * at ? plan.Marks[above - 1] : at;
    }

    private void Happen(PlanEvent e, bool takesOver)
    {
        var outcome = Apply(e, observed: true);
        if (settles) Settle(observed: true);
        Refresh(outcome.Cause, takesOver);
    }

    // The common case, which looks at nothing but half a cache line.
    private bool HappenFast(int item)
    {
        ref readonly var core = ref plan.Cores[item];
        if (core.TargetVariable < 0) return false;
        events++;
        Change(core.TargetVariable, core.TargetValue);
        if (settles) Settle(observed: true);
        Refresh(core.Cause, takesOver: false);
        return true;
    }

    private PlanOutcome Apply(PlanEvent e, bool observed)
    {
        events++;
        if (observed && e.Impulses.Length > 0) observer.Earn(time, e, state);
        var outcome = e.IsCertain
            ? e.Outcomes[0]
            : e.Select(state, stream.NextDouble()) ?? throw Fault($"the probabilities of the outcomes of '{e.Name}' do not sum to 1, or one of them is below 0");
        var constant = outcome.IsConstant;
        if (!constant)
        {
            for (var i = 0; i < outcome.Values.Length; i++) values[i] = outcome.Values[i](state);
        }

        var from = constant ? outcome.Constants : values;
        for (var i = 0; i < outcome.Variables.Length; i++) Assign(outcome.Variables[i], from[i], e);
        return outcome;
    }

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
        if (state[variable] == value) return;
        state[variable] = value;
        if (plan.ReaderMasks is { } masks)
        {
            dirty.OnlyWord |= masks[variable];
        }
        else
        {
            foreach (var item in plan.Readers.Of(variable)) dirty.Add(item);
        }

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

            Apply(plan.Immediate[chosen], observed);
        }

        settles = false;
    }

    // Asks what reads a changed variable again: rates, clocks, and at last the observer.
    private void Refresh(int cause, bool takesOver)
    {
        var look = takesOver;
        var resum = false;
        if (plan.ReaderMasks is not null)
        {
            var bits = dirty.OnlyWord;
            dirty.OnlyWord = 0;
            for (; bits != 0; bits &= bits - 1) Ask(System.Numerics.BitOperations.TrailingZeroCount(bits), ref resum, ref look);
        }
        else
        {
            for (var item = dirty.From(0); item >= 0; item = dirty.From(item + 1))
            {
                dirty.Remove(item);
                Ask(item, ref resum, ref look);
            }
        }

        if (resum)
        {
            rates.Update();
            if (!double.IsFinite(rates.Total)) throw Fault("the rates sum to infinity");
        }

        if (look) observer.Look(time, state, cause, takesOver);
    }

    // Items are asked in ascending order.
    private void Ask(int item, ref bool resum, ref bool look)
    {
        if (item < plan.Exponential.Length)
        {
            var rate = RateOf(item);
            if (rate == rates[item]) return;
            rates.Set(item, rate);
            resum = true;
        }
        else if (item < plan.FirstObserver)
        {
            SetClock(item - plan.Exponential.Length);
        }
        else
        {
            look |= item < plan.FirstCounted || observer.Recount(item - plan.FirstCounted, state);
        }
    }

    private double RateOf(int item)
    {
        ref readonly var core = ref plan.Cores[item];
        if (core.Guard.Exists)
        {
            if (!core.Guard.Holds(state)) return 0;
            if (!double.IsNaN(core.Rate)) return core.Rate;
        }

        var e = plan.Exponential[item];
        if (!e.Enabled(state)) return 0;
        var rate = e.FixedRate ?? e.Rate(state);
        if (!(rate >= 0) || !double.IsFinite(rate)) throw Fault($"event '{e.Name}' has the rate {rate}; a rate is a finite number, not below zero");
        return rate;
    }

    private void SetClock(int i)
    {
        var e = plan.General[i];
        ref readonly var core = ref plan.Cores[plan.Exponential.Length + i];
        var runs = due[i] < double.PositiveInfinity;
        if ((core.Guard.Exists ? core.Guard.Holds(state) : e.Enabled(state)) == runs) return;
        if (runs)
        {
            left[i] = e.Resumes ? Math.Max(0, due[i] - time) : double.NaN;
            due[i] = double.PositiveInfinity;
            return;
        }

        // A delay that goes on keeps the length it was drawn with, of which the age after the event is made.
        if (double.IsNaN(left[i])) lengths[i] = left[i] = e.Sampler!.Draw(ref stream, ages[i]);
        due[i] = time + left[i];
        left[i] = double.NaN;
    }

    private SimulationException Fault(string what) =>
        new($"model '{plan.Model.Name}': {what}; state (" + string.Join(", ", plan.Model.Variables.Select((v, i) => $"{v.Name}={state[i]}")) + $") at {time} h");
}
