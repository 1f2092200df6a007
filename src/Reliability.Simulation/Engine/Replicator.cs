using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>
/// Plays replications of a plan one after the other: the event loop. One a thread. After an event only the readers of what it changed are asked again.
/// Exponential events race by their total rate, drawn anew at each step; rates are summed in groups of eight, and a group in which one changed is
/// summed from scratch, so no rounding builds up. The loop allocates nothing.
/// </summary>
internal sealed class Replicator
{
    private const int Group = 8;
    private const int MostStepsAtOnce = 10_000;
    private const int MostEventsAtOnce = 100_000;
    private const double SameTime = 1e-13;

    private readonly SimulationPlan plan;
    private readonly Observer observer;
    private readonly int[] state;
    private readonly int[] values;
    private readonly int[] initial;
    private readonly ulong[] dirty;
    private readonly double[] rates;
    private readonly double[] groups;
    private readonly double[] due;
    private readonly double[] left;
    private readonly double[] ages;
    private readonly double[] lengths;
    private readonly double[] weights;
    private readonly long[] occurrences;
    private readonly double[] instants;
    private Xoshiro256PlusPlus stream;
    private double total;
    private double time;
    private double nextInstant;
    private long events;
    private bool immediateDirty;

    public Replicator(SimulationPlan plan)
    {
        this.plan = plan;
        observer = new Observer(plan);
        initial = plan.Model.InitialState();
        state = new int[initial.Length];
        values = new int[plan.MostAssignments];
        dirty = new ulong[plan.Words];
        groups = new double[(plan.Exponential.Length + Group - 1) / Group];
        rates = new double[groups.Length * Group];
        due = new double[plan.General.Length];
        left = new double[plan.General.Length];
        ages = new double[plan.General.Length];
        lengths = new double[plan.General.Length];
        weights = new double[plan.Immediate.Length];
        occurrences = new long[plan.Instants.Length];
        instants = new double[plan.Instants.Length];
    }

    /// <summary>Plays one replication; false when it was cancelled.</summary>
    public bool Play(Xoshiro256PlusPlus numbers, ReplicationRecord record, CancellationToken cancellation)
    {
        Begin(numbers, record);
        var steps = 0;
        var still = 0;
        while (true)
        {
            if ((++steps & 0xFFF) == 0 && cancellation.IsCancellationRequested) return false;
            var limit = Math.Min(plan.HorizonHours, nextInstant);
            var first = -1;
            for (var i = 0; i < due.Length; i++)
            {
                if (due[i] >= limit) continue;
                limit = due[i];
                first = i;
            }

            var before = time;
            if (total > 0 && time + (Variates.StandardExponential(ref stream) / total) is var next && next < limit)
            {
                time = next;
                FireExponential();
            }
            else if (limit >= plan.HorizonHours)
            {
                // Nothing can happen any more: a state that is never left.
                record.Ended = first < 0 && instants.Length == 0 && Array.TrueForAll(rates, static r => r == 0) && Array.TrueForAll(due, double.IsPositiveInfinity);
                break;
            }
            else
            {
                time = limit;
                if (first >= 0) FireGeneral(first);
                else FireInstants();
            }

            still = time > before ? 0 : still + 1;
            if (still > MostEventsAtOnce) throw Fault($"no time passes: {MostEventsAtOnce} events happened at {time} h, and there is no end");
        }

        observer.End();
        record.Events = events;
        return true;
    }

    private void Begin(Xoshiro256PlusPlus numbers, ReplicationRecord record)
    {
        stream = numbers;
        time = 0;
        events = 0;
        total = 0;
        initial.CopyTo(state, 0);
        Array.Fill(dirty, ulong.MaxValue);
        if ((plan.Items & 63) != 0) dirty[^1] = (1UL << plan.Items) - 1;
        Array.Fill(due, double.PositiveInfinity);
        Array.Fill(left, double.NaN);
        Array.Clear(ages);
        Array.Clear(rates);
        Array.Clear(groups);
        Array.Clear(occurrences);
        for (var i = 0; i < instants.Length; i++) instants[i] = Occurrence(i);
        nextInstant = Earliest();
        immediateDirty = plan.Immediate.Length > 0;
        Settle(observed: false);
        observer.Begin(record, state);
        Refresh(plan.UnknownCause, takesOver: false);
    }

    private void FireExponential()
    {
        var point = stream.NextDouble() * total;
        var g = 0;
        while (g < groups.Length - 1 && point >= groups[g]) point -= groups[g++];
        var i = g * Group;
        var end = Math.Min(i + Group, plan.Exponential.Length) - 1;
        while (i < end && point >= rates[i]) point -= rates[i++];
        // By rounding the point may fall behind the last event that is enabled.
        while (i > 0 && rates[i] == 0) i--;
        if (rates[i] == 0) i = Array.FindIndex(rates, static r => r > 0);
        Happen(plan.Exponential[i], takesOver: false);
    }

