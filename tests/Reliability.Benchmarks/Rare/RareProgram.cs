using System.Diagnostics;
using Reliability.Simulation.Chains;
using Reliability.Simulation.Random;
using Reliability.Simulation.RareEvents;

namespace Reliability.Benchmarks.Rare;

/// <summary>
/// <c>rare</c>: the chain simulator against the loop written by hand for the same chain, in turns in one process; two threads against one; and the processor time of
/// rare-event answers. Prints Markdown. The exit code is 1 when a target is missed.
/// </summary>
internal static class RareProgram
{
    /// <summary>The argument that asks for it.</summary>
    public const string Verb = "rare";

    private const long Transitions = 20_000_000;
    private const int Rounds = 7;

    /// <summary>Runs.</summary>
    public static int Run()
    {
        var good = Loops();
        good &= Threads();
        good &= Answers();
        return good ? 0 : 1;
    }

    private static bool Loops()
    {
        var compiled = new CompiledChain(HighAvailability16.Chain.Rates, HighAvailability16.Down);
        var plain = new PlainLoop(HighAvailability16.Chain, HighAvailability16.Down);
        var streams = new StreamFactory(1);
        var (loop, sampled, means, bytes) = (double.MaxValue, double.MaxValue, double.MaxValue, 0L);
        for (var round = 0UL; round < Rounds; round++)
        {
            var (first, second) = (streams.Stream(1, round), streams.Stream(2, round));
            loop = Math.Min(loop, Nanoseconds(() =>
            {
                plain.Play(Transitions, ref first);
                return Transitions;
            }));
            sampled = Math.Min(sampled, Nanoseconds(() =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var sums = CycleLoop.Play<SampledHolding, NoObserver>(compiled, 0, (int)(Transitions / 6), long.MaxValue, ref first, ref second, default);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                return sums.Transitions;
            }));
            means = Math.Min(means, Nanoseconds(() => CycleLoop.Play<MeanHolding, NoObserver>(compiled, 0, (int)(Transitions / 6), long.MaxValue, ref first, ref second, default).Transitions));
        }

        Console.WriteLine("| ha16, ns a transition | |");
        Console.WriteLine("|---|--:|");
        Console.WriteLine($"| loop written by hand | {loop:F1} |");
        Console.WriteLine($"| chain simulator, random stays | {sampled:F1} |");
        Console.WriteLine($"| chain simulator, mean stays | {means:F1} |");
        Console.WriteLine($"| ratio to the loop (target 1.3) | {sampled / loop:F2} |");
        Console.WriteLine($"| bytes allocated by {Transitions / 1_000_000} million transitions | {bytes} |");
        return sampled <= 1.3 * loop && sampled <= 15 && bytes == 0;
    }

    private static bool Threads()
    {
        var target = new ChainTarget([.. HighAvailability16.Down]);
        var (best, work) = (new double[2], new double[2]);
        Array.Fill(best, double.MaxValue);
        Array.Fill(work, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var threads = 1; threads <= 2; threads++)
            {
                var (watch, many) = (Stopwatch.StartNew(), threads);
                work[threads - 1] = Math.Min(work[threads - 1], Nanoseconds(() => ChainSimulator.Run(HighAvailability16.Chain.Rates, 0, target, new ChainOptions { Threads = many, RelativePrecision = 0, MaximumTransitions = 100_000_000 }).Transitions));
                best[threads - 1] = Math.Min(best[threads - 1], watch.Elapsed.TotalSeconds);
            }
        }

        Console.WriteLine($"| two threads over one, elapsed (target 1.8) | {best[0] / best[1]:F2} |");
        Console.WriteLine($"| processor time of two threads over one (1 when they do not disturb each other) | {work[1] / work[0]:F2} |");
        // On cores that others use the elapsed time says nothing; then the work must be the same.
        return best[0] / best[1] >= 1.8 || work[1] <= 1.1 * work[0];
    }

    private static bool Answers()
    {
        var model = RareEventModel.Of(new RepairableComponents([new(6, 0.001, 1, 5), new(6, 0.0015, 1, 5), new(6, 2e-6, 1, 5)]));
        var question = new RareEventQuestion(RareEventMeasure.FailureBeforeStop);
        Console.WriteLine();
        Console.WriteLine("| 18 components, gamma to 1 %, one thread | estimate | relative error | jumps | ms |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        var longest = 0.0;
        foreach (var scheme in (BiasingScheme[])[new(RareEventMethod.Automatic), new(RareEventMethod.BalancedBiasing, 0.9), new(RareEventMethod.FailureDistanceBiasing, 0.9, 0.9), new(RareEventMethod.Splitting)])
        {
            RareEventResult? r = null;
            var milliseconds = Nanoseconds(() =>
            {
                r = RareEventSimulator.Run(model, question, new RareEventOptions { Threads = 1, Scheme = scheme });
                return 1;
            }) / 1e6;
            longest = scheme.Method == RareEventMethod.Automatic ? milliseconds : longest;
            var e = r!.Estimate!;
            Console.WriteLine($"| {e.Scheme} | {e.Value.Estimate:E4} | {e.Value.StandardError / e.Value.Estimate:P2} | {e.Transitions} | {milliseconds:F0} |");
        }

        return longest < 2000;
    }

    private static double Nanoseconds(Func<long> work)
    {
        var process = Process.GetCurrentProcess();
        var begin = process.TotalProcessorTime;
        var transitions = work();
        process.Refresh();
        return (process.TotalProcessorTime - begin).TotalNanoseconds / transitions;
    }
}
