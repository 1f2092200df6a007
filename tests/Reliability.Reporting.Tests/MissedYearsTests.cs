using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;

namespace Reliability.Reporting.Tests;

public sealed class MissedYearsTests
{
    private static string? Sentence(long missed, long years) => MissedYears.Of(new YearlyDowntime
    {
        Years = years, YearsInReplication = 1, Quantiles = [], YearsWithoutDowntime = default, ObjectiveMinutes = 60, Missed = BinomialInterval.ClopperPearson(missed, years, 0.95),
    });

    [TestCase(2000, 10_000, "in one year of five you will miss the objective (19.22 to 20.8 % of the years)")]
    [TestCase(300, 10_000, "in 3 years of 100 you will miss the objective (2.67 to 3.35 % of the years)")]
    [TestCase(6667, 10_000, "in two years of three you will miss the objective")]
    [TestCase(9900, 10_000, "in 99 years of 100 you will miss the objective")]
    [TestCase(1000, 10_000, "in one year of ten you will miss the objective")]
    [TestCase(150, 10_000, "in 15 years of 1,000 you will miss the objective")]
    [TestCase(10_000, 10_000, "you will miss the objective every year")]
    [TestCase(20, 10_000, "in 2 years of 1,000 you will miss the objective (?): only 20 such years were seen in 10000")]
    [TestCase(0, 10_000, "missing the objective was not observed in 10000 years: it happens in fewer than 3 years of 10,000 with 95 % confidence")]
    public void Says_it_as_one_says_it(long missed, long years, string expected) => Assert.That(Sentence(missed, years), Does.StartWith(expected));

    [Test]
    public void Says_nothing_without_an_objective() => Assert.That(MissedYears.Of(new YearlyDowntime { Years = 10, YearsInReplication = 1, Quantiles = [], YearsWithoutDowntime = default }), Is.Null);
}
