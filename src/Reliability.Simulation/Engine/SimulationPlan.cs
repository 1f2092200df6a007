using System.Collections.Immutable;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>
/// A model, a target and times made ready for the loop; immutable, shared by all threads. What is looked at after a change - events and observers -
/// is numbered: exponential events first, then general ones, rewards, and conditions that are counted. Of each variable it is known which of these
/// read it, and which immediate events do, which are numbered by falling priority.
/// </summary>
internal sealed class SimulationPlan
{
    // A window of more years is one for the long run, not for the distribution among years.
    private const int MostYears = 1000;

    public SimulationPlan(StochasticModel model, SimulationTarget target, SimulationOptions options, ExpressionCompiler compiler)
    {
        Model = model;
        var rewards = target.Rewards.IsDefault ? [] : target.Rewards;
        Causes =
        [
            .. model.Events.SelectMany(e => e.Outcomes.Select(o => o.Cause ?? e.Cause))
                .Concat(model.Calendar.SelectMany(c => c.Outcomes.Select(o => o.Cause ?? c.Cause)))
                .Append(Cause.Unknown).Distinct().Order(Cause.ReportOrder),
        ];
        UnknownCause = Causes.IndexOf(Cause.Unknown);
        IsScheduled = [.. Causes.Select(c => c.IsScheduled)];
        foreach (var reward in rewards)
        {
            foreach (var impulse in reward.Impulses)
            {
                if (model.Events.All(e => e.Name != impulse.Event)) throw new SimulationException($"reward '{reward.Name}' names the event '{impulse.Event}', which does not exist");
            }
        }

        var samplers = new SamplerTable();
        PlanEvent Ready(Event e) => new(
            e.Name, e.Guard, e.Delay, e.Outcomes, e.Cause, Causes,
            [.. rewards.SelectMany((r, i) => r.Impulses.Where(x => x.Event == e.Name).Select(x => new PlanImpulse(i, compiler.Number(x.Amount))))], compiler, samplers);
        Exponential = [.. model.Events.Where(e => e.Delay is ExponentialDelay).Select(Ready)];
        General = [.. model.Events.Where(e => e.Delay is GeneralDelay).Select(Ready)];
        Immediate = [.. model.Events.Where(e => e.Delay is ImmediateDelay).Select(Ready).OrderByDescending(e => e.Priority)];
        var timed = model.Events.Where(e => e.Delay is ExponentialDelay).Concat(model.Events.Where(e => e.Delay is GeneralDelay));
        Samplers = samplers.All;
        Unsettled = model.Events.FirstOrDefault(e => e.Delay is GeneralDelay { Distribution: var law } && !double.IsFinite(law.Variance))?.Name;
        Cores = [.. timed.Zip(Exponential.Concat(General), (e, ready) => EventCore.Of(e.Guard, e.Outcomes, ready, model.Variables))];
        TakesOver = [.. model.Calendar.Select(c => c.TakesOver)];
        Instants = [.. model.Calendar.Select(c => new PlanEvent(c.Name, c.Guard, null, c.Outcomes, c.Cause, Causes, [], compiler, samplers))];
        Periods = [.. model.Calendar.Select(c => c.Period.TotalHours)];
        Offsets = [.. model.Calendar.Select(c => c.Offset.TotalHours)];
        var counted = new List<(Expression Condition, int Counter)>();
        var counters = 0;
        Up = ObservedCondition.Create(target.Up, Count);
        DataLoss = target.DataLoss is { } loss ? ObservedCondition.Create(loss, Count) : null;
        Copies = target.Copies.IsDefaultOrEmpty ? 0 : target.Copies.Length;
        CopiesCounter = Copies == 0 ? -1 : Count(target.Copies);
        Counters = counters;
        CountedRanges = [.. counted.Select(c => VariableRange.Of(c.Condition))];
        Counted = [.. counted.Select(c => compiler.Condition(c.Condition))];
        CounterOf = [.. counted.Select(c => c.Counter)];
        RewardRates = [.. rewards.Select(r => compiler.Number(r.Rate))];
        RewardNames = [.. rewards.Select(r => r.Name)];
        Minimum = [.. model.Variables.Select(v => v.Minimum)];
        Maximum = [.. model.Variables.Select(v => v.Maximum)];
        MostAssignments = model.Events.SelectMany(e => e.Outcomes).Concat(model.Calendar.SelectMany(c => c.Outcomes)).Select(o => o.Assignments.Count).DefaultIfEmpty().Max();

        FirstReward = Exponential.Length + General.Length;
        var supports = Exponential.Concat(General).Select(e => e.Support)
            .Concat(rewards.Select(r => r.Rate.Support().ToArray())).ToList();
        FirstCounted = supports.Count;
        supports.AddRange(counted.Select(c => c.Condition.Support().ToArray()));
        Items = supports.Count;
        ImmediateReaders = new ReaderLists(model.Variables.Count, [.. Immediate.Select(e => e.Support)]);
        Clusters = new Clusters(this, supports);
        Readers = new ReaderLists(model.Variables.Count, [.. supports.Select((s, item) => Clusters.Homes[item].Bit < 0 ? s : [])]);
        Firings = new FiringTable(this);

        (WarmUpHours, EndHours) = ObservationWindow.Around(Periods, options.WarmUpHours, options.ReplicationHours);
        StartSpreadHours = Periods.Length == 0 ? options.StartSpreadHours : 0;
        WholeYears = (int)Math.Min(MostYears, Math.Floor(((EndHours - WarmUpHours) / YearRecord.HoursInYear) + 1e-9));
        (ObjectiveMinutes, ScheduledDowntimeCounts) = (target.ObjectiveMinutes, target.ScheduledDowntimeCounts);
        Times = options.Times.IsDefault ? [] : [.. options.Times.Distinct().Order()];
        // What happens at the last time is still seen, should the window end there or before.
        HorizonHours = Times.Length > 0 ? Math.Max(EndHours, Math.BitIncrement(Times[^1])) : EndHours;
        Marks = [.. Times.Append(WarmUpHours).Append(EndHours).Distinct().Order()];

        int Count(IReadOnlyList<Expression> conditions)
        {
            counted.AddRange(conditions.Select(c => (c, counters)));
            return counters++;
        }
    }

