using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Studies.Analytic;
using Reliability.Topologies.Compilation;

namespace Reliability.Studies.Tests;

/// <summary>
/// The law that is put together from independent parts solves the equations of the model in one piece, state by state: dp/dt = p Q between instants, and
/// the maps at instants. Those equations have one periodic solution, so this proves the answers equal also where no elimination takes the whole.
/// </summary>
public sealed class WholeEquationTests
{
    private const double Rounding = 1e-12;

    [TestCaseSource(typeof(PresetTests), nameof(PresetTests.Files))]
    public void ProductOfTheParts_SolvesTheEquationsOfTheWhole(string file)
    {
        var topology = PresetTests.Read(file);
        var compiled = TopologyCompiler.Compile(topology);
        var up = compiled.Model.FindLabel(compiled.Services[0].UpLabel)!.Predicate;
        var compiler = new ExpressionCompiler();
        var decomposition = ModelDecomposition.Create(compiled.Model, [up], []);
        StateSpace[] parts = [.. decomposition.Components.Select(c => Explore(c, compiler))];
        var whole = Explore(ModelDecomposition.Create(compiled.Model, [up], [], monolithic: true).Components.Single(), compiler);
        TestContext.Out.WriteLine($"{whole.Count} states, {whole.Chain.TransitionCount} transitions in one piece; {string.Join(" + ", parts.Select(p => p.Count))} apart");
        Assert.That(whole.Count, Is.EqualTo(parts.Aggregate(1, (n, p) => n * p.Count)));
        var timeline = Timeline.Create(parts)!;
        var timelineOfWhole = Timeline.Create([whole])!;
        ComponentSolution[] laws = [.. parts.Select((p, c) => ComponentSolution.Solve(p, c, timeline).Solution!)];
        var places = Places(whole, parts);
        var down = new StructureDiagram(decomposition.Structure(!up), parts);
        var isDown = whole.Where(!up);
        for (var k = 0; k < timeline.Lengths.Length; k++)
        {
            var length = timeline.Lengths[k];
            foreach (var time in new[] { 0, length * 0.001, length / 2, length })
            {
                double[][] now = [.. laws.Select(l => time == 0 ? l.Start(k) : l.At(k, [time])[0])];
                HoldsTheForwardEquation(whole, parts, places, now, $"segment {k} at {time} h");
                var joint = Product(places, now);
                var wholeIsDown = Enumerable.Range(0, whole.Count).Where(w => isDown[w]).Sum(w => joint[w]);
                Assert.That(down.Probability(now), Is.EqualTo(wholeIsDown).Within(Rounding * wholeIsDown));
            }

            if (timeline.IsStationary)
            {
                var p = Product(places, [.. laws.Select(l => l.Start(k))]);
                var frequency = Enumerable.Range(0, whole.Count).Where(w => !isDown[w]).Sum(w => p[w] * RateInto(whole, w, isDown));
                Assert.That(ReferenceChainTests.Solve(topology).Frequency, Is.EqualTo(frequency).Within(Rounding * frequency));
            }

            var next = Product(places, [.. laws.Select(l => l.Start((k + 1) % timeline.Lengths.Length))]);
            var mapped = Product(places, [.. laws.Select(l => Later(l, k, length))]);
            foreach (var (_, instant) in timelineOfWhole.Boundaries[k])
            {
                var after = new double[mapped.Length];
                whole.Instants[instant].Apply(mapped, after);
                mapped = after;
            }

            AreClose(next, mapped, mapped, $"boundary {k}");
        }
    }

    // By the matrix exponential, which has fewer roundings over a month than the hundred thousand steps of a uniformized series.
    private static double[] Later(ComponentSolution law, int segment, double hours)
    {
        if (law.IsStationary || hours <= 0) return law.Start(segment);
        var later = new double[law.Space.Count];
        TransitionMatrix.Compute(law.Space.Chain, hours).Advance(law.Start(segment), later);
        return later;
    }

    private static StateSpace Explore(StochasticModel model, ExpressionCompiler compiler)
    {
        var explored = StateSpaceExplorer.Explore(model, compiler);
        Assert.That(explored.Problem, Is.Null);
        return explored.StateSpace!;
    }

    private static double RateInto(StateSpace space, int state, bool[] set)
    {
        var sum = 0.0;
        foreach (var t in space.Chain.Row(state)) sum += set[t.Target] ? t.Rate : 0;
        return sum;
    }

    // For each part and each state of the whole, the state that the part is in.
    private static int[][] Places(StateSpace whole, StateSpace[] parts)
    {
        var places = new int[parts.Length][];
        for (var c = 0; c < parts.Length; c++)
        {
            int[] columns = [.. parts[c].Model.Variables.Select(v => whole.Model.Variables.Select((w, i) => (w.Name, i)).Single(w => w.Name == v.Name).i)];
            long Code(int[] state, Func<int, int> column) => Enumerable.Range(0, columns.Length).Aggregate(0L, (code, v) => (code * 1000) + state[column(v)] - parts[c].Model.Variables[v].Minimum);
            var known = Enumerable.Range(0, parts[c].Count).Select(parts[c].State).Select((s, i) => (Code: Code(s, v => v), i)).ToDictionary(s => s.Code, s => s.i);
            places[c] = [.. Enumerable.Range(0, whole.Count).Select(whole.State).Select(s => known[Code(s, v => columns[v])])];
        }

        return places;
    }

    private static double[] Product(int[][] places, double[][] laws)
    {
        var joint = new double[places[0].Length];
        for (var w = 0; w < joint.Length; w++)
        {
            joint[w] = 1;
            for (var c = 0; c < places.Length; c++) joint[w] *= laws[c][places[c][w]];
        }

        return joint;
    }

    // d/dt of the product by the product rule against p Q of the whole, compared with the flow through each state.
    private static void HoldsTheForwardEquation(StateSpace whole, StateSpace[] parts, int[][] places, double[][] now, string where)
    {
        double[][] change = [.. parts.Select((p, c) => Flow(p, now[c]).Net)];
        var expected = new double[whole.Count];
        for (var c = 0; c < parts.Length; c++)
        {
            var term = Product(places, [.. now.Select((law, other) => other == c ? change[c] : law)]);
            for (var w = 0; w < expected.Length; w++) expected[w] += term[w];
        }

        var (net, through) = Flow(whole, Product(places, now));
        AreClose(expected, net, through, where);
    }

    private static (double[] Net, double[] Through) Flow(StateSpace space, double[] p)
    {
        var (net, through) = (new double[p.Length], new double[p.Length]);
        for (var i = 0; i < p.Length; i++)
        {
            net[i] -= p[i] * space.Chain.ExitRate(i);
            through[i] += p[i] * space.Chain.ExitRate(i);
            foreach (var t in space.Chain.Row(i))
            {
                net[t.Target] += p[i] * t.Rate;
                through[t.Target] += p[i] * t.Rate;
            }
        }

        return (net, through);
    }

    private static void AreClose(double[] expected, double[] actual, double[] scale, string where)
    {
        var worst = Enumerable.Range(0, expected.Length).MaxBy(w => Math.Abs(expected[w] - actual[w]) - (Rounding * scale[w]));
        Assert.That(actual[worst], Is.EqualTo(expected[worst]).Within((Rounding * scale[worst]) + 1e-300), $"{where}, state {worst}");
    }
}
