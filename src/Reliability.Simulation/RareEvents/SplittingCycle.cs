using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>Plain cycles of a process that is split: what the long-run measures and the mean time to failure are ratios to.</summary>
internal sealed class SplittingCycle(ISplittingModel model, CancellationToken cancellation)
{
    private const int Cycles = 512;

    private readonly double[] state = new double[model.Width];

    private readonly StationaryPath? path = model is ModelSplitting { IsStationary: true } stationary ? new StationaryPath(stationary) : null;

    /// <summary>The mean hours of many cycles of a way without end, which depend on each other.</summary>
    public Sample MeanLength(ref Xoshiro256PlusPlus stream)
    {
        path!.Steps = 0;
        var hours = path.Begin(ref stream, cancellation) ? 0 : double.PositiveInfinity;
        for (var k = 0; k < Cycles && double.IsFinite(hours); k++) hours += path.Cycle(int.MaxValue, [], out _, ref stream);
        return double.IsFinite(hours) ? new Sample(hours / Cycles, 1, path.Steps, false) : new Sample(0, 1, path.Steps, true);
    }

    public Sample Length(ref Xoshiro256PlusPlus stream, bool untilDown)
    {
        model.Start(state, ref stream);
        var (hours, steps) = (0.0, 0);
        do
        {
            hours += model.Step(state, ref stream);
            if (double.IsPositiveInfinity(hours) || steps == CyclePlayer.MostSteps) return new Sample(0, 1, steps, true);
            steps++;
        }
        while (!model.IsStop(state) && !(untilDown && model.Importance(state) >= model.Top));
        return new Sample(hours, 1, steps, false);
    }
}
