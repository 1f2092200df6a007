using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine;

/// <summary>
/// The clocks of the timed events of one trajectory: exponential events first, then general ones. Each event that is enabled has a time at which it happens; an exponential one whose rate changes
/// draws its time anew, as it has no memory. What a general delay keeps when it is interrupted, and what age it begins with, is kept here. Not thread-safe.
/// </summary>
internal sealed class Clocks
{
    private readonly SimulationPlan plan;
    private readonly EventQueue due;
    private readonly double[] rates;
    private readonly double[] left;
    private readonly double[] ages;
    private readonly double[] lengths;

    public Clocks(SimulationPlan plan)
    {
        this.plan = plan;
        due = new EventQueue(plan.FirstReward);
        rates = new double[plan.Exponential.Length];
        left = new double[plan.General.Length];
        ages = new double[plan.General.Length];
        lengths = new double[plan.General.Length];
        Clear();
    }

    /// <summary>Where what is done to clocks is written down, in its order; <c>null</c> for nowhere.</summary>
    public List<ClockChange>? Journal { get; set; }

    /// <summary>Stops all and forgets all ages.</summary>
    public void Clear()
    {
        due.Clear();
        Array.Clear(rates);
        Array.Fill(left, double.NaN);
        Array.Clear(ages);
    }

    /// <summary>The event that happens first, if before a limit, which then becomes its time; -1 when none does.</summary>
    public int First(ref double limit) => due.First(ref limit);

    /// <summary>True when none will ever go off.</summary>
    public bool AreIdle() => due.IsIdle();

    /// <summary>An event happens: its clock stops, and is asked again.</summary>
    public void Fire(int item)
    {
        due[item] = double.PositiveInfinity;
        if (item < rates.Length)
        {
            rates[item] = 0;
            return;
        }

        var index = item - rates.Length;
        left[index] = double.NaN;
        if (plan.General[index].Repair is { IsAsNew: false } repair) ages[index] = repair.Next(ages[index], lengths[index]);
    }

    /// <summary>Clocks stop, and delays of events that remember nothing start where none runs.</summary>
    public void Carry(KnownTransition transition, double now, ref Xoshiro256PlusPlus stream)
    {
        var times = due;
        foreach (var item in transition.Stops) times[item] = double.PositiveInfinity;
        if (transition.Starts.Length == 0) return;

        // By way of a copy, which stays in registers.
        var random = stream;
        foreach (ref readonly var start in transition.Starts.AsSpan())
        {
            if (start.Law is null)
            {
                times[start.Item] = At(now + (start.Mean * Variates.StandardExponential(ref random)));
                continue;
            }

            stream = random;
            times[start.Item] = At(now + start.Law.Draw(ref stream));
            random = stream;
        }

        stream = random;
    }

    /// <summary>An exponential event of a fixed mean is enabled.</summary>
    public void Run(int item, double mean, double now, ref Xoshiro256PlusPlus stream)
    {
        if (due.Runs(item)) return;
        due[item] = At(now + (mean * Variates.StandardExponential(ref stream)));
        Journal?.Add(new ClockChange(mean, item, ClockChangeKind.RunExponential));
    }

    /// <summary>A general event that remembers nothing is enabled.</summary>
    public void Run(int item, DelaySampler sampler, double now, ref Xoshiro256PlusPlus stream)
    {
        if (due.Runs(item)) return;
        due[item] = At(now + sampler.Draw(ref stream));
        Journal?.Add(new ClockChange(0, item, ClockChangeKind.RunGeneral));
    }

    /// <summary>An event that remembers nothing is not enabled, or happens.</summary>
    public void Stop(int item)
    {
        due[item] = double.PositiveInfinity;
        Journal?.Add(new ClockChange(0, item, ClockChangeKind.Stop));
    }

    /// <summary>An exponential event has a rate; 0 while it is not enabled.</summary>
    public void SetRate(int item, double rate, double now, ref Xoshiro256PlusPlus stream)
    {
        if (rate == rates[item]) return;
        rates[item] = rate;
        due[item] = rate > 0 ? At(now + (Variates.StandardExponential(ref stream) / rate)) : double.PositiveInfinity;
        Journal?.Add(new ClockChange(rate, item, ClockChangeKind.SetRate));
    }

    /// <summary>A general event is enabled, or is not.</summary>
    public void Set(int item, bool enabled, double now, ref Xoshiro256PlusPlus stream)
    {
        if (enabled == due.Runs(item)) return;
        Journal?.Add(new ClockChange(0, item, enabled ? ClockChangeKind.Enable : ClockChangeKind.Disable));
        var index = item - rates.Length;
        var e = plan.General[index];
        if (!enabled)
        {
            if (e.Resumes) left[index] = Math.Max(0, due[item] - now);
            due[item] = double.PositiveInfinity;
            return;
        }

        // A delay that goes on keeps the length it was drawn with, of which the age after the event is made.
        var rest = left[index];
        if (double.IsNaN(rest)) lengths[index] = rest = e.Sampler!.Draw(ref stream, ages[index]);
        due[item] = At(now + rest);
        left[index] = double.NaN;
    }

    // A clock that runs has a time, so that whether it runs is for the state to say and never for chance.
    private static double At(double time) => double.MinNative(time, double.MaxValue);
}
