using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>Plain cycles of a process that is split: what the long-run measures and the mean time to failure are ratios to.</summary>
internal sealed class SplittingCycle(ISplittingModel model)
{
    private readonly double[] state = new double[model.Width];

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
