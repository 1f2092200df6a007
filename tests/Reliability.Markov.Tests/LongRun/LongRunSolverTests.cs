using Reliability.Markov.Chains;
using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.LongRun;

namespace Reliability.Markov.Tests.LongRun;

/// <summary>The long-run solver against closed forms and dense elimination.</summary>
[TestFixture]
public sealed class LongRunSolverTests
{
    private static readonly string[] _methods = ["gth", "sparse-gth", "gauss-seidel", "krylov", "aggregation"];

    private static LongRunOptions By(string method) => new() { Method = LongRunOptions.MethodNamed(method)!.Value };

    private static double[] Dense(SparseRates rates) => LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), By("gth")).Distribution()!;

    private static double[] RandomValues(int count, ulong seed)
    {
        var random = new Lcg(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next())];
    }

    private static void AssertMean(LongRunOutcome outcome, double exact, double within = 1e-10, string what = "")
    {
        Assert.That(outcome.Converged, Is.True, $"{what}: {outcome.Explanation}, reached {outcome.Reached:E1}");
        var measure = outcome.Measure!;
        Assert.That(measure.Value, Is.EqualTo(exact).Within(within * Math.Abs(exact)), $"{what} by {measure.Method}");
        // The statement of the error is true; the comparison itself is good to a few units of rounding.
        Assert.That(Math.Abs(measure.Value - exact), Is.LessThanOrEqualTo(measure.Error.Absolute + (1e-12 * Math.Abs(exact))), $"{what} by {measure.Method}: {measure.Error.Source}");
    }

    [TestCaseSource(nameof(_methods))]
    public void TwoStates_UpAndDown_WithRatesFarApart(string method)
    {
        var rates = Chains.From(2, [(0, 1, 1e-9), (1, 0, 1e4)]);
        var solution = LongRunSolver.Solve(rates, [1, 0], By(method));
        Assert.That(solution.Converged, Is.True, solution.Problem);
        AssertMean(solution.Mean([0, 1]), 1e-9 / (1e4 + 1e-9), 1e-14);
    }

    // Regimes L and H of a pair of hosts switch at 1e-8 and 3e-8: P(H) = 1/4 whatever happens within.
    [TestCase("gth")]
    [TestCase("sparse-gth")]
    [TestCase("krylov")]
    [TestCase("aggregation")]
    [TestCase("automatic")]
    public void Regimes_ThatSwitchRarely(string method)
    {
        var arcs = new List<(int, int, double)>();
        for (var regime = 0; regime < 2; regime++)
        {
            var (o, fail) = (4 * regime, regime == 0 ? 1e-4 : 1e-2);
            arcs.AddRange([(o, o + 1, 2 * fail), (o + 1, o + 2, 360), (o + 2, o + 3, fail), (o + 2, o, 0.25), (o + 3, o + 2, 0.25)]);
            for (var s = 0; s < 4; s++) arcs.Add((o + s, 4 - o + s, regime == 0 ? 1e-8 : 3e-8));
        }

        var solution = LongRunSolver.Solve(Chains.From(8, arcs), Chains.StartIn(8), By(method));
        Assert.That(solution.Converged, Is.True, solution.Problem);
        AssertMean(solution.Mean([0, 0, 0, 0, 1, 1, 1, 1]), 0.25, 1e-10, method);
    }

    [Test]
    public void EveryMethod_AgreesWithDenseElimination_OnRandomChains([ValueSource(nameof(_methods))] string method, [Values(1, 2, 3)] int seed, [Values(20, 150, 400)] int count, [Values(0.5, 3, 13)] double orders)
    {
        var rates = Chains.Random(count, orders, (ulong)seed);
        var pi = Dense(rates);
        var f = RandomValues(count, (ulong)seed + 100);
        var solution = LongRunSolver.Solve(rates, Chains.StartIn(count), By(method));
        Assert.That(solution.Converged, Is.True, solution.Problem);
        AssertMean(solution.Mean(f), pi.Select((p, i) => p * f[i]).Sum(), 1e-10, method);
        // The rarest state alone.
        var rarest = Array.IndexOf(pi, pi.Min());
        var indicator = Chains.StartIn(count, rarest);
        AssertMean(solution.Mean(indicator), pi[rarest], 1e-10, method + ", rarest state");
    }

    [Test]
    public void NearlyDecomposable_HasTenDigits([Values("sparse-gth", "aggregation", "automatic")] string method, [Values(1e-3, 1e-6, 1e-9, 1e-12)] double coupling)
    {
        var rates = Chains.NearlyDecomposable(12, 50, coupling, 7);
        var pi = Dense(rates);
        var f = RandomValues(rates.Count, 5);
        var solution = LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), By(method));
        Assert.That(solution.Converged, Is.True, solution.Problem);
        AssertMean(solution.Mean(f), pi.Select((p, i) => p * f[i]).Sum(), 1e-10, method);
        double[] block = [.. Enumerable.Range(0, rates.Count).Select(i => i / 50 == 7 ? 1.0 : 0.0)];
        AssertMean(solution.Mean(block), pi.Where((_, i) => i / 50 == 7).Sum(), 1e-10, method + ", one block");
    }

    // Sweeps alone cannot move weight between blocks; what matters is that no wrong answer is given.
    [Test]
    public void NearlyDecomposable_ByTheWrongMethod_IsRightOrRefused([Values("gauss-seidel", "krylov")] string method, [Values(1e-6, 1e-9, 1e-12)] double coupling)
    {
        var rates = Chains.NearlyDecomposable(4, 12, coupling, 7);
        var pi = Dense(rates);
        var f = RandomValues(rates.Count, 5);
        var outcome = LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), By(method)).Mean(f);
        TestContext.Out.WriteLine($"{outcome.Measure?.Value} {outcome.Explanation}");
        if (outcome.Converged) AssertMean(outcome, pi.Select((p, i) => p * f[i]).Sum(), 1e-10, method);
        else Assert.That(outcome.Measure, Is.Null);
    }

    [Test]
    public void LabelsAndUnits_ChangeNothing([Values("sparse-gth", "krylov", "aggregation")] string method)
    {
        const int n = 300;
        var rates = Chains.Random(n, 4, 11);
        var f = RandomValues(n, 12);
        var options = new LongRunOptions { Method = LongRunOptions.MethodNamed(method)!.Value, Precision = 1e-12 };
        var value = LongRunSolver.Solve(rates, Chains.StartIn(n), options).Mean(f).Measure!.Value;
        var label = Chains.Shuffle(n, 13);
        var g = new double[n];
        for (var i = 0; i < n; i++) g[label[i]] = f[i];
        var relabelled = LongRunSolver.Solve(Chains.Relabelled(rates, label), Chains.StartIn(n, label[0]), options).Mean(g).Measure!.Value;
        var seconds = LongRunSolver.Solve(Chains.Scaled(rates, 1 / 3600.0), Chains.StartIn(n), options).Mean(f).Measure!.Value;
        Assert.Multiple(() =>
        {
            Assert.That(relabelled, Is.EqualTo(value).Within(2e-12 * value));
            Assert.That(seconds, Is.EqualTo(value).Within(2e-12 * value));
        });
    }

    // M/M/c/K: p_k = p_0 a^k / k! up to c servers, then a^k / (c! c^(k-c)).
    [TestCase("krylov")]
    [TestCase("aggregation")]
    [TestCase("sparse-gth")]
    public void QueueWithServers_IsErlang(string method)
    {
        const int servers = 20, places = 700;
        const double arrival = 15, service = 1;
        var arcs = new List<(int, int, double)>();
        var p = new double[places + 1];
        p[0] = 1;
        for (var k = 0; k < places; k++)
        {
            arcs.Add((k, k + 1, arrival));
            arcs.Add((k + 1, k, Math.Min(k + 1, servers) * service));
            p[k + 1] = p[k] * arrival / (Math.Min(k + 1, servers) * service);
        }

        var total = p.Sum();
        var solution = LongRunSolver.Solve(Chains.From(places + 1, arcs), Chains.StartIn(places + 1), By(method));
        AssertMean(solution.Mean([.. Enumerable.Range(0, places + 1).Select(k => (double)k)]), p.Select((x, k) => k * x).Sum() / total, 1e-10, method);
        AssertMean(solution.Mean(Chains.StartIn(places + 1, 300)), p[300] / total, 1e-10, method + ", state 300");
    }

    // Random walks on grids have products of truncated geometric laws.
    [TestCase(2, 40, 1.0, 1.3, "krylov")]
    [TestCase(2, 40, 1.0, 1.0, "krylov")]
    [TestCase(2, 40, 1.0, 1.0, "aggregation")]
    [TestCase(3, 14, 1.0, 2.0, "krylov")]
    [TestCase(3, 14, 1.0, 1.0, "automatic")]
    [TestCase(2, 90, 1.0, 1.0, "automatic")]
    public void Grids_AreProducts(int dimensions, int side, double up, double down, string method)
    {
        var (rates, states) = PackedExplorer.Explore(new GridModel(dimensions, side, up, down));
        double[] law = [.. Enumerable.Range(0, side).Select(k => Math.Pow(up / down, k))];
        var exact = law.Select((p, k) => p * k).Sum() / law.Sum();
        var solution = LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), By(method));
        AssertMean(solution.Mean([.. states.Select(s => (double)GridModel.At(s, 0))]), exact, 1e-10, method);
    }

    // Twelve machines that fail and are repaired on their own: all down at once is a product of unavailabilities, 2e-31.
    [TestCase("krylov")]
    [TestCase("aggregation")]
    [TestCase("gauss-seidel")]
    public void IndependentMachines_AllDownAtOnce(string method)
    {
        double[] fail = [.. Enumerable.Range(1, 12).Select(i => 1e-4 * i)];
        double[] repair = [.. Enumerable.Range(1, 12).Select(i => 1.0 / i)];
        var (rates, states) = PackedExplorer.Explore(new MachinesModel(fail, repair));
        var solution = LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), By(method));
        var exact = fail.Zip(repair, (l, m) => l / (l + m)).Aggregate(1.0, (a, b) => a * b);
        AssertMean(solution.Mean([.. states.Select(s => MachinesModel.Down(s) == 12 ? 1.0 : 0.0)]), exact, 1e-10, method);
    }

    [Test]
    public void SeveralSets_AreWeighted_AndStatesKnowTheirOwn()
    {
        // From 0 to {2, 3} or {4} by way of 1; the probabilities are 1/4 and 3/4.
        var rates = Chains.From(5, [(0, 1, 2), (1, 2, 1), (1, 4, 3), (2, 3, 1), (3, 2, 2)]);
        var solution = LongRunSolver.Solve(rates, Chains.StartIn(5));
        double[] f = [100, 100, 3, 6, 8];
        AssertMean(solution.Mean(f), (0.25 * 4) + (0.75 * 8), 1e-14);
        var (means, error, _) = solution.StateMeans(f);
        Assert.Multiple(() =>
        {
            Assert.That(solution.Classes.Select(c => c.Probability), Is.EqualTo(new[] { 0.25, 0.75 }).Within(1e-15));
            Assert.That(means, Is.EqualTo(new double[] { 7, 7, 4, 4, 8 }).Within(1e-13));
            Assert.That(error, Is.LessThan(1e-10));
        });
    }

    [Test]
    public void AWrongProbability_IsFoundOut()
    {
        var rates = Chains.Random(400, 2, 21);
        var pi = Dense(rates);
        var f = RandomValues(400, 22);
        var op = ChainOperator.Create(rates, rates.RowSums());
        var likeliest = Array.IndexOf(pi, pi.Max());
        var wrong = (double[])pi.Clone();
        wrong[likeliest] *= 1.001;
        var exact = pi.Select((p, i) => p * f[i]).Sum();
        var adjoint = new AdjointIteration(op, f, 0);
        var first = adjoint.Run(wrong, new ProbabilityDoubt(0, pi), default);
        var second = first;
        for (var k = 0; k < 6; k++) second = adjoint.Run(wrong, new ProbabilityDoubt(0, pi), default);
        Assert.Multiple(() =>
        {
            // The crude value is off by more than 1e-6, the corrected one by less, and the statement covers it at every stage.
            Assert.That(Math.Abs((wrong.Select((p, i) => p * f[i]).Sum() / wrong.Sum()) - exact), Is.GreaterThan(1e-6 * exact));
            Assert.That(Math.Abs(first.Value - exact), Is.LessThanOrEqualTo(first.Bound));
            Assert.That(Math.Abs(first.Value - exact), Is.LessThanOrEqualTo((2 * first.Doubt) + first.Rounding + 1e-15));
            Assert.That(Math.Abs(second.Value - exact), Is.LessThan(1e-9 * exact));
            Assert.That(Math.Abs(second.Value - exact), Is.LessThanOrEqualTo(second.Bound));
        });
    }

    [Test]
    public void AProvedBound_IsGivenWhenAskedFor()
    {
        var rates = Chains.Random(2000, 1, 31);
        var options = new LongRunOptions { Method = LongRunMethod.Krylov, RequireBound = true };
        var outcome = LongRunSolver.Solve(rates, Chains.StartIn(2000), options).Mean(RandomValues(2000, 32));
        var f = RandomValues(2000, 32);
        var exact = LongRunSolver.Solve(rates, Chains.StartIn(2000), By("gth")).Distribution()!.Select((p, i) => p * f[i]).Sum();
        AssertMean(outcome, exact);
        Assert.That(outcome.Measure!.Error.Kind, Is.EqualTo(ErrorKind.Bound));
    }

    [Test]
    public void NothingIsAnswered_WhenTimeIsOver_OrTheMethodCannot()
    {
        var rates = Chains.Random(8000, 13, 41);
        var none = LongRunSolver.Solve(rates, Chains.StartIn(8000), new LongRunOptions { Method = LongRunMethod.Krylov, TimeLimit = TimeSpan.Zero });
        var gth = LongRunSolver.Solve(rates, Chains.StartIn(8000), By("gth"));
        Assert.Multiple(() =>
        {
            Assert.That(none.Converged, Is.False);
            Assert.That(none.Distribution(), Is.Null);
            Assert.That(none.Mean(RandomValues(8000, 1)).Measure, Is.Null);
            Assert.That(none.Problem, Does.Contain("time limit"));
            Assert.That(gth.Problem, Does.Contain("sparse-gth"));
            Assert.That(LongRunOptions.MethodNamed("power"), Is.Null);
        });
    }

    [Test]
    public void Cancellation_IsHeeded()
    {
        var rates = Chains.Random(20_000, 6, 51);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => LongRunSolver.Solve(rates, Chains.StartIn(20_000), By("krylov"), source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Results_AreTheSameBits()
    {
        var (rates, states) = PackedExplorer.Explore(new PollingModel(8));
        double[] f = [.. states.Select(s => PollingModel.FirstWaits(s) ? 1.0 : 0.0)];
        var one = LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), By("krylov")).Mean(f).Measure!;
        var two = LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), By("krylov")).Mean(f).Measure!;
        Assert.That(two, Is.EqualTo(one));
    }

    [Test]
    public void SteadyState_TakesLargeChains()
    {
        var (rates, states) = PackedExplorer.Explore(new GridModel(2, 90, 1, 1.1));
        var chain = new MarkovChain([.. Enumerable.Range(0, rates.Count).Select(i => (IReadOnlyList<Transition>)[.. Chains.Arcs(rates, i).Select(a => new Transition(a.To, a.Rate, 0))])], [Modeling.Models.Cause.Unknown]);
        var pi = SteadyState.Solve(chain, Chains.StartIn(rates.Count)).Distribution!;
        var law = Enumerable.Range(0, 90).Select(k => Math.Pow(1.1, -k)).ToArray();
        var total = law.Sum();
        for (var i = 0; i < pi.Length; i += 97)
        {
            var exact = law[GridModel.At(states[i], 0)] * law[GridModel.At(states[i], 1)] / total / total;
            Assert.That(pi[i], Is.EqualTo(exact).Within(1e-11 * exact));
        }
    }

    // λ = 1, μ = 2, n = 20,000: π(3) = 1/16, and π(n) = 2^-20,001 is smaller than any number.
    [Test]
    public void LongQueue_EndsBelowAllNumbers()
    {
        const int n = 20_000;
        var rates = Chains.From(n + 1, Enumerable.Range(0, n).SelectMany(i => new[] { (i, i + 1, 1.0), (i + 1, i, 2.0) }));
        var solution = LongRunSolver.Solve(rates, Chains.StartIn(n + 1));
        var f = new double[n + 1];
        f[n] = 1;
        var last = solution.Mean(f).Measure!;
        Assert.That(last.Value, Is.Zero);
        Assert.That(last.Error.Absolute, Is.InRange(1e-300, 1e-280), "the answer is not said to be exact");
        f[n] = 0;
        f[3] = 1;
        AssertMean(solution.Mean(f), 0.0625);
    }

    // What is asked of three states is more than doubles hold; what was reached is told all the same.
    [Test]
    public void MoreThanDoublesHold_IsRefusedWithWhatWasReached()
    {
        var rates = Chains.From(3, [(0, 1, 0.1), (1, 2, 0.3), (2, 0, 0.7), (1, 0, 1.1)]);
        var outcome = LongRunSolver.Solve(rates, [1, 0, 0], new LongRunOptions { Precision = 1e-18 }).Mean([0, 0, 1]);
        Assert.That(outcome.Converged, Is.False);
        Assert.That(outcome.Reached, Is.InRange(1e-17, 1e-14));
    }

    [TestCase("krylov")]
    [TestCase("gauss-seidel")]
    public void AMethodThatIsAskedFor_IsTheOneThatAnswers(string method)
    {
        const int n = 20_000;
        var rates = Chains.From(n + 1, Enumerable.Range(0, n).SelectMany(i => new[] { (i, i + 1, 1.0), (i + 1, i, 2.0) }));
        var f = new double[n + 1];
        f[3] = 1;
        var outcome = LongRunSolver.Solve(rates, Chains.StartIn(n + 1), By(method)).Mean(f);
        if (outcome.Measure is { } measure) Assert.That(measure.Method, Does.StartWith(method));
        else Assert.That(outcome.Explanation, Does.Contain(method + " over"));
    }
}
