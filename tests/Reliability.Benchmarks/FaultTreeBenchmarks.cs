using BenchmarkDotNet.Attributes;
using Reliability.FaultTrees;

namespace Reliability.Benchmarks;

/// <summary>Decision diagram, probability and cut sets of k-out-of-n groups under one top gate. The baseline is the diagram alone.</summary>
[MemoryDiagnoser]
public class FaultTreeBenchmarks
{
    private FaultTree tree = null!;

    [Params(10, 40)]
    public int Groups { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var builder = new FaultTreeBuilder("groups");
        var groups = new List<string>();
        for (var g = 0; g < Groups; g++)
        {
            string[] events = [.. Enumerable.Range(0, 6).Select(i => $"e{g}.{i}")];
            foreach (var e in events) builder.BasicEvent(e, 1e-3 * (1 + g));
            builder.AtLeast($"g{g}", 3, events);
            groups.Add($"g{g}");
        }

        builder.AtLeast("top", 2, [.. groups]);
        tree = builder.BuildOrThrow("top");
    }

    [Benchmark(Baseline = true)]
    public int Diagram() => BddBuilder.Build(tree).Diagram!.Size;

    [Benchmark]
    public double Probability() => TopEventProbability.Compute(BddBuilder.Build(tree).Diagram!).Occurs;

    [Benchmark]
    public object CutSets() => MinimalCutSets.Compute(BddBuilder.Build(tree).Diagram!);
}
