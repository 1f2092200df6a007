using System.Collections.Immutable;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>
/// A model, a target and times made ready for the loop; immutable, shared by all threads. What is looked at after a change - events and observers -
/// is numbered: exponential events first, then general ones, immediate ones by falling priority, the service, data loss, rewards. For each variable a
/// set of these numbers in words of 64 bits says what reads it.
/// </summary>
internal sealed class SimulationPlan
{
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
        foreach (var reward in rewards)
        {
            foreach (var impulse in reward.Impulses)
            {
                if (model.Events.All(e => e.Name != impulse.Event)) throw new SimulationException($"reward '{reward.Name}' names the event '{impulse.Event}', which does not exist");
            }
        }

        PlanEvent Ready(Event e) => new(
            e.Name, e.Guard, e.Delay, e.Outcomes, e.Cause, Causes,
            [.. rewards.SelectMany((r, i) => r.Impulses.Where(x => x.Event == e.Name).Select(x => new PlanImpulse(i, compiler.Number(x.Amount))))], compiler);
        Exponential = [.. model.Events.Where(e => e.Delay is ExponentialDelay).Select(Ready)];
        General = [.. model.Events.Where(e => e.Delay is GeneralDelay).Select(Ready)];
        Immediate = [.. model.Events.Where(e => e.Delay is ImmediateDelay).Select(Ready).OrderByDescending(e => e.Priority)];
        TakesOver = [.. model.Calendar.Select(c => c.TakesOver)];
        Instants = [.. model.Calendar.Select(c => new PlanEvent(c.Name, c.Guard, null, c.Outcomes, c.Cause, Causes, [], compiler))];
        Periods = [.. model.Calendar.Select(c => c.Period.TotalHours)];
        Offsets = [.. model.Calendar.Select(c => c.Offset.TotalHours)];
        Up = compiler.Condition(target.Up);
        DataLoss = target.DataLoss is { } loss ? compiler.Condition(loss) : null;
        RewardRates = [.. rewards.Select(r => compiler.Number(r.Rate))];
        RewardNames = [.. rewards.Select(r => r.Name)];
        Minimum = [.. model.Variables.Select(v => v.Minimum)];
        Maximum = [.. model.Variables.Select(v => v.Maximum)];
        MostAssignments = model.Events.SelectMany(e => e.Outcomes).Concat(model.Calendar.SelectMany(c => c.Outcomes)).Select(o => o.Assignments.Count).DefaultIfEmpty().Max();

        var supports = Exponential.Concat(General).Concat(Immediate).Select(e => (IEnumerable<int>)e.Support)
            .Append(target.Up.Support()).Append(target.DataLoss?.Support() ?? []).Concat(rewards.Select(r => r.Rate.Support())).ToArray();
        FirstImmediate = Exponential.Length + General.Length;
        FirstObserver = FirstImmediate + Immediate.Length;
        Items = supports.Length;
        Words = (supports.Length + 63) / 64;
        Readers = new ulong[model.Variables.Count * Words];
        for (var i = 0; i < supports.Length; i++)
        {
            foreach (var v in supports[i]) Readers[(v * Words) + (i >> 6)] |= 1UL << i;
        }

        ImmediateReads = new bool[model.Variables.Count];
        foreach (var v in Immediate.SelectMany(e => e.Support)) ImmediateReads[v] = true;

        (WarmUpHours, EndHours) = ObservationWindow.Around(Periods, options.WarmUpHours, options.ReplicationHours);
        Times = options.Times.IsDefault ? [] : [.. options.Times.Distinct().Order()];
        // What happens at the last time is still seen, should the window end there or before.
        HorizonHours = Times.Length > 0 ? Math.Max(EndHours, Math.BitIncrement(Times[^1])) : EndHours;
        Marks = [.. Times.Append(WarmUpHours).Append(EndHours).Distinct().Order()];
    }

    public StochasticModel Model { get; }

    public ImmutableArray<Cause> Causes { get; }

    public int UnknownCause { get; }

    public PlanEvent[] Exponential { get; }

    public PlanEvent[] General { get; }

    public PlanEvent[] Immediate { get; }

    public PlanEvent[] Instants { get; }

    /// <summary>For each instant, whether an outage that it finds or leaves is booked to it from then on.</summary>
    public bool[] TakesOver { get; }

    public double[] Periods { get; }

    public double[] Offsets { get; }

    public Func<int[], bool> Up { get; }

    public Func<int[], bool>? DataLoss { get; }

    public Func<int[], double>[] RewardRates { get; }

    public string[] RewardNames { get; }

    public int[] Minimum { get; }

    public int[] Maximum { get; }

    public int MostAssignments { get; }

    public int FirstImmediate { get; }

    public int FirstObserver { get; }

    public int Items { get; }

    public int Words { get; }

    /// <summary>Word w of the set of readers of variable v is at v * <see cref="Words"/> + w.</summary>
    public ulong[] Readers { get; }

    public bool[] ImmediateReads { get; }

    public double WarmUpHours { get; }

    public double EndHours { get; }

    public double HorizonHours { get; }

    /// <summary>The times asked for, ascending, each once.</summary>
    public double[] Times { get; }

    /// <summary>The times at which observation changes; instants that differ from one only by rounding are taken to be at it.</summary>
    public double[] Marks { get; }
}
