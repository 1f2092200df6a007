using BenchmarkDotNet.Attributes;
using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks;

/// <summary>Exploration and two solvers on repairable machines of three states each, rates from 1e-4 to 60 per hour: 3^machines states. The baseline is the exploration.</summary>
[MemoryDiagnoser]
public class ChainBenchmarks
{
    private readonly ExpressionCompiler compiler = new();
    private StochasticModel model = null!;
    private StateSpace space = null!;

    [Params(5, 7)]
    public int Machines { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var b = new ModelBuilder("machines");
        var states = Enumerable.Range(0, Machines).Select(i => b.Integer($"m{i}", 0, 2, 0)).ToArray();
        for (var i = 0; i < Machines; i++)
        {
            b.Exponential($"fails{i}", Expression.Binary(BinaryOperator.Equal, states[i], 0), 1e-4 * (i + 1), Cause.Hardware, new Assignment(states[i].Index, 1));
            b.Exponential($"found{i}", Expression.Binary(BinaryOperator.Equal, states[i], 1), 60, Cause.Unknown, new Assignment(states[i].Index, 2));
            b.Exponential($"repaired{i}", Expression.Binary(BinaryOperator.Equal, states[i], 2), 0.25, Cause.Unknown, new Assignment(states[i].Index, 0));
        }

        model = b.Build();
        space = StateSpaceExplorer.Explore(model, compiler).StateSpace!;
    }

    [Benchmark(Baseline = true)]
    public int Explore() => StateSpaceExplorer.Explore(model, compiler).StateSpace!.Count;

    [Benchmark]
    public double[] SteadyStateByElimination() => SteadyState.Solve(space.Chain, space.Initial()).Distribution!;

    [Benchmark]
    public double[] DayByUniformization()
    {
        var x = space.Initial();
        new Uniformization(space.Chain).Advance(x, 24);
        return x;
    }
}
