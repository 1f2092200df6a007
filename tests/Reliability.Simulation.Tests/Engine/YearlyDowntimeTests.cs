using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine;

public sealed class YearlyDowntimeTests
{
    private static YearlyDowntime? Years(StochasticModel model, Expression up, double hours, int replications, double? objective = null, double warmUp = 0, bool scheduled = true) => Simulator.Run(
        model, new SimulationTarget(up, null, []) { ObjectiveMinutes = objective, ScheduledDowntimeCounts = scheduled },
        new SimulationOptions { ReplicationHours = hours, WarmUpHours = warmUp, MaximumReplications = replications, MinimumReplications = replications }, new ExpressionCompiler()).Yearly;

    // Half an hour each 730 h: 360 minutes in every year, exactly.
    [Test]
    public void Windows_take_the_same_of_every_year()
    {
        var b = new ModelBuilder("window");
        var up = b.Boolean("up", true);
        b.Add(Instant("open", 730, 0, Cause.Upgrade, Set(up, false)));
        b.Add(Instant("close", 730, 0.5, Cause.UpgradeOverrun, Set(up, true)));
        var model = b.Build();
        var years = Years(model, up, 3.7 * 8760, 64, 360)!;
        Assert.That(years.YearsInReplication, Is.EqualTo(3));
        Assert.That(years.Years, Is.EqualTo(192));
        foreach (var q in years.Quantiles) Assert.That(q.Minutes.Estimate, Is.EqualTo(360).Within(1e-9));
        Assert.That(years.YearsWithoutDowntime.Trust, Is.EqualTo(IntervalTrust.NoneSeen));
        Assert.That(years.Missed!.Value.OutagesSeen, Is.Zero);
        Assert.That(Years(model, up, 3.7 * 8760, 64, 359.9)!.Missed!.Value.Estimate, Is.EqualTo(1));
        Assert.That(Years(model, up, 3.7 * 8760, 64, 1, scheduled: false)!.Missed!.Value.Estimate, Is.Zero);
    }

    [Test]
    public void Windows_shorter_than_a_year_say_nothing()
    {
        var (model, up) = TwoStates();
        Assert.That(Years(model, up, 8759, 64), Is.Null);
        Assert.That(Years(model, up, 8760, 64), Is.Not.Null);
    }

    // Outages last an hour, always, and begin at rate L while up. n of them fit into a year when n waits and n - 1 hours do: the number of years with none is e^(-L T),
    // and with more than 90 minutes at most what two outages take: the second begins before T - 1/2, so P(X >= 2) = P(two waits <= T - 1 - 1/2).
    [Test]
    public void Objective_is_missed_as_often_as_the_Poisson_law_says()
    {
        const double L = 1.0 / 8760;
        var b = new ModelBuilder("hour");
        var up = b.Boolean("up", true);
        b.Exponential("fail", up, L, Cause.Software, Set(up, false));
        b.Add(new Event("repair", !up, new GeneralDelay(new Modeling.Distributions.Deterministic(Modeling.Quantities.Duration.FromHours(1)), MemoryPolicy.Restart), [Outcome.Certain(Set(up, true))], Cause.Unknown));
        var years = Years(b.Build(), up, 8760, 20_000, 90)!;
        Agrees(years.YearsWithoutDowntime, Math.Exp(-1));
        var x = L * (8760 - 1.5);
        Agrees(years.Missed, 1 - (Math.Exp(-x) * (1 + x)));
        Assert.That(years.Missed!.Value.Trust, Is.EqualTo(IntervalTrust.Trusted));
        Assert.That(years.Quantiles[0].Minutes.Estimate, Is.EqualTo(60).Within(1e-6));
        Assert.That(years.Quantiles[1].Minutes.Estimate, Is.EqualTo(120).Within(1e-6));
    }

    // Up and down for a year or so each: years depend on each other, and the interval must know. P(a year without downtime) = (1 - u) e^(-1) when the component is up 1 y and down 1 y on average.
    [Test]
    public void Years_that_depend_on_each_other_are_covered_as_often_as_stated()
    {
        const double Rate = 1.0 / 8760;
        var (model, up) = TwoStates(Rate, Rate);
        var compiler = new ExpressionCompiler();
        var truth = 0.5 * Math.Exp(-1);
        var (covered, plain) = (0, 0);
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var options = new SimulationOptions { Seed = seed, Threads = 1, ReplicationHours = 10 * 8760, WarmUpHours = 20 * 8760, MinimumReplications = 128, MaximumReplications = 128 };
            var years = Simulator.Run(model, new SimulationTarget(up, null, []), options, compiler).Yearly!;
            if (years.YearsWithoutDowntime.Contains(truth)) covered++;
            if (BinomialInterval.ClopperPearson(years.YearsWithoutDowntime.OutagesSeen, years.Years, 0.95).Contains(truth)) plain++;
        }

        TestContext.Out.WriteLine($"covered {covered} of 200; without regard to replications {plain}");
        Assert.That(covered, Is.InRange(182, 198));
        Assert.That(plain, Is.LessThan(covered));
    }
}
