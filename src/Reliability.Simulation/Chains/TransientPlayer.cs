using System.Collections.Immutable;
using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Chains;

/// <summary>Counts, over replications from the initial state, what is true at given times.</summary>
internal static class TransientPlayer
{
    private const ulong Purpose = 103;
    private const int BlockSize = 256;

    /// <summary>Adds the answers at the times to a result.</summary>
    public static ChainResult Answer(
        ChainResult result, CompiledChain chain, int initial, ChainOptions options, StreamFactory streams, int threads, CancellationToken cancellation)
    {
        var order = options.Times.Order().ToArray();
        var (failed, down, played) = (new long[order.Length], new long[order.Length], 0);
        BlockRounds.Run(
            threads,
            (block, _) =>
            {
                var (someFailed, someDown, stream) = (new long[order.Length], new long[order.Length], streams.Stream(Purpose, (ulong)block));
                var size = Math.Min(BlockSize, options.Replications - (block * BlockSize));
                for (var i = 0; i < size; i++) Play(chain, initial, order, someFailed, someDown, ref stream, cancellation);
                return (Failed: someFailed, Down: someDown, Size: (int)size);
            },
            block =>
            {
                for (var i = 0; i < order.Length; i++)
                {
                    failed[i] += block.Failed[i];
                    down[i] += block.Down[i];
                }

                played += block.Size;
                return played >= options.Replications;
            },
            cancellation);
        return result with { Unreliability = At(failed), PointUnavailability = At(down) };

        ImmutableArray<ConfidenceInterval> At(long[] counts) =>
            [.. options.Times.Select(t => BinomialInterval.ClopperPearson(counts[Array.BinarySearch(order, t)], played, options.Confidence))];
    }

    private static void Play(CompiledChain chain, int state, double[] times, long[] failed, long[] down, ref Xoshiro256PlusPlus stream, CancellationToken cancellation)
    {
        var (now, hasFailed, next, steps) = (0.0, false, 0, 0);
        while (true)
        {
            var row = chain.Rows[state];
            hasFailed |= row.Down > 0;
            now += SampledHolding.Hours(row.Mean, ref stream);
            for (; next < times.Length && times[next] < now; next++)
            {
                failed[next] += hasFailed ? 1 : 0;
                down[next] += row.Down > 0 ? 1 : 0;
            }

            if (next == times.Length || ((++steps & 0xFFFF) == 0 && cancellation.IsCancellationRequested)) return;
            state = AliasSlot.Choose(ref chain.Slots[row.Start], row.Count, stream.NextUInt64()) & int.MaxValue;
        }
    }
}