    public StochasticModel Model { get; }

    public ImmutableArray<Cause> Causes { get; }

    public int UnknownCause { get; }

    /// <summary>For each cause, whether its downtime was announced.</summary>
    public bool[] IsScheduled { get; }

    public PlanEvent[] Exponential { get; }

    public PlanEvent[] General { get; }

    /// <summary>What exponential events and then general ones have of the common case.</summary>
    public EventCore[] Cores { get; }

    /// <summary>What comes of each of these, where it is of the common form.</summary>
    public FiringTable Firings { get; }

    /// <summary>The samplers of general delays, by number.</summary>
    public DelaySampler[] Samplers { get; }

    public PlanEvent[] Immediate { get; }

    /// <summary>An event whose delay has no finite variance, so that averages settle too slowly for intervals; <c>null</c> for none.</summary>
    public string? Unsettled { get; }

    public PlanEvent[] Instants { get; }

    /// <summary>For each instant, whether an outage that it finds or leaves is booked to it from then on.</summary>
    public bool[] TakesOver { get; }

    public double[] Periods { get; }

    public double[] Offsets { get; }

    public ObservedCondition Up { get; }

    public ObservedCondition? DataLoss { get; }

    /// <summary>Number of copies of the service in a fleet; 0 when nobody asks.</summary>
    public int Copies { get; }

    /// <summary>The counter of copies that are up.</summary>
    public int CopiesCounter { get; }

    /// <summary>Number of counters of conditions.</summary>
    public int Counters { get; }

    /// <summary>The conditions that are counted.</summary>
    public Func<int[], bool>[] Counted { get; }

    /// <summary>The form of each, to be asked first.</summary>
    public VariableRange[] CountedRanges { get; }

    /// <summary>The counter of each.</summary>
    public int[] CounterOf { get; }

    public Func<int[], double>[] RewardRates { get; }

    public string[] RewardNames { get; }

    public int[] Minimum { get; }

    public int[] Maximum { get; }

    public int MostAssignments { get; }

    /// <summary>The first item that is no timed event but a reward.</summary>
    public int FirstReward { get; }

    /// <summary>The first item that is a counted condition.</summary>
    public int FirstCounted { get; }

    public int Items { get; }

    /// <summary>What of this is remembered for each joint value of variables.</summary>
    public Clusters Clusters { get; }

    /// <summary>The items that read each variable and are in no cluster, ascending.</summary>
    public ReaderLists Readers { get; }

    /// <summary>The immediate events that read each variable, ascending.</summary>
    public ReaderLists ImmediateReaders { get; }

    public double WarmUpHours { get; }

    public double EndHours { get; }

    /// <summary>Each replication is observed later by a share of this.</summary>
    public double StartSpreadHours { get; }

    public double HorizonHours { get; }

    /// <summary>How many whole years the observed window has.</summary>
    public int WholeYears { get; init; }

    /// <summary>Minutes that a year may be down.</summary>
    public double? ObjectiveMinutes { get; }

    /// <summary>Whether scheduled downtime counts against that.</summary>
    public bool ScheduledDowntimeCounts { get; }

    /// <summary>The times asked for, ascending, each once.</summary>
    public double[] Times { get; }

    /// <summary>The times at which observation changes; instants that differ from one only by rounding are taken to be at it.</summary>
    public double[] Marks { get; }

    /// <summary>Whether an item that is a condition holds: a timed event is enabled, a counted condition is met.</summary>
    public bool Holds(int item, int[] state)
    {
        if (item >= FirstCounted)
        {
            ref readonly var range = ref CountedRanges[item - FirstCounted];
            return range.Exists ? range.Holds(state) : Counted[item - FirstCounted](state);
        }

        ref readonly var core = ref Cores[item];
        if (core.Guard.Exists) return core.Guard.Holds(state);
        return Timed(item).Enabled(state);
    }

    /// <summary>The effect that an item is asked.</summary>
    public Effect Asking(int item) =>
        item >= FirstCounted ? new Effect(0, item - FirstCounted, EffectKind.Recount, 0)
        : item >= FirstReward ? new Effect(0, item, EffectKind.Reward, 0)
        : new Effect(0, item, EffectKind.Ask, 0);

    /// <summary>What an event does that no model may do.</summary>
    /// <param name="culprit">The event; <c>null</c> where it is not one.</param>
    /// <param name="what">Event and deed.</param>
    /// <param name="state">The state it does it in.</param>
    /// <param name="time">When, in hours.</param>
    public SimulationException Fault(PlanEvent? culprit, string what, int[] state, double time) =>
        new($"model '{Model.Name}': {what}; state (" + string.Join(", ", Model.Variables.Select((v, i) => $"{v.Name}={state[i]}")) + $") at {time} h", culprit?.Name);

    /// <summary>A timed event by its item, or after all of those an instant.</summary>
    public PlanEvent Happening(int item) => item < FirstReward ? Timed(item) : Instants[item - FirstReward];

    /// <summary>A timed event by its item.</summary>
    public PlanEvent Timed(int item) => item < Exponential.Length ? Exponential[item] : General[item - Exponential.Length];
}
