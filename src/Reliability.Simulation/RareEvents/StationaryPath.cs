using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>
/// One way without end of a process that does not begin anew, cut where it comes back to the importance of the start or below: cycles that depend on each other and have one law, once the beginning is far.
/// For one thread.
/// </summary>
internal sealed class StationaryPath
{
    private readonly ModelSplitting model;
    private readonly double[] state;
    private readonly int settling;

    public StationaryPath(ModelSplitting model)
    {
        this.model = model;
        state = new double[model.Width];
        settling = model.CyclesToSettle;
    }

    /// <summary>Jumps played since this was last set to zero.</summary>
    public int Steps { get; set; }

    /// <summary>Begins anew, and plays until the beginning is forgotten; false when that does not end.</summary>
    public bool Begin(ref Xoshiro256PlusPlus stream, CancellationToken cancellation)
    {
        model.Start(state, ref stream);
        for (var k = 0; k < settling; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!(Cycle(int.MaxValue, [], out _, ref stream) < double.PositiveInfinity)) return false;
        }

        return true;
    }

    /// <summary>Plays a cycle.</summary>
    /// <param name="level">An importance above that of the start.</param>
    /// <param name="entry">Receives the state in which it is first reached.</param>
    /// <param name="reached">Whether it was.</param>
    /// <param name="stream">Random numbers.</param>
    /// <returns>The hours of the cycle; infinite when it does not end.</returns>
    public double Cycle(int level, Span<double> entry, out bool reached, ref Xoshiro256PlusPlus stream)
    {
        reached = false;
        var (hours, away) = (0.0, false);
        for (var played = 0; played < CyclePlayer.MostSteps; played++)
        {
            var stay = model.Step(state, ref stream);
            Steps++;
            hours += stay;
            if (double.IsPositiveInfinity(stay)) return stay;
            if (model.IsStop(state))
            {
                if (away) return hours;
                continue;
            }

            away = true;
            if (reached || model.Importance(state) < level) continue;
            reached = true;
            state.CopyTo(entry);
        }

        return double.PositiveInfinity;
    }
}
