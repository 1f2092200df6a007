using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>Which immediate events of one trajectory are enabled, and which of them comes next: of those of the highest priority one at random, by weight. Not thread-safe.</summary>
internal sealed class ImmediateEvents
{
    /// <summary>So many in a row are taken to be without end.</summary>
    public const int MostInRow = 10_000;

    private readonly SimulationPlan plan;
    private readonly SortedBits dirty;
    private readonly SortedBits enabled;
    private readonly double[] weights;

    public ImmediateEvents(SimulationPlan plan)
    {
        this.plan = plan;
        dirty = new SortedBits(plan.Immediate.Length);
        enabled = new SortedBits(plan.Immediate.Length);
        weights = new double[plan.Immediate.Length];
    }

    /// <summary>True when one may have become enabled.</summary>
    public bool AreInDoubt { get; private set; }

    /// <summary>Begins in a state of which nothing is known.</summary>
    public void Begin()
    {
        dirty.Fill();
        enabled.Clear();
        AreInDoubt = plan.Immediate.Length > 0;
    }

    /// <summary>A variable has changed.</summary>
    public void Change(int variable)
    {
        foreach (var item in plan.ImmediateReaders.Of(variable))
        {
            dirty.Add(item);
            AreInDoubt = true;
        }
    }

    /// <summary>The one that comes next; -1 when none is enabled, so that time passes.</summary>
    /// <param name="state">The state.</param>
    /// <param name="time">Now, in hours.</param>
    /// <param name="row">How many came before in a row.</param>
    /// <param name="stream">Decides between several.</param>
    /// <exception cref="SimulationException">A weight is none, or there is no end to it.</exception>
    public int Next(int[] state, double time, int row, ref Xoshiro256PlusPlus stream)
    {
        for (var i = dirty.From(0); i >= 0; i = dirty.From(i + 1))
        {
            dirty.Remove(i);
            if (plan.Immediate[i].Enabled(state)) enabled.Add(i);
            else enabled.Remove(i);
        }

        var first = enabled.From(0);
        if (first < 0)
        {
            AreInDoubt = false;
            return -1;
        }

        var sum = 0.0;
        var last = first;
        for (var i = first; i >= 0 && plan.Immediate[i].Priority == plan.Immediate[first].Priority; i = enabled.From(i + 1))
        {
            var e = plan.Immediate[i];
            var weight = e.FixedRate ?? e.Rate(state);
            if (!(weight > 0) || !double.IsFinite(weight)) throw plan.Fault(e, $"immediate event '{e.Name}' has the weight {weight}; a weight is a finite number above zero", state, time);
            weights[i] = weight;
            sum += weight;
            last = i;
        }

        if (row >= MostInRow) throw plan.Fault(plan.Immediate[last], $"immediate event '{plan.Immediate[last].Name}' never lets time pass: {MostInRow} immediate events happened in a row", state, time);
        if (first == last) return last;
        var point = stream.NextDouble() * sum;
        for (var i = first; i < last; i = enabled.From(i + 1))
        {
            if (point < weights[i]) return i;
            point -= weights[i];
        }

        return last;
    }
}
