using Reliability.Markov.Chains;
using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.Transient;

namespace Reliability.Markov.Tests.Transient;

/// <summary>Both methods against closed forms and against each other.</summary>
public sealed class TransientSolverTests
{
    private static readonly TransientMethod[] Both = [TransientMethod.Uniformization, TransientMethod.ShiftInvert];

    private static TransientSolver Solver(MarkovChain chain, TransientMethod method) => new(chain, new TransientOptions { Method = method });

    private static void Close(double actual, double exact, double relative, string what) => Assert.That(actual, Is.EqualTo(exact).Within(relative * exact), what);

    private static double OneMinusExp(double x)
    {
        if (x > 0.1) return 1 - Math.Exp(-x);
        var (term, sum) = (x, x);
        for (var k = 2; term != 0 && k < 40; k++)
        {
            term *= -x / k;
            sum += term;
        }

        return sum;
    }

    [TestCase(1e-9)]
    [TestCase(1e-3)]
    [TestCase(1.0)]
    [TestCase(1e3)]
    [TestCase(1e9)]
    public void TwoStates_AreTheClosedForm(double t)
    {
        const double l = 1e-5, m = 3;
        var chain = Chains.Of(2, [(0, 1, l), (1, 0, m)]);
        var p = l / (l + m) * OneMinusExp((l + m) * t);
        // ∫ p du, by its series where the difference would cancel
        var x = (l + m) * t;
        var spent = x < 1e-2 ? l * t * t * (0.5 - (x / 6) + (x * x / 24) - (x * x * x / 120) + (x * x * x * x / 720)) : l / (l + m) * (t - (OneMinusExp(x) / (l + m)));
        foreach (var method in t > 1e5 ? [TransientMethod.ShiftInvert] : Both)
        {
            var solver = Solver(chain, method);
            Assert.Multiple(() =>
            {
                Close(solver.Law([1, 0], [t]).Solution![0][1], p, 1e-12, $"{method} law");
                Close(solver.Backward([0, 1], [t]).Solution![0][0], p, 1e-12, $"{method} backward");
                Close(solver.Accumulated([1, 0], [t]).Solution![0][1], spent, 1e-12, $"{method} accumulated");
                Close(solver.AccumulatedBackward([0, 1], [t]).Solution![0][0], spent, 1e-12, $"{method} accumulated backward");
                Close(solver.IntervalAvailability([1, 0], [false, true], [t]).Solution![0][0], spent / t, 1e-12, $"{method} interval availability");
                Close(solver.Rewards([1, 0], [[l, 0], [0, m]], [t]).Solution![0][0], l * (t - spent), 1e-12, $"{method} number of failures");
            });
        }
    }

    // Stages passed at one rate: Poisson probabilities, down to 1e-14 of being there at all, and the worst of spectra for the series.
    [TestCase(12, 0.5)]
    [TestCase(12, 8.0)]
    [TestCase(60, 30.0)]
    public void Erlang_IsPoisson(int stages, double mean)
    {
        var chain = Chains.Of(stages + 1, Enumerable.Range(0, stages).Select(k => (k, k + 1, 2.0)));
        var t = mean / 2;
        foreach (var method in Both)
        {
            var solution = Solver(chain, method).Law(Chains.Unit(stages + 1), [t]).Solution!;
            var exact = Math.Exp(-mean);
            Assert.Multiple(() =>
            {
                for (var k = 0; k < stages; k++)
                {
                    if (exact > 1e-14) Close(solution[0][k], exact, 1e-8, $"{method} stage {k}: {solution.Method}");
                    Assert.That(Math.Abs(solution[0][k] - exact), Is.LessThanOrEqualTo(solution.Error(0, k).Absolute + 1e-15), $"{method} stage {k}");
                    exact *= mean / (k + 1);
                }
            });
        }
    }

