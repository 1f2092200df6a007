using System.Numerics;
using System.Runtime.CompilerServices;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>
/// What an event does on one trajectory: it sets variables, immediate events follow, and the readers of what has changed are dealt with - only those. What comes of events of the common form stands in
/// a <see cref="FiringTable"/>, what happens among variables that are read together in <see cref="ClusterStates"/>; the rest is asked. Not thread-safe.
/// </summary>
internal sealed class Stepper
{
    private readonly SimulationPlan plan;
    private readonly Clocks clocks;
    private readonly Observer observer;
    private readonly int[] state;
    private readonly int[] values;
    private readonly SortedBits dirty;
    private readonly ImmediateEvents immediate;
    private readonly ClusterStates clusters;
    private readonly Firing[] firings;
    private readonly FiringPattern[] patterns;
    private readonly DelaySampler[] samplers;

    public Stepper(SimulationPlan plan, Clocks clocks, Observer observer)
    {
        (this.plan, this.clocks, this.observer) = (plan, clocks, observer);
        state = new int[plan.Model.Variables.Count];
        values = new int[plan.MostAssignments];
        dirty = new SortedBits(plan.Items);
        immediate = new ImmediateEvents(plan);
        clusters = new ClusterStates(plan);
        firings = plan.Firings.Firings;
        patterns = plan.Firings.Patterns;
        samplers = plan.Samplers;
    }

    /// <summary>The values of the variables now.</summary>
    public int[] State => state;

    /// <summary>How many events have happened since this was last set to zero.</summary>
    public long Events { get; set; }

    /// <summary>Begins in a state; clocks and observer begin there too.</summary>
    /// <param name="from">The values of the variables.</param>
    /// <param name="record">What is observed.</param>
    /// <param name="stream">The random numbers.</param>
    public void Begin(int[] from, ReplicationRecord record, ref Xoshiro256PlusPlus stream)
    {
        Events = 0;
        from.CopyTo(state, 0);
        dirty.Clear();
        for (var item = 0; item < plan.Items; item++)
        {
            if (plan.Clusters.Homes[item].Bit < 0) dirty.Add(item);
        }

        immediate.Begin();
        clocks.Clear();
        clusters.Begin(state);
        if (immediate.AreInDoubt) Settle(0, observed: false, ref stream);
        observer.Begin(record, state);
        Refresh(0, plan.UnknownCause, takesOver: false, ref stream);
    }

    /// <summary>Goes on from a state that was come to without this; clocks stand as they do there.</summary>
    /// <param name="from">The values of the variables, in a model without immediate events.</param>
    public void GoOn(int[] from)
    {
        from.CopyTo(state, 0);
        clusters.GoOn(state);
        observer.GoOn(state);
    }

    /// <summary>The outcome that an event has in a state.</summary>
    /// <exception cref="SimulationException">Its probabilities are none.</exception>
    public PlanOutcome Selected(PlanEvent e, int[] from, double time, ref Xoshiro256PlusPlus stream) => e.IsCertain
        ? e.Outcomes[0]
        : e.Select(from, stream.NextDouble()) ?? throw plan.Fault(e, $"the probabilities of the outcomes of '{e.Name}' do not sum to 1, or one of them is below 0", from, time);

    /// <summary>A timed event happens.</summary>
    /// <param name="item">The event.</param>
    /// <param name="selected">Its outcome; <c>null</c> to select one.</param>
    /// <param name="time">Now, in hours.</param>
    /// <param name="stream">The random numbers.</param>
    public void Fire(int item, PlanOutcome? selected, double time, ref Xoshiro256PlusPlus stream)
    {
        ref readonly var firing = ref firings[item];
        if (firing.Variable >= 0)
        {
            clocks.Stop(item);
            Happen(firing, item, time, ref stream);
            return;
        }

        clocks.Fire(item);
        var e = plan.Timed(item);
        var outcome = selected ?? Selected(e, state, time, ref stream);
        if (plan.Clusters.Homes[item].Moves >= 0 && clusters.MoveOf(item, outcome, state) is { } move)
        {
            Happen(move, item, time, ref stream);
            return;
        }

        if (!clusters.Fire(item)) dirty.Add(item);
        Happen(e, outcome, takesOver: false, time, ref stream);
    }

    /// <summary>An event happens that has no clock.</summary>
    public void Happen(PlanEvent e, PlanOutcome outcome, bool takesOver, double time, ref Xoshiro256PlusPlus stream)
    {
        Apply(e, outcome, observed: true, time);
        if (immediate.AreInDoubt) Settle(time, observed: true, ref stream);
        Refresh(time, outcome.Cause, takesOver, ref stream);
    }

