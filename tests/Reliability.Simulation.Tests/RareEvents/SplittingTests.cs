using Reliability.Simulation.Random;
using Reliability.Simulation.RareEvents;
using Reliability.Tests;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>Splitting where it is asked for, and what only splitting can do.</summary>
public sealed class SplittingTests
{
    private static readonly BiasingScheme Splitting = new(RareEventMethod.Splitting);

    private static IEnumerable<TestCaseData> Queues(bool large)
    {
        if (RareCases.Absent) return [new TestCaseData("absent", "", 0.0).Ignore(SharedCases.Absent)];
        var small = new[] { "tandem-tr-c8", "tandem-ss-c8", "mm1-N20", "jackson-q2-L10" };
        return RareCases.Measures.Where(m => (m.Measure is "p" or "pB") && (large || small.Contains(m.Case))).Select(m => new TestCaseData(m.Case, m.Measure, large ? 0.01 : 0.03).SetArgDisplayNames(m.Case, m.Measure));
    }

    private static IEnumerable<TestCaseData> SmallQueues => Queues(false);

    private static IEnumerable<TestCaseData> LargeQueues => Queues(true);

    [TestCaseSource(nameof(SmallQueues))]
    public void Queue(string id, string measure, double error)
    {
        var (model, question) = RareCases.Model(id, measure);
        var value = RareCases.Value(id, measure);
        var options = new RareEventOptions { Seed = 2, RelativeError = value < 1e-20 ? 0.1 : error, Scheme = Splitting, MaximumTransitions = 1L << 33 };
        Checks.Agrees(RareEventSimulator.Run(model, question, options), value, options);
    }

    // A setting and not [Explicit], so that a filter can choose among these.
    [TestCaseSource(nameof(LargeQueues)), Category("Large")]
    public void Every_queue(string id, string measure, double error)
    {
        if (Environment.GetEnvironmentVariable("RELIABILITY_LARGE") is null) Assert.Ignore("takes minutes: set RELIABILITY_LARGE=1");
        Queue(id, measure, error);
    }

    [TestCase(10.0)]
    [TestCase(100.0)]
    public void Up_to_a_time(double time)
    {
        if (RareCases.Absent) Assert.Ignore(SharedCases.Absent);
        var (model, _) = RareCases.Model("kofn-n3-k3", "gamma");
        var options = new RareEventOptions { Seed = 2, RelativeError = 0.03, Scheme = Splitting };
        Checks.Agrees(RareEventSimulator.Run(model, new(RareEventMeasure.Unreliability, time), options), RareCases.Value("kofn-n3-k3", $"F({time})"), options);
    }

    // Gambler's ruin of 2 : 1 from 1 up to 12: 1 / (2^12 - 1); the importance counts every second customer only, and says nothing of the down state.
    [Test]
    public void Importance_can_be_given()
    {
        const int Top = 12;
        var (chain, states) = Systems.Chain([1], s => s[0] == 0 ? [] : s[0] == Top ? [([Top - 1], 2.0)] : [([s[0] + 1], 1.0), ([s[0] - 1], 2.0)]);
        var options = new RareEventOptions { Seed = 7, RelativeError = 0.03, Scheme = Splitting, Importance = [.. states.Select(s => s[0] == Top ? 0 : s[0] / 2)] };
        var model = RareEventModel.Of(chain.Rates, 0, [.. states.Select(s => s[0] == Top)], [.. states.Select(s => s[0] == 0)]);
        Checks.Agrees(RareEventSimulator.Run(model, new(RareEventMeasure.FailureBeforeStop), options), 1.0 / 4095, options);
        Assert.That(() => RareEventSimulator.Run(model, new(RareEventMeasure.FailureBeforeStop), options with { Importance = [1] }), Throws.InstanceOf<ArgumentException>());
    }

    /// <summary>
    /// Services of constant length, so no Markov chain. Seen at the ends of services it is a walk: from x customers, j arrivals in one service lead to x + j - 1, or to the
    /// top on the way there, when x + j reaches it. The chance h(x) to reach the top before 0 solves h(x) = Σ a(j) h(x + j - 1) + P(at least top - x arrivals).
    /// </summary>
    [TestCase(8)]
    [TestCase(16)]
    public void A_queue_with_constant_services(int top)
    {
        const double Load = 0.5;
        var options = new RareEventOptions { Seed = 4, RelativeError = 0.03 };
        var r = RareEventSimulator.Run(RareEventModel.Of(new ConstantServices(Load, top)), new(RareEventMeasure.FailureBeforeStop), options);
        var (a, tail) = (new double[top + 2], new double[top + 2]);
        for (var j = 0; j < a.Length; j++) a[j] = j == 0 ? Math.Exp(-Load) : a[j - 1] * Load / j;
        // P(at least j arrivals), summed from the far end.
        for (var j = 0; j < tail.Length; j++) tail[j] = Enumerable.Range(0, 60).Aggregate((Sum: 0.0, Term: TermAt(j)), (x, k) => (x.Sum + x.Term, x.Term * Load / (j + k + 1))).Sum;
        var n = top - 1;
        var (matrix, right) = (new double[n, n], new double[n]);
        for (var x = 1; x <= n; x++)
        {
            matrix[x - 1, x - 1] = 1;
            for (var j = 0; x + j < top; j++)
            {
                if (x + j - 1 > 0) matrix[x - 1, x + j - 2] -= a[j];
            }

            right[x - 1] = tail[top - x];
        }

        var expected = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfArray(matrix).Solve(MathNet.Numerics.LinearAlgebra.Double.DenseVector.OfArray(right))[0];
        Checks.Agrees(r, expected, options);

        static double TermAt(int j) => Enumerable.Range(1, j).Aggregate(Math.Exp(-Load), (p, i) => p * Load / i);
    }

    /// <summary>Poisson arrivals, services of one hour. A state: customers, hours of service left.</summary>
    private sealed class ConstantServices(double arrivals, int top) : ISplittingModel
    {
        public int Width => 2;

        public int Top => top;

        public void Start(Span<double> state, ref Xoshiro256PlusPlus stream) => (state[0], state[1]) = (1, 1);

        public double Step(Span<double> state, ref Xoshiro256PlusPlus stream)
        {
            var next = Variates.StandardExponential(ref stream) / arrivals;
            if (state[0] == 0) (state[0], state[1]) = (1, 1);
            else if (next < state[1]) (state[0], state[1]) = (state[0] + 1, state[1] - next);
            else (next, state[0], state[1]) = (state[1], state[0] - 1, 1);
            return next;
        }

        public int Importance(ReadOnlySpan<double> state) => (int)state[0];

        public bool IsStop(ReadOnlySpan<double> state) => state[0] == 0;
    }
}