    // n independent parts that fail for good: binomial.
    [TestCase(1e-4)]
    [TestCase(0.3)]
    [TestCase(40.0)]
    public void PureDeath_IsBinomial(double t)
    {
        const int n = 8;
        var chain = Chains.BirthDeath(n + 1, k => (n - k) * 0.5, _ => 0);
        var odds = OneMinusExp(0.5 * t) * Math.Exp(0.5 * t);
        foreach (var method in Both)
        {
            var law = Solver(chain, method).Law(Chains.Unit(n + 1), [t]).Solution![0];
            var exact = Math.Exp(-0.5 * t * n);
            for (var k = 0; k <= n; k++)
            {
                if (exact > 1e-14) Close(law[k], exact, 1e-9, $"{method} {k} dead");
                exact *= odds * (n - k) / (k + 1);
            }
        }
    }

    // M/M/1 with at most K customers: eigenvalues -(λ + μ - 2 sqrt(λμ) cos w), w = jπ/(K+1), with the vectors ρ^{n/2} (sin (n+1)w - sqrt(ρ)^{-1} sin nw)
    // of the matrix made symmetric (Takács 1962).
    [TestCase(0.1)]
    [TestCase(2.0)]
    [TestCase(50.0)]
    public void FiniteQueue_IsTheEigenExpansion(double t)
    {
        const int capacity = 9;
        const double lambda = 0.8, mu = 1.1;
        const double r = lambda / mu;
        var chain = Chains.BirthDeath(capacity + 1, _ => lambda, _ => mu);
        var exact = new double[capacity + 1];
        for (var n = 0; n <= capacity; n++) exact[n] = Math.Pow(r, n) * (1 - r) / (1 - Math.Pow(r, capacity + 1));
        for (var j = 1; j <= capacity; j++)
        {
            var w = j * Math.PI / (capacity + 1);
            double[] mode = [.. Enumerable.Range(0, capacity + 1).Select(n => Math.Sin((n + 1) * w) - (Math.Sqrt(1 / r) * Math.Sin(n * w)))];
            var norm = mode.Sum(v => v * v);
            var decay = lambda + mu - (2 * Math.Sqrt(lambda * mu) * Math.Cos(w));
            for (var n = 0; n <= capacity; n++) exact[n] += Math.Pow(r, n / 2.0) * mode[0] * mode[n] / norm * Math.Exp(-decay * t);
        }

        foreach (var method in Both)
        {
            var law = Solver(chain, method).Law(Chains.Unit(capacity + 1), [t]).Solution![0];
            for (var n = 0; n <= capacity; n++) Assert.That(law[n], Is.EqualTo(exact[n]).Within(2e-13), $"{method} {n} customers");
        }
    }

    [TestCase(5, 1u, 4.0)]
    [TestCase(40, 2u, 2.0)]
    [TestCase(40, 3u, 6.0)]
    [TestCase(150, 4u, 5.0)]
    [TestCase(300, 5u, 1.0)]
    public void Methods_AgreeOnSeededChains(int states, uint seed, double decades)
    {
        var chain = Chains.Seeded(states, seed, decades);
        var start = Chains.Unit(states, states / 2);
        double[] times = [0.01, 0.3, 1, 30, 300];
        TransientSolution[] Solve(Func<TransientSolver, TransientResult> question) => [.. Both.Select(m => question(Solver(chain, m)).Solution!)];
        (string, TransientSolution[])[] answers =
        [
            ("law", Solve(s => s.Law(start, times))), ("accumulated", Solve(s => s.Accumulated(start, times))),
            ("backward", Solve(s => s.Backward(start, times))), ("accumulated backward", Solve(s => s.AccumulatedBackward(start, times))),
        ];
        Assert.Multiple(() =>
        {
            foreach (var (what, pair) in answers)
            {
                for (var t = 0; t < times.Length; t++)
                {
                    for (var s = 0; s < states; s++)
                    {
                        var (x, y) = (pair[0][t][s], pair[1][t][s]);
                        if (x > 1e-14) Close(y, x, 1e-8, $"{what} of {s} at {times[t]}: {pair[1].Method}");
                        Assert.That(Math.Abs(x - y), Is.LessThanOrEqualTo(pair[0].Error(t, s).Absolute + pair[1].Error(t, s).Absolute + 1e-15), $"{what} of {s} at {times[t]}: errors as stated");
                    }
                }
            }
        });
    }

