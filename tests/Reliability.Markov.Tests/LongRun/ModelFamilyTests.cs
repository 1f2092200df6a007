using System.Globalization;
using System.Numerics;
using Reliability.Markov.Solvers.LongRun;
using Reliability.Tests;

namespace Reliability.Markov.Tests.LongRun;

/// <summary>
/// Known families of large chains against published values, where shared/cases is at hand. Values printed by an iterative solver with a stopping rule on
/// changes are good to the digits it happened to reach, so only exact fractions and intervals are compared to ten digits.
/// </summary>
[TestFixture]
public sealed class ModelFamilyTests
{
    private static string? Expected => SharedCases.Find("prism/expected.csv");

    private static (IPackedModel Model, Func<ulong, double> Value) Family(string name, int size) => name switch
    {
        "kanban" => (new KanbanModel(size), s => KanbanModel.Throughput(s, size)),
        "cluster" => (new ClusterModel(size), s => ClusterModel.Quality(s, size) ? 1 : 0),
        "tandem" => (new TandemModel(size), s => TandemModel.Customers(s)),
        _ => (new PollingModel(size), s => PollingModel.FirstWaits(s) ? 1 : 0),
    };

    private static string[] Row(string model, string constants, string property)
    {
        if (Expected is not { } file) Assert.Ignore(SharedCases.Absent);
        else
        {
            foreach (var line in File.ReadLines(file))
            {
                var cells = Cells(line);
                if (cells[0] == $"qvbs/{model}.prism" && cells[1].Split(',').Contains(constants) && cells[2].Contains(property, StringComparison.Ordinal)) return cells;
            }

            Assert.Fail($"no row for {model} {constants} {property}");
        }

        return [];
    }

    private static string[] Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), "", false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell += line[i++];
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell);
                cell = "";
            }
            else cell += line[i];
        }

        return [.. cells, cell];
    }

    private static double Fraction(string text)
    {
        var parts = text.Split('/');
        var (top, bottom) = (BigInteger.Parse(parts[0], CultureInfo.InvariantCulture), BigInteger.Parse(parts[1], CultureInfo.InvariantCulture));
        var shift = (int)Math.Max(0, 80 + bottom.GetBitLength() - top.GetBitLength());
        return Math.ScaleB((double)((top << shift) / bottom), -shift);
    }

    private static void Compare(string family, int size, string method, string model, string constants, string property)
    {
        var row = Row(model, constants, property);
        var (packed, value) = Family(family, size);
        var (rates, states) = PackedExplorer.Explore(packed);
        Assert.Multiple(() =>
        {
            Assert.That(rates.Count, Is.EqualTo(int.Parse(row[5], CultureInfo.InvariantCulture)), "states");
            Assert.That(rates.EntryCount, Is.LessThanOrEqualTo(int.Parse(row[6], CultureInfo.InvariantCulture)), "transitions, loops among them or not");
        });
        var options = new LongRunOptions { Method = LongRunOptions.MethodNamed(method)!.Value };
        var solution = LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), options);
        var outcome = solution.Mean([.. states.Select(value)]);
        Assert.That(outcome.Converged, Is.True, $"{solution.Problem} {outcome.Explanation}");
        var measure = outcome.Measure!;
        TestContext.Out.WriteLine($"{family} {size}: {rates.Count} states, {rates.EntryCount} transitions, {measure.Method}, {measure.Value:R} ± {measure.Error.Absolute:E1} ({measure.Error.Kind}); expected {row[3][..Math.Min(40, row[3].Length)]}");
        if (row[3].Contains('/'))
        {
            var exact = Fraction(row[3]);
            Assert.That(measure.Value, Is.EqualTo(exact).Within((1e-13 * exact) + measure.Error.Absolute));
        }
        else if (row[3][0] == '[')
        {
            double[] ends = [.. row[3].Trim('[', ']').Split(',').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
            // The interval was made from a value printed with ten digits: its ends are off by half a unit of the last.
            Assert.That(measure.Value, Is.InRange(ends[0] - 5e-11, ends[1] + 5e-11));
        }
        else
        {
            var printed = double.Parse(row[3], CultureInfo.InvariantCulture);
            Assert.That(measure.Value, Is.EqualTo(printed).Within(Tolerance(family) * printed));
        }
    }

    // How far the printed values of the iterative solver, which stopped early, are from those of elimination, which cannot.
    private static double Tolerance(string family) => family switch
    {
        "kanban" => 2e-3,
        "tandem" => 1e-3,
        "cluster" => 5e-5,
        _ => 1e-5,
    };

    [TestCase("automatic")]
    [TestCase("krylov")]
    [TestCase("aggregation")]
    [TestCase("sparse-gth")]
    public void Kanban(string method)
    {
        for (var t = 1; t <= (method == "sparse-gth" ? 2 : method == "automatic" ? 4 : 3); t++) Compare("kanban", t, method, "kanban", $"t={t}", "throughput");
    }

    [TestCase("automatic")]
    [TestCase("krylov")]
    [TestCase("aggregation")]
    public void Cluster(string method)
    {
        foreach (var n in method == "automatic" ? [2, 4, 8, 16, 32, 64] : new[] { 2, 4, 16 }) Compare("cluster", n, method, "cluster", $"N={n}", "premium_steady");
    }

    [TestCase("automatic")]
    [TestCase("krylov")]
    [TestCase("gauss-seidel")]
    [TestCase("aggregation")]
    public void Polling(string method)
    {
        for (var n = 3; n <= 9; n++) Compare("polling", n, method, $"polling.{n}", "T=16", "s1\"");
    }

    [TestCase("automatic")]
    [TestCase("krylov")]
    [TestCase("sparse-gth")]
    public void Tandem(string method)
    {
        foreach (var c in new[] { 5, 7, 15, 31, 63, 127 }) Compare("tandem", c, method, "tandem", $"c={c}", "\"customers\"");
    }

    [TestCase("cluster", 128, "cluster", "N=128", "premium_steady")]
    [TestCase("kanban", 5, "kanban", "t=5", "throughput")]
    [Explicit("minutes and gigabytes")]
    public void Large(string family, int size, string model, string constants, string property) => Compare(family, size, "automatic", model, constants, property);

    // One value, three ways that share no arithmetic: sparse elimination, sweeps with extrapolation, aggregation cycles.
    [TestCase("tandem", 63)]
    [TestCase("cluster", 16)]
    [TestCase("polling", 8)]
    [TestCase("kanban", 2)]
    public void IndependentMethods_AgreeToTenDigits(string family, int size)
    {
        var (packed, value) = Family(family, size);
        var (rates, states) = PackedExplorer.Explore(packed);
        double[] f = [.. states.Select(value)];
        var values = new[] { LongRunMethod.SparseGth, LongRunMethod.Krylov, LongRunMethod.Aggregation }
            .Select(m => LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), new LongRunOptions { Method = m }).Mean(f)).ToArray();
        foreach (var outcome in values)
        {
            Assert.That(outcome.Converged, Is.True, outcome.Explanation);
            TestContext.Out.WriteLine($"{outcome.Measure!.Method}: {outcome.Measure.Value:R} ± {outcome.Measure.Error.Absolute:E1}");
            Assert.That(outcome.Measure.Value, Is.EqualTo(values[0].Measure!.Value).Within(1e-10 * values[0].Measure!.Value));
        }
    }
}
