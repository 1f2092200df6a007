using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Regenerative;
using Reliability.Modeling.Distributions;
using static Reliability.Markov.Tests.Regenerative.Clocks;

namespace Reliability.Markov.Tests.Regenerative;

/// <summary>Matrices of all rows against single rows: quadrature in time, doubling and closed forms on one side, Poisson sums on the other.</summary>
public sealed class KernelTests
{
    private static readonly Distribution[] Laws =
    [
        new Deterministic(Hours(3)), new Exponential(Hours(3)), new Erlang(6, Hours(3)), new Erlang(300, Hours(3)), new Gamma(0.5, Hours(3)), new Gamma(7.5, Hours(3)), new Uniform(Hours(1), Hours(5)),
        new Weibull(0.7, Hours(3)), new Weibull(2.5, Hours(3)), new LogNormal(Hours(3), 0.1), new LogNormal(Hours(3), 0.5),
    ];

    [Test]
    public void RowsOfBothKinds_AreEqual([Range(0, 10)] int which, [Values(1, 30)] double speed)
    {
        const int Count = 9;
        var random = new TestRandom((ulong)which + 7);
        var rates = new Dictionary<int, double>[Count];
        var exits = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            rates[i] = new() { [(i + 1) % Count] = 0.1 + random.NextDouble() };
            for (var k = 0; k < 2; k++)
            {
                if (random.Next(Count) is var j && j != i) rates[i][j] = Math.Pow(10, (3 * random.NextDouble()) - 2) * (k == 0 ? speed : 1);
            }

            if (i % 3 == 0) exits[i] = 0.01 * random.NextDouble();
        }

        var law = DelayLaw.Of(Laws[which]).Law!;
        var chain = FiringKernel.Padded(rates, exits);
        FiringKernel dense = DenseKernel.Create(chain, rates, exits, law, 20, default);
        FiringKernel single = law is DelayLaw.Fixed f ? new FixedRows(chain, f.Length) : new MixedRows(chain, PoissonMixture.Of(law, MixedRows.Rate(chain), 20, default)!);
        for (var i = 0; i < Count; i += 4)
        {
            var (a, b) = (dense.Row(i, default), single.Row(i, default));
            for (var j = 0; j < Count; j++)
            {
                Near(b.Fire[j], a.Fire[j], 1e-11, $"firing in {j} from {i}");
                Near(b.Hours[j], a.Hours[j], 1e-11, $"hours in {j} from {i}");
            }

            var gone = Enumerable.Range(0, Count).Sum(j => a.Hours[j] * exits[j]);
            Assert.That(a.Fire.Sum() + gone, Is.EqualTo(1).Within(1e-13));
        }
    }
}