    // Six levels, each reached from a phase that is left a thousand times faster than entered: fast modes beside events six rare steps deep.
    [TestCase(3, 100.0)]
    [TestCase(6, 3.0)]
    [TestCase(6, 100.0)]
    public void DeepRareEvents_BesideFastPhases_HaveEightDigits(int levels, double t)
    {
        var arcs = Enumerable.Range(0, levels + 1).SelectMany(l => new[] { (2 * l, (2 * l) + 1, 1.0), ((2 * l) + 1, 2 * l, 3600.0) }).Concat(Enumerable.Range(0, levels).Select(l => ((2 * l) + 1, (2 * l) + 2, 1.0)));
        var chain = Chains.Of(2 * (levels + 1), arcs);
        var (exact, found) = (Solver(chain, TransientMethod.Uniformization).Law(Chains.Unit(chain.StateCount), [t]).Solution!, Solver(chain, TransientMethod.ShiftInvert).Law(Chains.Unit(chain.StateCount), [t]).Solution!);
        for (var s = 0; s < chain.StateCount; s++)
        {
            if (exact[0][s] > 1e-14) Close(found[0][s], exact[0][s], 1e-8, $"state {s} of {exact[0][s]}");
        }
    }

    [Test]
    public void TheMethod_IsChosenByCost_AndSaysSo()
    {
        var chain = Chains.HighAvailabilityPair();
        Assert.Multiple(() =>
        {
            Assert.That(new TransientSolver(chain).Law(Chains.Unit(6), [1]).Solution!.Method, Does.StartWith("uniformization"));
            Assert.That(new TransientSolver(chain).Law(Chains.Unit(6), [1e7]).Solution!.Method, Does.StartWith("shift-invert").And.Contain("uniformization would take"));
        });
    }

    [TestCase(TransientMethod.Uniformization)]
    [TestCase(TransientMethod.ShiftInvert)]
    public void ManyTimesAtOnce_AreThoseOneByOne(TransientMethod method)
    {
        var chain = Chains.Seeded(25, 7, 3);
        var start = Chains.Unit(25);
        double[] times = [.. Enumerable.Range(0, 60).Select(k => k * 0.7), 1e-6, 3, 700, 3];
        var solver = Solver(chain, method);
        var (laws, totals) = (solver.Law(start, times).Solution!, solver.Accumulated(start, times).Solution!);
        for (var k = 0; k < times.Length; k++)
        {
            var (law, total) = (solver.Law(start, [times[k]]).Solution!, solver.Accumulated(start, [times[k]]).Solution!);
            Assert.That(laws.Time(k), Is.EqualTo(times[k]));
            for (var s = 0; s < 25; s++)
            {
                Close(laws[k][s], law[0][s], 1e-11, $"law at {times[k]}");
                Close(totals[k][s], total[0][s], 1e-11, $"total at {times[k]}");
            }
        }
    }

    // A circle of states at one rate: the probability of place k is the sum of Poisson probabilities of k, k + n, k + 2n, …
    [TestCase(50, 40.0)]
    [TestCase(50, 2000.0)]
    [TestCase(400, 3000.0)]
    [TestCase(200, 20_000.0)]
    public void Circles_AreSumsOfPoissonProbabilities(int n, double mean)
    {
        var chain = Chains.Of(n, Enumerable.Range(0, n).Select(k => (k, (k + 1) % n, 10.0)));
        var window = PoissonWindow.Create(mean, Math.Log(1e-20));
        var exact = new double[n];
        for (var i = 0; i < window.Weights.Length; i++) exact[(window.First + i) % n] += window.Weights[i];
        foreach (var method in (TransientMethod[])[.. Both, TransientMethod.Auto])
        {
            var solution = Solver(chain, method).Law(Chains.Unit(n), [mean / 10]).Solution!;
            for (var k = 0; k < n; k++) Assert.That(solution[0][k], Is.EqualTo(exact[k]).Within(1e-11), $"{method} place {k}: {solution.Method}");
        }
    }

