using Reliability.Simulation.Engine;

namespace Reliability.Simulation.Chains;

/// <summary>Plays numbered blocks on several threads and hands them over in the order of their numbers, so that results do not depend on the threads.</summary>
internal static class BlockRounds
{
    private const int MostAhead = 256;

    /// <summary>Runs until told to stop. What was played behind the block that stops is thrown away.</summary>
    /// <param name="threads">How many threads, at least 1.</param>
    /// <param name="play">Plays a block, told its number and that of its thread; must look at the cancellation itself.</param>
    /// <param name="take">Takes the blocks in order; true stops.</param>
    /// <param name="cancellation">Ends with an exception.</param>
    public static void Run<TBlock>(int threads, Func<long, int, TBlock> play, Func<TBlock, bool> take, CancellationToken cancellation)
    {
        for (long done = 0, round = 1; ; done += round, round = Math.Clamp(done / 4, 1, MostAhead))
        {
            // The least number of blocks that occupies every thread may be wasted at the end; that costs time, not sameness.
            var count = (int)Math.Max(round, Math.Min(threads, 1 + done));
            round = count;
            var begin = done;
            var blocks = new TBlock[count];
            var next = -1;
            var worker = (int thread) =>
            {
                for (var i = Interlocked.Increment(ref next); i < count && !cancellation.IsCancellationRequested; i = Interlocked.Increment(ref next)) blocks[i] = play(begin + i, thread);
            };
            DedicatedThreads.Run(Math.Min(threads, count), worker);
            cancellation.ThrowIfCancellationRequested();
            foreach (var block in blocks)
            {
                if (take(block)) return;
            }
        }
    }
}
