using System.Globalization;

namespace Reliability.FaultTrees.Tests;

/// <summary>Deep and wide trees on a small stack: nothing may recurse.</summary>
[TestFixture]
public class ScaleTests
{
    private const int SmallStack = 128 * 1024;

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.Null);
    }

    [Test]
    public void Gates_nested_ten_thousand_deep()
    {
        const int Depth = 10_000;
        var builder = new FaultTreeBuilder("deep").BasicEvent("e0", 1e-6);
        string below = "e0";
        for (int i = 1; i <= Depth; i++)
        {
            builder.BasicEvent($"e{i}", 1e-6);
            builder.Or($"g{i}", below, $"e{i}");
            below = $"g{i}";
        }

        FaultTree tree = builder.BuildOrThrow(below);
        OnSmallStack(() =>
        {
            foreach (VariableOrdering ordering in new[] { VariableOrdering.Automatic, VariableOrdering.HeaviestFirst, VariableOrdering.Force })
            {
                FaultTreeDiagram diagram = tree.Diagram(ordering);
                TopEventProbability top = TopEventProbability.Compute(diagram);
                Close.To(top.Occurs, -double.ExpM1((Depth + 1) * double.LogP1(-1e-6)), 1e-10);
                MinimalCutSets sets = diagram.CutSets();
                Assert.That((int)sets.Count, Is.EqualTo(Depth + 1));
                Assert.That(sets.List(new CutSetSelection(10)).CutSets, Has.Length.EqualTo(10));
                Close.To(ImportanceMeasures.Compute(diagram).Of("e5000").BirnbaumImportance, Math.Pow(1 - 1e-6, Depth), 1e-10);
            }
        });
    }

    [Test]
    public void Alternating_gates_nested_ten_thousand_deep()
    {
        var builder = new FaultTreeBuilder("ladder").BasicEvent("e0", 0.5);
        double expected = 0.5;
        for (int i = 1; i <= 10_000; i++)
        {
            builder.BasicEvent($"e{i}", 0.5);
            builder.Gate(new Gate($"g{i}", i % 2 == 0 ? GateKind.And : GateKind.Or, [i == 1 ? "e0" : $"g{i - 1}", $"e{i}"]));
            expected = i % 2 == 0 ? 0.5 * expected : 0.5 + (0.5 * expected);
        }

        FaultTree tree = builder.BuildOrThrow("g10000");
        OnSmallStack(() =>
        {
            FaultTreeDiagram diagram = tree.Diagram();
            Close.To(TopEventProbability.Compute(diagram).Occurs, expected, 1e-12);
            Close.To(ImportanceMeasures.Compute(diagram).Of("e10000").DiagnosticImportance, 1, 1e-12);
        });
    }

    [Test]
    public void Negations_nested_ten_thousand_deep()
    {
        var builder = new FaultTreeBuilder("nots").BasicEvent("e", 0.25).Not("n0", "e");
        for (int i = 1; i < 10_000; i++) builder.Not($"n{i}", $"n{i - 1}");
        OnSmallStack(() =>
        {
            FaultTreeDiagram diagram = builder.BuildOrThrow("n9999").Diagram();
            Assert.That(TopEventProbability.Compute(diagram).Occurs, Is.EqualTo(0.25));
            Assert.That(diagram.IsCoherent, Is.True);
        });
    }

    [Test]
    public void Cycle_through_ten_thousand_gates_is_found()
    {
        var builder = new FaultTreeBuilder("cycle");
        for (int i = 0; i < 10_000; i++) builder.Or($"g{i}", string.Create(CultureInfo.InvariantCulture, $"g{(i + 1) % 10_000}"));
        OnSmallStack(() => Assert.That(builder.Build("g0").Errors.Single(), Does.StartWith("Gates form a cycle: g0 -> g1 -> ")));
    }

    [TestCase(GateKind.And)]
    [TestCase(GateKind.Or)]
    [TestCase(GateKind.AtLeast)]
    [TestCase(GateKind.Nor)]
    public void Gate_of_five_thousand_inputs(GateKind kind)
    {
        const int Width = 5_000;
        var builder = new FaultTreeBuilder("wide");
        string[] names = [.. Enumerable.Range(0, Width).Select(i => $"e{i}")];
        foreach (string name in names) builder.BasicEvent(name, 0.999);
        FaultTree tree = builder.Gate(new Gate("Top", kind, [.. names], 4_990)).BuildOrThrow("Top");
        OnSmallStack(() =>
        {
            FaultTreeDiagram diagram = tree.Diagram();
            double top = TopEventProbability.Compute(diagram).Occurs;
            double expected = kind switch
            {
                GateKind.And => Math.Pow(0.999, Width),
                GateKind.Or => 1,
                GateKind.AtLeast => Enumerable.Range(0, 11).Sum(failed => Binomial(Width, failed, 1 - 0.999)),
                _ => 0,
            };
            Close.To(top, expected, 1e-10);
            if (kind == GateKind.AtLeast) Assert.That(diagram.CutSets().CountByOrder[4_990].IsZero, Is.False);
        });
    }

    private static double Binomial(int n, int k, double p)
    {
        double value = Math.Pow(1 - p, n - k) * Math.Pow(p, k);
        for (int i = 1; i <= k; i++) value = value * (n - k + i) / i;
        return value;
    }
}
