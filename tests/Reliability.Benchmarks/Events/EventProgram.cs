using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;
using Reliability.Studies;

namespace Reliability.Benchmarks.Events;

/// <summary>
/// What an event of the event simulator costs as the number of events that could happen next grows: n units that fail and are repaired, exponential or Weibull, k-out-of-n up. A hundred times as many
/// may cost twice as much by the logarithm; what more there is, memory that no cache holds adds.
/// </summary>
internal static class EventProgram
{
    /// <summary>The argument that asks for it.</summary>
    public const string Verb = "events";

    /// <summary>Prints a table.</summary>
    /// <param name="files">Topologies and models to measure; units unless given.</param>
    public static int Run(ReadOnlySpan<string> files)
    {
        var loop = Loop();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A loop written by hand for ten units takes {loop:F1} ns an event in this run; the target for the simulator is 60 ns on a quiet core."));
        Console.WriteLine();
        if (files.IsEmpty) Units(loop);
        else Topologies(loop, [.. files]);
        return 0;
    }

    private static void Units(double loop)
    {
        Console.WriteLine("| live events | delays | events | ns an event | ratio to the loop | ratio to ten | ratio of logarithms | bytes an event |");
        Console.WriteLine("|--:|---|--:|--:|--:|--:|--:|--:|");
        foreach (var isGeneral in (bool[])[false, true])
        {
            var base10 = 0.0;
            foreach (var units in (int[])[10, 100, 1000, 10_000, 100_000])
            {
                var (events, nanoseconds, bytes) = Measure(units, isGeneral);
                if (units == 10) base10 = nanoseconds;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {units:N0} | {(isGeneral ? "Weibull" : "exponential")} | {events:N0} | {nanoseconds:F1} | {nanoseconds / loop:F1} | {nanoseconds / base10:F2} | {Math.Log(units) / Math.Log(10):F0} | {bytes:F2} |"));
            }
        }
    }

    private static void Topologies(double loop, string[] files)
    {
        Console.WriteLine("| topology | timed events | events | ns an event | ratio to the loop | bytes an event |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        var diagnostics = new DiagnosticBag();
        var subjects = SubjectReader.Read(files, ImmutableDictionary<string, string>.Empty, diagnostics);
        foreach (var problem in diagnostics.ToImmutable()) Console.Error.WriteLine(problem.Message);
        foreach (var subject in subjects ?? [])
        {
            var target = new SimulationTarget(subject.Up, subject.DataLoss, [.. subject.Rewards.Select(r => r.Reward)]);
            var (events, nanoseconds, bytes) = Measure(subject.Model, target, 8760 * 2e4);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {subject.Name} | {subject.Model.Events.Count(e => e.Delay is not ImmediateDelay) + subject.Model.Calendar.Count} | {events:N0} | {nanoseconds:F1} | {nanoseconds / loop:F1} | {bytes:F2} |"));
        }
    }

    // The same ten units, the least time of seven rounds: each its own clock, the first found by a scan.
    private static double Loop()
    {
        const int Units = 10;
        const int Events = 2_000_000;
        var generator = new StreamFactory(1).Stream(1, 0);
        var best = double.PositiveInfinity;
        var down = 0.0;
        Span<double> next = stackalloc double[Units];
        Span<bool> isUp = stackalloc bool[Units];
        for (var round = 0; round < 7; round++)
        {
            var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            isUp.Fill(true);
            for (var i = 0; i < Units; i++) next[i] = Variates.StandardExponential(ref generator) * 100;
            var (now, failed) = (0.0, 0);
            for (var e = 0; e < Events; e++)
            {
                var first = 0;
                for (var i = 1; i < Units; i++) first = next[i] < next[first] ? i : first;
                if (failed > 2) down += next[first] - now;
                now = next[first];
                isUp[first] = !isUp[first];
                failed += isUp[first] ? -1 : 1;
                next[first] = now + (Variates.StandardExponential(ref generator) * (isUp[first] ? 100 : 4));
            }

            process.Refresh();
            best = Math.Min(best, (process.TotalProcessorTime - before).TotalNanoseconds / Events);
        }

        return down < 0 ? double.NaN : best;
    }

    private static (long Events, double Nanoseconds, double Bytes) Measure(int units, bool isGeneral)
    {
        var b = new ModelBuilder("units");
        var up = Enumerable.Range(0, units).Select(i => b.Boolean($"u{i}", true)).ToArray();
        for (var i = 0; i < units; i++)
        {
            Add($"fails {i}", up[i], 100, false);
            Add($"repaired {i}", !up[i], 4, true);

            void Add(string name, Expression guard, double mean, bool value)
            {
                Assignment[] then = [new(up[i].Index, value)];
                if (isGeneral) b.Add(new Event(name, guard, new GeneralDelay(Weibull.WithMean(1.5, Duration.FromHours(mean)), MemoryPolicy.Restart), [Outcome.Certain(then)], Cause.Hardware));
                else b.Exponential(name, guard, 1 / mean, Cause.Hardware, then);
            }
        }

        var target = new SimulationTarget(Expression.AtLeast(units - (units / 8) - 1, up), null, []);
        return Measure(b.Build(), target, 2e7 / units * 52);
    }

    // What the whole costs beyond a thousandth of it, which is what getting ready costs.
    private static (long Events, double Nanoseconds, double Bytes) Measure(StochasticModel model, SimulationTarget target, double hours)
    {
        var compiler = new ExpressionCompiler();
        SimulationOptions Options(double share) => new() { Threads = 1, ReplicationHours = hours * share / 2, MinimumReplications = 2, MaximumReplications = 2 };
        var pilot = Simulator.Run(model, target, Options(0.1), compiler);
        hours *= 2e7 / (10.0 * pilot.Events);
        for (var k = 0; k < 5; k++) Simulator.Run(model, target, Options(0.1), compiler);
        var idle = Cost(0.001);
        var full = Cost(1);
        return (full.Events - idle.Events, (full.Nanoseconds - idle.Nanoseconds) / (full.Events - idle.Events), (double)(full.Bytes - idle.Bytes) / (full.Events - idle.Events));

        (long Events, double Nanoseconds, long Bytes) Cost(double share)
        {
            var process = Process.GetCurrentProcess();
            var (before, bytes) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(true));
            var result = Simulator.Run(model, target, Options(share), compiler);
            process.Refresh();
            return (result.Events, (process.TotalProcessorTime - before).TotalNanoseconds, GC.GetTotalAllocatedBytes(true) - bytes);
        }
    }
}
