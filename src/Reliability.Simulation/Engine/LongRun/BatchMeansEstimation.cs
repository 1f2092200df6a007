using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Engine.LongRun;

/// <summary>
/// Long-run measures from one long run. The warm-up is over when <see cref="WarmUpRule"/> would cut in the first half of the run so far; all of it is then left out, because a cut that is chosen by
/// the data avoids long outages, and what is estimated from the rest of the same data is too low (rare outages of a pair: 89.5 % coverage). What follows is cut into batches whose length is doubled until
/// <see cref="SerialCorrelation"/> sees nothing in their unavailabilities. The run is kept as at most 2,048 pieces; then neighbours are joined.
/// </summary>
internal static class BatchMeansEstimation
{
    private const ulong Purpose = 4;
    private const int MostPieces = 2048;
    private const int FewestBatches = 32;

    /// <summary>Plays 64 pieces at a time until a rule stops it. One thread.</summary>
    /// <exception cref="SimulationException">The model ends, or does what no model may do.</exception>
    public static SimulationResult Run(SimulationPlan plan, SimulationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        // Pieces are whole periods of the calendar, so that all are alike.
        var (_, unit) = ObservationWindow.Around(plan.Periods, 0, options.ReplicationHours);
        var pieces = new List<ReplicationRecord>(MostPieces);
        var replicator = new Replicator(plan);
        var record = new ReplicationRecord(plan);
        replicator.Begin(new StreamFactory(options.Seed).Stream(Purpose, 0), record);
        var (units, unitsOfPiece, events, warmUp) = (0L, 1L, 0L, -1L);
        while (true)
        {
            for (var i = 0; i < SimulationOptions.BlockSize; i++)
            {
                units += unitsOfPiece;
                var pause = replicator.Advance(units * unit, long.MaxValue, null, 0, cancellation);
                cancellation.ThrowIfCancellationRequested();
                if (pause == Pause.Ended) throw new SimulationException($"model '{plan.Model.Name}' ends in a state that it never leaves, so it has no batches");
                var next = new ReplicationRecord(plan);
                replicator.Cut(next);
                events += record.Events;
                pieces.Add(record);
                record = next;
            }

            // The warm-up is followed by one block at least, whatever the budget.
            progress?.Report(Math.Min(1, Math.Max((double)events / options.MaximumEvents, (double)units / options.MaximumReplications)));
            var (reason, over) = events >= options.MaximumEvents ? (StopReason.Events, true) : (StopReason.Replications, units >= options.MaximumReplications);
            if (warmUp < 0 && WarmUpRule.Mser5([.. pieces.Select(p => p.DownHours.Sum())]) is not null)
            {
                warmUp = units;
                pieces.Clear();
                continue;
            }

            var (tally, areAlone) = Batches(plan, pieces, warmUp < 0 ? pieces.Count / 2 : 0, unitsOfPiece * unit);
            var isSettled = warmUp >= 0 && areAlone;
            if (isSettled && tally.IsPrecise(options)) (reason, over) = (StopReason.Precision, true);
            if (over)
            {
                var result = tally.Result(options, LongRunEstimator.BatchMeans, reason) with { WarmUpHours = (warmUp < 0 ? units / 2 : warmUp) * unit, SimulatedHours = units * unit, Events = events };
                return isSettled ? result : result.Distrusted() with { IsCorrelated = true };
            }

            if (pieces.Count < MostPieces) continue;
            for (var i = 0; i < MostPieces / 2; i++)
            {
                pieces[2 * i].Append(pieces[(2 * i) + 1]);
                pieces[i] = pieces[2 * i];
            }

            pieces.RemoveRange(MostPieces / 2, MostPieces / 2);
            unitsOfPiece *= 2;
        }
    }

    // The most batches that do not show that they depend on each other, or the fewest that are allowed.
    private static (LongRunTally Tally, bool AreAlone) Batches(SimulationPlan plan, List<ReplicationRecord> pieces, int from, double hoursOfPiece)
    {
        for (var size = 1; ; size *= 2)
        {
            var count = (pieces.Count - from) / size;
            var first = pieces.Count - (count * size);
            var hours = new double[count];
            for (var i = 0; i < count * size; i++) hours[i / size] += pieces[first + i].DownHours.Sum();
            var areAlone = !SerialCorrelation.IsPositive(hours);
            if (!areAlone && count / 2 >= FewestBatches) continue;
            var tally = new LongRunTally(plan);
            for (var b = 0; b < count; b++)
            {
                var batch = new ReplicationRecord(plan);
                for (var i = 0; i < size; i++) batch.Append(pieces[first + (b * size) + i]);
                tally.Add(batch, size * hoursOfPiece);
            }

            return (tally, areAlone);
        }
    }
}
