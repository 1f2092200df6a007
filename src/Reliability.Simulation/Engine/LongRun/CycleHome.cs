using System.Runtime.InteropServices;
using Reliability.Modeling.Models;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Engine.LongRun;

/// <summary>The state whose entries cut a run into cycles.</summary>
/// <param name="State">Its values.</param>
/// <param name="MeanSteps">Steps from one entry to the next, as the pilot saw them.</param>
internal sealed record CycleHome(int[] State, double MeanSteps)
{
    /// <summary>Streams of the pilot; they belong to no estimate.</summary>
    public const ulong Purpose = 2;

    private const int Runs = 8;
    private const int StepsOfRun = 8192;

    /// <summary>
    /// Plays a few runs and takes the up state entered most in their second halves; of equal ones the one entered first. Each run must have entered it there, so that it is not one of several
    /// places to be caught in. That a run can be caught where none of these came is not excluded.
    /// </summary>
    /// <param name="plan">The model, without warm-up and end.</param>
    /// <param name="streams">The random numbers.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <exception cref="SimulationException">There is none.</exception>
    public static CycleHome Find(SimulationPlan plan, StreamFactory streams, CancellationToken cancellation)
    {
        var visits = new Dictionary<int[], (int Order, int Count, int Runs, int LastRun)>(StateComparer.Instance);
        var replicator = new Replicator(plan);
        for (var run = 0; run < Runs; run++)
        {
            replicator.Begin(streams.Stream(Purpose, (ulong)run), new ReplicationRecord(plan));
            var pause = replicator.Advance(double.PositiveInfinity, StepsOfRun / 2, null, 0, cancellation);
            for (var step = 0; step < StepsOfRun / 2 && pause == Pause.Steps; step++)
            {
                pause = replicator.Advance(double.PositiveInfinity, 1, null, 0, cancellation);
                if (pause != Pause.Steps || replicator.IsDown) continue;
                ref var seen = ref CollectionsMarshal.GetValueRefOrNullRef(visits, replicator.State);
                if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref seen)) visits.Add([.. replicator.State], (visits.Count, 1, 1, run));
                else seen = (seen.Order, seen.Count + 1, seen.Runs + (seen.LastRun == run ? 0 : 1), run);
            }

            cancellation.ThrowIfCancellationRequested();
            if (pause == Pause.Ended) throw Without(plan, "it ends in a state that it never leaves, so there is no long run");
        }

        if (visits.Count == 0) throw Without(plan, "the service is never up after the first events");
        var (state, most) = visits.MaxBy(v => ((long)v.Value.Count << 32) - v.Value.Order);
        return most.Runs == Runs
            ? new CycleHome(state, (double)Runs * (StepsOfRun / 2) / most.Count)
            : throw Without(plan, $"no state is entered in each of {Runs} pilot runs of {StepsOfRun} events; use batch means, or replications");
    }

    private static SimulationException Without(SimulationPlan plan, string why) => new($"model '{plan.Model.Name}' has no cycles: {why}");
}
