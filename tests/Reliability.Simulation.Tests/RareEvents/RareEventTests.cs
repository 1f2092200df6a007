using System.Text.Json;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Simulation.RareEvents;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>Closed forms of our own, and that the answer depends on the seed and on nothing else.</summary>
public sealed class RareEventTests
{
    private static RepairableComponents Pairs => new([new(2, 0.001, 1, 2), new(3, 0.002, 0.5, 3)]);

    private static IEnumerable<(RareEventModel Model, RareEventQuestion Question, RareEventOptions Options)> Runs
    {
        get
        {
            var model = RareEventModel.Of(Pairs);
            foreach (var measure in Enum.GetValues<RareEventMeasure>())
            {
                foreach (var states in (int[])[0, 1000])
                {
                    foreach (var method in (RareEventMethod[])[RareEventMethod.Automatic, RareEventMethod.Splitting])
                    {
                        yield return (model, new(measure, 10), new RareEventOptions { RelativeError = 0.2, MaximumStates = states, Scheme = new(method) });
                    }
                }
            }
        }
    }

    [Test]
    public void The_same_bytes_for_any_number_of_threads()
    {
        foreach (var (model, question, options) in Runs)
        {
            var one = Text(1);
            foreach (var threads in (int[])[2, 5]) Assert.That(Text(threads), Is.EqualTo(one), $"{question} {options}");
            string Text(int threads) => JsonSerializer.Serialize(RareEventSimulator.Run(model, question, options with { Threads = threads }), new JsonSerializerOptions { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals });
        }
    }

    // Independent components: product forms.
    [TestCase(0)]
    [TestCase(1000)]
    public void Unavailability_and_frequency_of_independent_components(int states)
    {
        var (p, q) = (0.001 / 1.001, 0.002 / 0.502);
        var (down1, down2) = (p * p, q * q * q);
        var options = new RareEventOptions { MaximumStates = states, Seed = 8 };
        Checks.Agrees(RareEventSimulator.Run(RareEventModel.Of(Pairs), new(RareEventMeasure.Unavailability), options), down1 + down2 - (down1 * down2), options);
        // Leaving down: the last repair of one type while the other is up.
        var frequency = (down1 * 2 * (1 - down2)) + (down2 * 3 * 0.5 * (1 - down1));
        Checks.Agrees(RareEventSimulator.Run(RareEventModel.Of(Pairs), new(RareEventMeasure.InterruptionFrequency), options), frequency, options);
    }

