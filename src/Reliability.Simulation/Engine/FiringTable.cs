using System.Runtime.InteropServices;
using Reliability.Modeling.Collections;

namespace Reliability.Simulation.Engine;

/// <summary>
/// What comes of each timed event of the common form, worked out once instead of at every event: which clocks stop and start, which counted conditions hold. Immutable.
/// </summary>
internal sealed class FiringTable
{
    // Where all events set one variable that all of them read, their lists would take memory by the square of their number: readers are asked then.
    private const int MostReaders = 64;

    private readonly SimulationPlan plan;
    private readonly List<FiringPattern> patterns = [];

    /// <summary>Works it out, of a plan of which all else is there.</summary>
    public FiringTable(SimulationPlan plan)
    {
        this.plan = plan;
        Firings = new Firing[plan.FirstReward];
        var numbers = new Dictionary<(int Value, int Cause, EquatableArray<Effect> Effects), int>();
        for (var item = 0; item < Firings.Length; item++) Firings[item] = Of(item, numbers);
        Patterns = [.. patterns];
    }

    /// <summary>The firing of each timed event.</summary>
    public Firing[] Firings { get; }

    /// <summary>The patterns, by number.</summary>
    public FiringPattern[] Patterns { get; }

    private Firing Of(int item, Dictionary<(int Value, int Cause, EquatableArray<Effect> Effects), int> numbers)
    {
        var core = plan.Cores[item];
        if (core.TargetVariable < 0 || !core.IsForgetful || !core.IsFixed || plan.ImmediateReaders.Of(core.TargetVariable).Length > 0 || plan.Clusters.Places[core.TargetVariable].Cluster >= 0 || plan.Clusters.Homes[item].Bit >= 0 || plan.Readers.Of(core.TargetVariable).Length > MostReaders) return Firing.None;

        // Its own clock has stopped, whatever it reads, and starts again where the event stays enabled.
        var readers = plan.Readers.Of(core.TargetVariable).ToArray().Append(item).Distinct().Order().ToList();
        var first = readers.FirstOrDefault(r => r >= plan.FirstCounted, plan.FirstCounted) - plan.FirstCounted;
        var effects = readers.Select(r => On(r, core, item, first)).Where(e => !(e.Kind == EffectKind.Stop && e.Reader == 0)).ToArray();
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, (core.TargetValue, core.Cause, [.. effects]), out var isKnown);
        if (!isKnown)
        {
            number = patterns.Count;
            patterns.Add(new FiringPattern(core.TargetValue, core.Cause, effects));
        }

        return new Firing(core.TargetVariable, first, number);
    }

    private Effect On(int reader, in EventCore fired, int item, int firstCondition)
    {
        if (reader >= plan.FirstCounted)
        {
            var condition = reader - plan.FirstCounted;
            ref readonly var range = ref plan.CountedRanges[condition];
            var kind = range.Variable != fired.TargetVariable ? EffectKind.Recount : range.Contains(fired.TargetValue) ? EffectKind.Holds : EffectKind.Fails;
            return new Effect(0, condition - firstCondition, kind, (ushort)plan.CounterOf[condition]);
        }

        if (reader >= plan.FirstReward) return plan.Asking(reader);
        ref readonly var core = ref plan.Cores[reader];
        if (core.Guard.Variable != fired.TargetVariable || !core.IsForgetful || !core.IsFixed) return new Effect(0, reader - item, EffectKind.Ask, 0);
        if (!core.Guard.Contains(fired.TargetValue)) return new Effect(0, reader - item, EffectKind.Stop, 0);
        return reader < plan.Exponential.Length
            ? new Effect(core.Mean, reader - item, EffectKind.RunExponential, 0)
            : new Effect(0, reader - item, EffectKind.RunGeneral, core.Sampler);
    }
}
