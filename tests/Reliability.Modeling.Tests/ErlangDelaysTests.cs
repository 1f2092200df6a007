using Reliability.Modeling.Approximation;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Tests;

public sealed class ErlangDelaysTests
{
    private static IEnumerable<GeneralDelay> NotStages() =>
    [
        new(new Weibull(2, Duration.FromHours(4)), MemoryPolicy.Restart),
        new(new Shifted(Duration.FromHours(1), new Deterministic(Duration.FromHours(4))), MemoryPolicy.Restart),
        new(new Empirical([Duration.FromHours(4)]), MemoryPolicy.Resume),
        new(new Erlang(3, Duration.FromHours(4)), MemoryPolicy.Restart),
        new(new Deterministic(Duration.FromHours(4)), MemoryPolicy.Restart) { Repair = RepairEffect.Imperfect(0.5, VirtualAge.KijimaII) },
    ];

    // Stages stand for fixed lengths that begin as new, nothing else: the event stays, and solvers refuse it by its name.
    [TestCaseSource(nameof(NotStages))]
    public void Other_delays_stay_as_they_are(GeneralDelay delay)
    {
        var model = Model(delay);
        Assert.That(ErlangDelays.CanApply(model), Is.False);
        Assert.That(ErlangDelays.Apply(model, 5), Is.EqualTo(model));
        Assert.That(ErlangDelays.Apply(model, 1).FirstGeneralEvent!.Name, Is.EqualTo("wear"));
    }

    [Test]
    public void A_fixed_delay_becomes_stages() =>
        Assert.That(ErlangDelays.Apply(Model(new GeneralDelay(new Deterministic(Duration.FromHours(4)), MemoryPolicy.Restart)), 5).IsMarkovian, Is.True);

    private static StochasticModel Model(GeneralDelay delay)
    {
        var b = new ModelBuilder("m");
        var up = b.Boolean("up", true);
        b.Add(new Event("wear", up, delay, [Outcome.Certain(new Assignment(0, false))], Cause.Unknown));
        b.Exponential("mend", !up, 1.0, Cause.Unknown, new Assignment(0, true));
        return b.Build();
    }
}
