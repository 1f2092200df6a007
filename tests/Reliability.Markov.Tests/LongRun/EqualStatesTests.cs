using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.LongRun;

namespace Reliability.Markov.Tests.LongRun;

/// <summary>States found to be equally likely are so, and the chain of their classes answers for the whole.</summary>
[TestFixture]
public sealed class EqualStatesTests
{
    // A random chain wound k times round a circle: turning the circle changes nothing, whatever the chain.
    private static SparseRates Wound(int states, int turns, ulong seed, double spoil = 0)
    {
        var random = new Lcg(seed);
        var arcs = new List<(int From, int To, double Rate)>();
        for (var i = 0; i < states; i++)
        {
            for (var a = 0; a < 3; a++)
            {
                var (j, shift, rate) = (a == 0 ? (i + 1) % states : random.Next(states), random.Next(turns), Math.Pow(10, (6 * random.Next()) - 4));
                for (var r = 0; r < turns; r++)
                {
                    var (from, to) = ((i * turns) + r, (j * turns) + ((r + shift) % turns));
                    if (from != to) arcs.Add((from, to, rate));
                }
            }

            // All turns are joined, so that the whole is one class of states.
            for (var r = 0; r < turns; r++) arcs.Add(((i * turns) + r, (i * turns) + ((r + 1) % turns), 0.25));
        }

        var (f, t, q) = arcs[0];
        arcs[0] = (f, t, q * (1 + spoil));
        return Chains.From(states * turns, arcs);
    }

    private static double[] Eliminated(SparseRates rates) =>
        LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), new LongRunOptions { Method = LongRunMethod.SparseGth }).Distribution()!;

    [TestCase(7, 5, 1UL)]
    [TestCase(40, 12, 2UL)]
    [TestCase(90, 3, 3UL)]
    public void Turns_AreFound_AndEquallyLikely(int states, int turns, ulong seed)
    {
        var rates = Wound(states, turns, seed);
        var equal = EqualStates.Find(rates, rates.Transposed(), CancellationToken.None);
        Assert.That(equal, Is.Not.Null);
        Assert.That(equal!.Count, Is.LessThanOrEqualTo(states));
        Assert.That(equal.Sizes.Sum(), Is.EqualTo(rates.Count));
        var exact = Eliminated(rates);
        for (var i = 0; i < exact.Length; i++) Assert.That(exact[i], Is.EqualTo(exact[equal.First[equal.ClassOf[i]]]).Within(1e-13 * exact[i]), $"state {i}");
        var lumped = Eliminated(equal.Quotient(rates.Transposed(), out _).Transposed());
        for (var i = 0; i < exact.Length; i++) Assert.That(lumped[equal.ClassOf[i]] / equal.Sizes[equal.ClassOf[i]], Is.EqualTo(exact[i]).Within(1e-13 * exact[i]), $"state {i} from its class");
    }

    [Test]
    public void OneRateThatDiffers_LeavesNoClasses()
    {
        var rates = Wound(40, 12, 2, spoil: 1e-15);
        Assert.That(EqualStates.Find(rates, rates.Transposed(), CancellationToken.None), Is.Null);
    }

    [Test]
    public void NoSymmetry_NoClasses()
    {
        var rates = Wound(300, 1, 4);
        Assert.That(EqualStates.Find(rates, rates.Transposed(), CancellationToken.None), Is.Null);
    }

    [Test]
    public void Polling_OfTwelveStations_IsSolvedAsOneTwelfth()
    {
        var (rates, states) = PackedExplorer.Explore(new PollingModel(12));
        double[] f = [.. states.Select(s => PollingModel.FirstWaits(s) ? 1.0 : 0.0)];
        var start = Chains.StartIn(rates.Count);
        var merged = LongRunSolver.Solve(rates, start);
        var plain = LongRunSolver.Solve(rates, start, new LongRunOptions { Method = LongRunMethod.Krylov });
        var (a, b) = (merged.Mean(f).Measure!, plain.Mean(f).Measure!);
        Assert.That(a.Method, Does.Contain("6,144 classes of equally likely states"));
        Assert.That(a.Error.Kind, Is.EqualTo(Solvers.ErrorKind.Estimate));
        Assert.That(a.Value, Is.EqualTo(b.Value).Within(a.Error.Absolute + b.Error.Absolute));
        var distribution = merged.Distribution()!;
        Assert.That(distribution.Sum(), Is.EqualTo(1).Within(1e-12));
        var other = plain.Distribution()!;
        for (var i = 0; i < other.Length; i++) Assert.That(distribution[i], Is.EqualTo(other[i]).Within(1e-8 * other[i]), $"state {i}");
    }

    [Test]
    public void ProvedBounds_AreAskedOfTheWholeChain()
    {
        var (rates, states) = PackedExplorer.Explore(new PollingModel(8));
        double[] f = [.. states.Select(s => PollingModel.FirstWaits(s) ? 1.0 : 0.0)];
        var outcome = LongRunSolver.Solve(rates, Chains.StartIn(rates.Count), new LongRunOptions { RequireBound = true }).Mean(f);
        Assert.That(outcome.Measure!.Method, Does.Not.Contain("classes"));
        Assert.That(outcome.Measure.Error.Kind, Is.Not.EqualTo(Solvers.ErrorKind.Estimate));
    }
}