    // The common case of many like units, which looks at nothing but a list.
    private void Happen(in Firing firing, int item, double time, ref Xoshiro256PlusPlus stream)
    {
        Events++;
        var look = false;
        var pattern = patterns[firing.Pattern];
        ref var value = ref state[firing.Variable];
        if (value == pattern.Value)
        {
            Ask(item, ref look, time, ref stream);
            return;
        }

        value = pattern.Value;
        Carry(pattern.Effects, item, firing.Condition, ref look, time, ref stream);
        if (look) observer.Look(time, state, pattern.Cause, takesOver: false);
    }

    // The common case of variables that are read together.
    private void Happen(Move move, int item, double time, ref Xoshiro256PlusPlus stream)
    {
        Events++;
        clusters.Go(item, move);
        for (var i = 0; i < move.Variables.Length; i++) state[move.Variables[i]] = move.Values[i];
        var look = false;
        Carry(move.Effects, 0, 0, ref look, time, ref stream);
        if (look) observer.Look(time, state, move.Cause, takesOver: false);
    }

    // Readers are counted from an item, and from a condition.
    private void Carry(Effect[] effects, int item, int condition, ref bool look, double time, ref Xoshiro256PlusPlus stream)
    {
        foreach (ref readonly var effect in effects.AsSpan()) Carry(effect, item, condition, ref look, time, ref stream);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Carry(in Effect effect, int item, int condition, ref bool look, double time, ref Xoshiro256PlusPlus stream)
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
                Ask(item + effect.Reader, ref look, time, ref stream);
                break;
            case EffectKind.Reward:
                observer.DoubtRewards();
                look = true;
                break;
            case EffectKind.Recount:
                Ask(plan.FirstCounted + condition + effect.Reader, ref look, time, ref stream);
                break;
            default:
                look |= observer.Recount(condition + effect.Reader, effect.Number, effect.Kind == EffectKind.Holds);
                break;
        }
    }

    private void Apply(PlanEvent e, PlanOutcome outcome, bool observed, double time)
    {
        Events++;
        if (observed && e.Impulses.Length > 0) observer.Earn(time, e, state);
        var constant = outcome.IsConstant;
        if (!constant)
        {
            for (var i = 0; i < outcome.Values.Length; i++) values[i] = outcome.Values[i](state);
        }

        var from = constant ? outcome.Constants : values;
        for (var i = 0; i < outcome.Variables.Length; i++) Assign(outcome.Variables[i], from[i], e, time);
    }

    private void Assign(int variable, int value, PlanEvent e, double time)
    {
        if (value < plan.Minimum[variable] || value > plan.Maximum[variable])
        {
            throw plan.Fault(e, $"'{e.Name}' sets variable '{plan.Model.Variables[variable].Name}' to {value}, outside its range {plan.Minimum[variable]}..{plan.Maximum[variable]}", state, time);
        }

        var by = value - state[variable];
        if (by == 0) return;
        state[variable] = value;
        clusters.Change(variable, by);
        foreach (var item in plan.Readers.Of(variable)) dirty.Add(item);
        immediate.Change(variable);
    }

    private void Settle(double time, bool observed, ref Xoshiro256PlusPlus stream)
    {
        for (var row = 0; immediate.Next(state, time, row, ref stream) is var next and >= 0; row++)
        {
            var e = plan.Immediate[next];
            Apply(e, Selected(e, state, time, ref stream), observed, time);
        }
    }

    // Deals with what reads a changed variable: clocks, and at last the observer.
    private void Refresh(double time, int cause, bool takesOver, ref Xoshiro256PlusPlus stream)
    {
        var look = takesOver;
        while (clusters.Next(state, out var holds, out var differ) is var cluster && cluster >= 0)
        {
            for (; differ != 0; differ &= differ - 1)
            {
                var bit = BitOperations.TrailingZeroCount(differ);
                Carry(clusters.Effect(cluster, bit).When(((holds >> bit) & 1) != 0), 0, 0, ref look, time, ref stream);
            }
        }

        for (var item = dirty.From(0); item >= 0; item = dirty.From(item + 1))
        {
            dirty.Remove(item);
            Ask(item, ref look, time, ref stream);
        }

        if (look) observer.Look(time, state, cause, takesOver);
    }

    // Items that are in no cluster are asked in ascending order.
    private void Ask(int item, ref bool look, double time, ref Xoshiro256PlusPlus stream)
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
        else if (!core.IsFixed) clocks.SetRate(item, enabled ? RateOf(plan.Exponential[item], time) : 0, time, ref stream);
        else if (enabled) clocks.Run(item, core.Mean, time, ref stream);
        else clocks.Stop(item);
    }

    private double RateOf(PlanEvent e, double time)
    {
        var rate = e.FixedRate ?? e.Rate(state);
        return rate >= 0 && double.IsFinite(rate) ? rate : throw plan.Fault(e, $"event '{e.Name}' has the rate {rate}; a rate is a finite number, not below zero", state, time);
    }
}
