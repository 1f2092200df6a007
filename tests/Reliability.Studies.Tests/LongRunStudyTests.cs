using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Studies.Tests;

/// <summary>What a study says of single years, and of long runs by another estimator.</summary>
[TestFixture]
public sealed class LongRunStudyTests
{
    private static readonly StudyOptions Short = new() { MaximumEvents = 400_000, Threads = 1 };

    private static Subject Machine(double? objective = null, double failure = 0.001)
    {
        var b = new ModelBuilder("machine");
        var down = b.Boolean("down");
        b.Exponential("fail", !down, failure, Cause.Hardware, new Assignment(down.Index, Expression.True));
        b.Exponential("repair", down, 0.25, Cause.Hardware, new Assignment(down.Index, Expression.False));
        return new Subject("machine", "machine.yaml", b.Build(), !down) { ObjectiveMinutes = objective };
    }

    [Test]
    public void Years_are_measured()
    {
        var study = StudyRunner.Run(Machine(2880), Short);
        string[] expected = ["yearly-downtime/50%", "yearly-downtime/80%", "yearly-downtime/90%", "yearly-downtime/95%", "yearly-downtime/99%", MeasureNames.YearsWithoutDowntime, MeasureNames.ObjectiveMissed];
        Assert.That(study.Measurements.Select(m => m.Measure), Is.SupersetOf(expected));
        var median = study.Find("yearly-downtime/50%")!;
        Assert.That(median.Unit, Is.EqualTo("min"));
        // 8.73 outages a year of four hours on average: 2,094 minutes; the median of the skew law is a little below.
        Assert.That(median.Value, Is.InRange(1800, 2094));
        Assert.That(study.Yearly!.Missed!.Value.Estimate, Is.InRange(0.1, 0.4));
        Assert.That(StudyRunner.Run(Machine(), Short).Find(MeasureNames.ObjectiveMissed), Is.Null);
        Assert.That(StudyRunner.Run(Machine(), Short with { ReplicationHours = 8000 }).Find("yearly-downtime/50%"), Is.Null);
    }

    [TestCase(LongRunEstimator.Cycles, "regenerative cycles")]
    [TestCase(LongRunEstimator.BatchMeans, "batches of")]
    public void Other_estimators_agree_with_the_chain(LongRunEstimator estimator, string method)
    {
        var study = StudyRunner.Run(Machine(2880), Short with { Estimator = estimator });
        Assert.That(study.Verdict, Is.EqualTo(Verdict.Agree), string.Join("; ", study.Checks));
        Assert.That(study.Find(MeasureNames.Unavailability, "simulation")!.Method, Does.Contain(method));
        Assert.That(study.Find(MeasureNames.Unreliability, "simulation")!.Method, Does.Contain("replications from the start"));
    }

    [Test]
    public void Cycles_that_cannot_be_are_told()
    {
        var b = new ModelBuilder("window");
        var open = b.Boolean("open");
        b.Add(new CalendarInstant("open", Modeling.Quantities.Duration.FromHours(10), Modeling.Quantities.Duration.Zero, true, [Outcome.Certain([new Assignment(open.Index, Expression.True)])], Cause.Upgrade));
        b.Add(new CalendarInstant("close", Modeling.Quantities.Duration.FromHours(10), Modeling.Quantities.Duration.FromHours(1), true, [Outcome.Certain([new Assignment(open.Index, Expression.False)])], Cause.Upgrade));
        var study = StudyRunner.Run(new Subject("window", "window.yaml", b.Build(), !open), Short with { Estimator = LongRunEstimator.Cycles, Analytic = false });
        Assert.That(study.Diagnostics.Select(d => d.Message), Has.Some.Contains("has a calendar"));
    }

    [Test]
    public void Few_outages_are_marked()
    {
        var study = StudyRunner.Run(Machine(failure: 1e-6), Short with { Analytic = false, RareEvents = false, MaximumEvents = 100 });
        var u = study.Find(MeasureNames.Unavailability)!;
        Assert.That(u.Warning, Does.Contain("do not believe").Or.Contain("no outage was seen"));
    }
}
