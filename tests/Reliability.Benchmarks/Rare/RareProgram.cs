using System.Diagnostics;
using Reliability.Simulation.Chains;
using Reliability.Simulation.Random;

namespace Reliability.Benchmarks.Rare;

/// <summary><c>rare</c>: the chain simulator against the loop written by hand, and the time that rare-event cases take.</summary>
internal static class RareProgram
{
    /// <summary>The argument that asks for it.</summary>
    public const string Verb = "rare";

    public static int Run()
    {
        var compiled = new CompiledChain(HighAvailability16.Chain.Rates, HighAvailability16.Down);
        var plain = new PlainLoop(HighAvailability16.Chain, HighAvailability16.Down);
        const long Transitions = 20_000_000;
        var streams = new StreamFactory(1);
        var loop = new List<double>();
        var sampled = new List<double>();
        var means = new List<double>();
        for (var round = 0; round < 7; round++)
        {
            var s = streams.Stream(1, (ulong)round);
            var s2 = streams.Stream(2, (ulong)round);
            loop.Add(Nanoseconds(() => { plain.Play(Transitions, ref s); return Transitions; }));
            sampled.Add(Nanoseconds(() => CycleLoop.Play<SampledHolding, NoObserver>(compiled, 0, (int)(Transitions / 6), long.MaxValue, ref s, ref s2, default).Transitions));
            means.Add(Nanoseconds(() => CycleLoop.Play<MeanHolding, NoObserver>(compiled, 0, (int)(Transitions / 6), long.MaxValue, ref s, ref s2, default).Transitions));
        }

        Console.WriteLine($"plain {loop.Min():F2} sampled {sampled.Min():F2} means {means.Min():F2} ns; ratio {sampled.Min() / loop.Min():F2}");
        return 0;
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
