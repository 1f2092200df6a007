using BenchmarkDotNet.Attributes;
using Reliability.Markov.Chains;
using Reliability.Markov.Lumping;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Symmetry;

namespace Reliability.Benchmarks;

/// <summary>
/// Reductions: lumping of a birth-death chain of a hundred states that stands a thousand times over, its million rates dealt out among the copies; and a pool of
/// machines of three states explored in full and by symmetry. The baseline is one step of the chain.
/// </summary>
[MemoryDiagnoser]
public class LumpingBenchmarks
{
    private const int Copies = 1000;
    private const int Length = 100;

    private readonly ExpressionCompiler compiler = new();
    private MarkovChain chain = null!;
    private int[] keys = [];
    private double[] x = [];
    private double[] y = [];
    private StochasticModel pool = null!;

    [GlobalSetup]
    public void Setup()
    {
        var rows = new IReadOnlyList<Transition>[Copies * Length];
        for (var state = 0; state < rows.Length; state++)
        {
            var (copy, k) = (state / Length, state % Length);
            var row = new List<Transition>();
            for (var j = 0; j < 5; j++)
            {
                var other = ((copy * 7) + (j * 131) + (k * 17)) % Copies * Length;
                if (k + 1 < Length) row.Add(new Transition(other + k + 1, 0.1, 0));
                if (k > 0) row.Add(new Transition(other + k - 1, 0.3, 0));
            }

            rows[state] = row;
        }

        chain = new MarkovChain(rows, [Cause.Unknown]);
        keys = [.. Enumerable.Range(0, rows.Length).Select(s => s % Length == 0 ? 1 : 0)];
        (x, y) = ([.. Enumerable.Repeat(1.0 / rows.Length, rows.Length)], new double[rows.Length]);

        var b = new ModelBuilder("pool");
        for (var i = 0; i < 10; i++)
        {
            var m = b.Integer($"m{i}", 0, 2);
            b.Exponential($"fails{i}", m.IsAtMost(1), 1e-4, Cause.Hardware, new Assignment(m.Index, m + 1));
            b.Exponential($"returns{i}", m.Is(2), 0.25, Cause.Hardware, new Assignment(m.Index, 0));
        }

        pool = b.Build();
    }

    [Benchmark(Baseline = true)]
    public void Step() => chain.StepForward(x, y, chain.MaximumExitRate);

    [Benchmark]
    public int Lump() => LumpedChain.Of(chain, keys).BlockCount;

    [Benchmark]
    public int ExploreInFull() => StateSpaceExplorer.Explore(pool, compiler).StateSpace!.Count;

    [Benchmark]
    public int FindSymmetryAndExplore() =>
        StateSpaceExplorer.Explore(pool, compiler, new ExplorationOptions { Symmetry = SymmetryFinder.Find(pool, []) }).StateSpace!.Count;
}
