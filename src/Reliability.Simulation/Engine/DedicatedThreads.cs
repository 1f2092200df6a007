namespace Reliability.Simulation.Engine;

/// <summary>Threads for work of minutes: on pool threads it would hold up timers, and with them a cancellation after a delay.</summary>
public static class DedicatedThreads
{
    /// <summary>Runs a piece of work on so many threads at once, the caller's among them, and returns when all are done.</summary>
    /// <param name="count">Number of threads, at least 1.</param>
    /// <param name="work">The work; told the number of its thread.</param>
    public static void Run(int count, Action<int> work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(work);
        var others = new Task[count - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var worker = i + 1;
            others[i] = Task.Factory.StartNew(() => work(worker), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        work(0);
        Task.WaitAll(others);
    }

    /// <summary>The results of a function of 0 to count - 1, in order, found on several threads. What one of them throws is thrown here, that of the least number first.</summary>
    /// <param name="count">Number of results.</param>
    /// <param name="threads">Number of threads, at least 1.</param>
    /// <param name="of">The function.</param>
    public static T[] Select<T>(int count, int threads, Func<int, T> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        var results = new T[count];
        var faults = new System.Runtime.ExceptionServices.ExceptionDispatchInfo?[count];
        var next = -1;
        Run(Math.Clamp(threads, 1, Math.Max(1, count)), _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                try
                {
                    results[i] = of(i);
                }
#pragma warning disable CA1031 // Everything is thrown again on the caller's thread.
                catch (Exception fault)
#pragma warning restore CA1031
                {
                    faults[i] = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(fault);
                    next = count;
                }
            }
        });
        faults.FirstOrDefault(f => f is not null)?.Throw();
        return results;
    }
}