    [TestCase(TransientMethod.Uniformization)]
    [TestCase(TransientMethod.ShiftInvert)]
    public void AtTimeZero_NothingHasMoved(TransientMethod method)
    {
        var solver = Solver(Chains.HighAvailabilityPair(), method);
        var law = solver.Law(Chains.Unit(6, 2), [0, 5]).Solution!;
        Assert.Multiple(() =>
        {
            Assert.That(law[0], Is.EqualTo(Chains.Unit(6, 2)));
            Assert.That(solver.Law(Chains.Unit(6, 2), [0]).Solution![0], Is.EqualTo(Chains.Unit(6, 2)));
            Assert.That(solver.Accumulated(Chains.Unit(6, 2), [0]).Solution![0], Is.All.Zero);
            Assert.That(solver.IntervalAvailability(Chains.Unit(6, 2), [true, false, true, false, false, false], [0]).Solution![0][0], Is.EqualTo(1));
            Assert.That(solver.Law(Chains.Unit(6, 2), []).Solution!.Count, Is.Zero);
        });
    }

    [TestCase(TransientMethod.Uniformization)]
    [TestCase(TransientMethod.ShiftInvert)]
    public void OneState_OrNoTransition_StaysWhereItIs(TransientMethod method)
    {
        var one = Solver(Chains.Of(1, []), method);
        var still = Solver(Chains.Of(3, []), method);
        Assert.Multiple(() =>
        {
            Close(one.Law([1], [7]).Solution![0][0], 1, 1e-14, "law");
            Close(one.Accumulated([1], [7]).Solution![0][0], 7, 1e-13, "time");
            Close(still.Law([0.25, 0.75, 0], [1e6]).Solution![0][1], 0.75, 1e-14, "law");
            Assert.That(still.Law([0.25, 0.75, 0], [1e6]).Solution![0][2], Is.Zero);
        });
    }

    [Test]
    public void HugeTimes_AreTheLongRun()
    {
        var chain = Chains.HighAvailabilityPair();
        var limit = SteadyState.Solve(chain, Chains.Unit(6)).Distribution!;
        foreach (var t in new[] { 1e6, 1e9, 1e12 })
        {
            var solution = new TransientSolver(chain).Law(Chains.Unit(6), [t]).Solution!;
            for (var s = 0; s < 6; s++) Close(solution[0][s], limit[s], 1e-11, $"state {s} at {t}");
        }
    }

    [Test]
    public void QuestionsOutOfReach_AreRefusedWithAReason()
    {
        var chain = Chains.Of(2000, Enumerable.Range(0, 2000).Select(k => (k, (k + 1) % 2000, 1e6)));
        var result = new TransientSolver(chain, new TransientOptions { MaximumOperations = 1e8 }).Law(Chains.Unit(2000), [3.0]);
        Assert.Multiple(() =>
        {
            Assert.That(result.Solution, Is.Null);
            Assert.That(result.Refusal, Does.Contain("operations"));
        });
    }

    [Test]
    public void TimesBeyondTheRangeOfNumbers_AreRefused()
    {
        var result = new TransientSolver(Chains.HighAvailabilityPair()).Law(Chains.Unit(6), [1e300]);
        Assert.That(result.Refusal, Does.Contain("Shorten the horizon"));
    }

    [Test]
    public void Work_CanBeStopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Multiple(() =>
        {
            foreach (var method in Both) Assert.That(() => new TransientSolver(Chains.HighAvailabilityPair(), new TransientOptions { Method = method }, stop.Token).Law(Chains.Unit(6), [1]), Throws.InstanceOf<OperationCanceledException>());
        });
    }

    [Test]
    public void BadInput_IsNamed()
    {
        var solver = new TransientSolver(Chains.HighAvailabilityPair());
        Assert.Multiple(() =>
        {
            Assert.That(() => solver.Law([1], [1]), Throws.ArgumentException);
            Assert.That(() => solver.Law([-1, 0, 0, 0, 0, 0], [1]), Throws.ArgumentException);
            Assert.That(() => solver.Law(Chains.Unit(6), [-1]), Throws.ArgumentException);
            Assert.That(() => solver.Law(Chains.Unit(6), [double.NaN]), Throws.ArgumentException);
        });
    }
}
