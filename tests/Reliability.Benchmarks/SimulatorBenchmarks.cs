using BenchmarkDotNet.Attributes;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;

namespace Reliability.Benchmarks;

/// <summary>The event simulator on five repairable nodes (ten events, five of them live), against a loop written by hand for just that model.</summary>
[MemoryDiagnoser]
public class SimulatorBenchmarks
{
    private const int Nodes = 5;
    private const double Lambda = 0.01;
    private const double Mu = 0.2;
    private const double Hours = 2_000_000;

    private readonly ExpressionCompiler compiler = new();
    private StochasticModel model = null!;
    private Expression up = null!;

    [GlobalSetup]
    public void Setup()
    {
        var b = new ModelBuilder("five nodes");
        var nodes = Enumerable.Range(0, Nodes).Select(i => b.Boolean($"n{i}", true)).ToArray();
        for (var i = 0; i < nodes.Length; i++)
        {
            b.Exponential($"fail{i}", nodes[i], Lambda, Cause.Hardware, new Assignment(nodes[i].Index, false));
            b.Exponential($"repair{i}", !nodes[i], Mu, Cause.Unknown, new Assignment(nodes[i].Index, true));
        }

        up = Expression.AtLeast(Nodes - 1, nodes);
        model = b.Build();
    }

    [Benchmark(Baseline = true)]
    public double HandWrittenLoop()
    {
        var generator = new StreamFactory(1).Stream(1, 0);
        Span<double> next = stackalloc double[Nodes];
        Span<bool> isUp = stackalloc bool[Nodes];
        isUp.Fill(true);
        for (var i = 0; i < Nodes; i++) next[i] = Variates.StandardExponential(ref generator) / Lambda;
        var (now, down, failed) = (0.0, 0.0, 0);
        while (true)
        {
            var first = 0;
            for (var i = 1; i < Nodes; i++) first = next[i] < next[first] ? i : first;
            if (next[first] > Hours) return down / Hours;
            if (failed > 1) down += next[first] - now;
            now = next[first];
            isUp[first] = !isUp[first];
            failed += isUp[first] ? -1 : 1;
            next[first] = now + (Variates.StandardExponential(ref generator) / (isUp[first] ? Lambda : Mu));
        }
    }

    [Benchmark]
    public double OneThread() => Run(1);

    [Benchmark]
    public double TwoThreads() => Run(2);

    private double Run(int threads)
    {
        var options = new SimulationOptions { Threads = threads, ReplicationHours = Hours / 64, MinimumReplications = 64, MaximumReplications = 64 };
        return Simulator.Run(model, new SimulationTarget(up, null, []), options, compiler).Unavailability.Estimate;
    }
}