    private void FireGeneral(int index)
    {
        due[index] = double.PositiveInfinity;
        left[index] = double.NaN;
        var repair = plan.General[index].Repair;
        if (!repair.IsAsNew) ages[index] = repair.Next(ages[index], lengths[index]);
        var item = plan.Exponential.Length + index;
        dirty[item >> 6] |= 1UL << item;
        Happen(plan.General[index], takesOver: false);
    }

    private void FireInstants()
    {
        var latest = time * (1 + SameTime);
        for (var i = 0; i < instants.Length; i++)
        {
            if (instants[i] > latest) continue;
            occurrences[i]++;
            instants[i] = Occurrence(i);
            if (plan.Instants[i].Enabled(state)) Happen(plan.Instants[i], plan.TakesOver[i]);
        }

        nextInstant = Earliest();
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

    private double Earliest()
    {
        var earliest = double.PositiveInfinity;
        foreach (var at in instants) earliest = Math.Min(earliest, at);
        return earliest;
    }

    private void Happen(PlanEvent e, bool takesOver)
    {
        var outcome = Apply(e, observed: true);
        if (immediateDirty) Settle(observed: true);
        Refresh(outcome.Cause, takesOver);
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
        if (state[variable] == value) return;
        if (value < plan.Minimum[variable] || value > plan.Maximum[variable])
        {
            throw Fault($"'{e.Name}' sets variable '{plan.Model.Variables[variable].Name}' to {value}, outside its range {plan.Minimum[variable]}..{plan.Maximum[variable]}");
        }

        state[variable] = value;
        immediateDirty |= plan.ImmediateReads[variable];
        for (var w = 0; w < dirty.Length; w++) dirty[w] |= plan.Readers[(variable * dirty.Length) + w];
    }

    private void Settle(bool observed)
    {
        for (var steps = 0; immediateDirty; steps++)
        {
            var sum = 0.0;
            var last = -1;
            for (var i = 0; i < plan.Immediate.Length; i++)
            {
                var e = plan.Immediate[i];
                if (last >= 0 && e.Priority < plan.Immediate[last].Priority) break;
                weights[i] = 0;
                if (!e.Enabled(state)) continue;
                var weight = e.FixedRate ?? e.Rate(state);
                if (!(weight > 0) || !double.IsFinite(weight)) throw Fault($"immediate event '{e.Name}' has the weight {weight}; a weight is a finite number above zero");
                weights[i] = weight;
                sum += weight;
                last = i;
            }

            if (last < 0) break;
            if (steps >= MostStepsAtOnce) throw Fault($"immediate event '{plan.Immediate[last].Name}' never lets time pass: {MostStepsAtOnce} immediate events happened in a row");
            var chosen = last;
            if (weights[last] < sum)
            {
                var point = stream.NextDouble() * sum;
                for (var i = 0; i < last; i++)
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

        immediateDirty = false;
    }

    // Asks what reads a changed variable again: rates, clocks, and at last the observer.
    private void Refresh(int cause, bool takesOver)
    {
        var look = takesOver;
        var summed = -1;
        var resum = false;
        for (var w = 0; w < dirty.Length; w++)
        {
            var bits = dirty[w];
            dirty[w] = 0;
            for (; bits != 0; bits &= bits - 1)
            {
                var item = (w << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                if (item < plan.Exponential.Length)
                {
                    var rate = RateOf(plan.Exponential[item]);
                    if (rate == rates[item]) continue;
                    rates[item] = rate;
                    // Items come in ascending order, so a group is summed when the next one begins.
                    if (summed >= 0 && summed != item / Group) Sum(summed);
                    summed = item / Group;
                    resum = true;
                }
                else if (item < plan.FirstImmediate)
                {
                    SetClock(item - plan.Exponential.Length);
                }
                else
                {
                    look |= item >= plan.FirstObserver;
                }
            }
        }

        if (resum)
        {
            Sum(summed);
            var sum = 0.0;
            foreach (var part in groups) sum += part;
            total = sum;
            if (!double.IsFinite(total)) throw Fault("the rates sum to infinity");
        }

        if (look) observer.Look(time, state, cause, takesOver);
    }

    private double RateOf(PlanEvent e)
    {
        if (!e.Enabled(state)) return 0;
        var rate = e.FixedRate ?? e.Rate(state);
        if (!(rate >= 0) || !double.IsFinite(rate)) throw Fault($"event '{e.Name}' has the rate {rate}; a rate is a finite number, not below zero");
        return rate;
    }

    private void Sum(int group)
    {
        var part = rates.AsSpan(group * Group, Group);
        groups[group] = part[0] + part[1] + (part[2] + part[3]) + (part[4] + part[5] + (part[6] + part[7]));
    }

    private void SetClock(int i)
    {
        var e = plan.General[i];
        var runs = due[i] < double.PositiveInfinity;
        if (e.Enabled(state) == runs) return;
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