    // Two states 0 → 1 → 2 of a pair with one repairer: F(t) of the hypoexponential phase form, by its two eigenvalues.
    [TestCase(0.5)]
    [TestCase(50.0)]
    [TestCase(20_000.0)]
    public void Unreliability_of_a_pair(double time)
    {
        const double L = 0.001, M = 1;
        var (sum, product) = ((3 * L) + M, 2 * L * L);
        var root = Math.Sqrt((sum * sum) - (4 * product));
        var (fast, slow) = ((sum + root) / 2, 2 * product / (sum + root));
        // 1 - (fast e^{-slow t} - slow e^{-fast t}) / (fast - slow), without cancelling: slow t and its powers are small.
        var expected = ((fast * -ExpM1(-slow * time)) + (slow * ExpM1(-fast * time))) / root;
        if (fast * time < 1e-2) expected = product * time * time / 2;
        foreach (var states in (int[])[0, 100])
        {
            var options = new RareEventOptions { MaximumStates = states, Seed = 6 };
            Checks.Agrees(RareEventSimulator.Run(RareEventModel.Of(new RepairableComponents([new(2, L, M, 2)])), new(RareEventMeasure.Unreliability, time), options), expected, options);
        }

        static double ExpM1(double x) => Math.Abs(x) < 1e-3 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4)))))) : Math.Exp(x) - 1;
    }

    [Test]
    public void A_solution_given_as_vector_leaves_no_variance()
    {
        // M/M/1 with rates 1 and 2 from 1 up to 10 before 0: h(x) = (2^x - 1) / (2^10 - 1).
        const int Top = 10;
        var states = new List<int> { 1 };
        var model = Systems.Explore([1], s => s[0] == Top, s => s[0] == 0, s =>
        {
            foreach (var to in (int[])[s[0] + 1, s[0] - 1])
            {
                if (to is >= 0 and <= Top && !states.Contains(to)) states.Add(to);
            }

            return s[0] == 0 ? [] : s[0] == Top ? [([Top - 1], 2.0)] : [([s[0] + 1], 1.0), ([s[0] - 1], 2.0)];
        });
        var options = new RareEventOptions { Scheme = new(RareEventMethod.ZeroVariance), ChanceToFail = [.. states.Select(x => (Math.Pow(2, x) - 1) / (Math.Pow(2, Top) - 1))] };
        var r = RareEventSimulator.Run(model, new(RareEventMeasure.FailureBeforeStop), options);
        Checks.Agrees(r, 1.0 / 1023, options);
        Assert.That(r.Estimate!.RelativeDeviation, Is.LessThan(1e-10));
    }

    [Test]
    public void Kinds_can_be_given()
    {
        // Everything called a repair: no jump is biased, so simple biasing is crude simulation.
        var (chain, states) = Systems.Chain([0], s => s[0] switch { 0 => [([1], 0.1)], 1 => [([0], 1.0), ([2], 0.05)], _ => [([0], 1.0)] });
        bool[] down = [.. states.Select(s => s[0] == 2)];
        var options = new RareEventOptions { Scheme = new(RareEventMethod.SimpleBiasing), RelativeError = 0.03 };
        var r = RareEventSimulator.Run(RareEventModel.Of(chain.Rates, 0, down, null, new bool[chain.TransitionCount]), new(RareEventMeasure.FailureBeforeStop), options);
        Checks.Agrees(r, 0.05 / 1.05, options);
        Assert.That((double)r.Estimate!.Failures / r.Estimate.Samples, Is.EqualTo(r.Estimate.Value.Estimate).Within(1e-12));
        var found = RareEventSimulator.Run(RareEventModel.Of(chain.Rates, 0, down), new(RareEventMeasure.FailureBeforeStop), options);
        Assert.That((double)found.Estimate!.Failures / found.Estimate.Samples, Is.EqualTo(0.8).Within(0.02));
    }

    // Five nodes, each down u = λ / (λ + μ) of the time, two of which may fail: explored from its events, failures found without being told.
    [Test]
    public void A_state_space()
    {
        const double U = 0.0001 / 0.2001;
        var (model, up) = Engine.Study.FiveNodes(0.0001);
        var space = StateSpaceExplorer.Explore(model, new ExpressionCompiler(), new ExplorationOptions()).StateSpace!;
        var options = new RareEventOptions { Seed = 12, Scheme = new(RareEventMethod.BalancedBiasing) };
        var r = RareEventSimulator.Run(RareEventModel.Of(space, up), new(RareEventMeasure.Unavailability), options);
        var expected = Enumerable.Range(2, 4).Sum(k => MathNet.Numerics.SpecialFunctions.Binomial(5, k) * Math.Pow(U, k) * Math.Pow(1 - U, 5 - k));
        Checks.Agrees(r, expected, options);
        Assert.That(r.States, Is.EqualTo(space.Count));
        Assert.That((double)r.Estimate!.Failures / r.Estimate.Samples, Is.GreaterThan(0.7), "failures were not told from repairs");
    }

    // Of 200 intervals of 95 % at about 300 to 1,000 effective samples: 190 ± 3.1 contain the truth.
    [TestCase(RareEventMethod.BalancedBiasing, 0)]
    [TestCase(RareEventMethod.FailureDistanceBiasing, 100)]
    [TestCase(RareEventMethod.Splitting, 100)]
    public void Intervals_cover(RareEventMethod method, int states)
    {
        var (p, q) = (0.001 / 1.001, 0.002 / 0.502);
        var truth = 1 - ((1 - (p * p)) * (1 - (q * q * q)));
        var covered = 0;
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var options = new RareEventOptions { Seed = seed, Threads = 1, RelativeError = 0.2, MaximumTransitions = method == RareEventMethod.Splitting ? 1_000_000 : 5_000, MaximumStates = states, Scheme = new(method) };
            covered += RareEventSimulator.Run(RareEventModel.Of(Pairs), new(RareEventMeasure.Unavailability), options).Estimate!.Value.Contains(truth) ? 1 : 0;
        }

        TestContext.Out.WriteLine(covered);
        Assert.That(covered, Is.InRange(180, 199));
    }
}
