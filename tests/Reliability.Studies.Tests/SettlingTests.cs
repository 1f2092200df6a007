using Reliability.Modeling.Quantities;
using Reliability.Simulation.Statistics;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;
using Reliability.Studies.Tests.Sensitivity;

namespace Reliability.Studies.Tests;

/// <summary>What a model was at the start must not be taken for its long run: slow models are simulated longer, clocks in step are seen at every phase, and where neither helps the interval is not believed.</summary>
[TestFixture]
public sealed class SettlingTests
{
    private const double Year = Duration.HoursPerYear;

    private static string Alternating(string life, string repair) => $$"""
        model: alternating
        variables: { s: bool init true }
        events:
          fails: { when: s, after: "{{life}}", then: "s' = false", cause: hardware }
          repaired: { when: "!s", after: "{{repair}}", then: "s' = true" }
        labels: { up: s }
        """;

    private static ModelStudy Study(string text, StudyOptions options) => StudyRunner.Run(Models.Text(text).Nominal[0], options);

    private static ConfidenceInterval Interval(ModelStudy study, string measure)
    {
        var m = study.Measurements.Single(x => x.Measure == measure && x.Engine == "simulation" && x.Cause is null && x.At is null);
        return new ConfidenceInterval(m.Value, m.Error!.Value, m.Lower!.Value, m.Upper!.Value, 0.95, m.Samples!.Value, 1000, m.Warning is null ? IntervalTrust.Trusted : IntervalTrust.FewOutages);
    }

    // Down the share of the repairs in a life and a repair, whatever the laws; ten years after a warm-up of one know little of lives of twenty.
    [TestCase("20 y", "10 y", 20, 10)]
    [TestCase("300 y", "3 y", 300, 3)]
    [TestCase("weibull(shape 3, mean 15 y)", "lognormal(median 8 h, error-factor 3)", 15, 9.9985879 / 8760)]
    [TestCase("weibull(shape 4, mean 6 y)", "24 h", 6, 24.0 / 8760)]
    public void SlowModels_AreSimulatedLonger(string life, string repair, double lifeYears, double repairYears)
    {
        var exact = repairYears / (lifeYears + repairYears);
        var sum = 0.0;
        const int Seeds = 4;
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var study = Study(Alternating(life, repair), new StudyOptions { Analytic = false, Seed = seed, Precision = 0.02, Times = [720] });
            var found = Interval(study, MeasureNames.Unavailability);
            Assert.That(found.Trust, Is.EqualTo(IntervalTrust.Trusted));
            var z = (found.Estimate - exact) / found.StandardError;
            Assert.That(Math.Abs(z), Is.LessThan(4), $"seed {seed}: {found.Estimate} for {exact}");
            sum += z;

            // What is asked from the start on is still answered by many replications.
            Assert.That(study.Measurements.Single(m => m.Measure == MeasureNames.Unreliability && m.At == 720).Samples, Is.GreaterThanOrEqualTo(256));
        }

        Assert.That(Math.Abs(sum) / Math.Sqrt(Seeds), Is.LessThan(3.5));
    }

    [Test]
    public void AFixedNumberOfReplications_ThatBeginTooEarly_IsNotBelieved()
    {
        var study = Study(Alternating("20 y", "10 y"), new StudyOptions { Analytic = false, Replications = 2000 });
        Assert.That(Interval(study, MeasureNames.Unavailability).Trust, Is.EqualTo(IntervalTrust.FewOutages));
        Assert.That(study.Diagnostics.Single(d => d.Severity == Modeling.Diagnostics.Severity.Warning).Message, Does.Contain("not forgotten"));
    }

    // A clock of fixed length that begins at time zero in each replication: 720 h up, 4 h down, for ever in step.
    [Test]
    public void ClocksInStep_AreSeenAtEveryPhase()
    {
        var exact = 1 / 724.0;
        var sum = 0.0;
        const int Seeds = 8;
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var text = Alternating("deterministic(720 h)", "4 h");
            var found = Interval(Study(text, new StudyOptions { Analytic = false, Seed = seed, Precision = 0.001, MaximumEvents = 4_000_000 }), MeasureNames.InterruptionFrequency);
            sum += (found.Estimate - exact) / found.StandardError;
            Assert.That(found.StandardError / exact, Is.LessThan(1e-4));
        }

        Assert.That(Math.Abs(sum) / Math.Sqrt(Seeds), Is.LessThan(3.5));
    }

    [Test]
    public void ALawWithoutVariance_IsNotBelieved()
    {
        var study = Study(Alternating("loglogistic(shape 1.2, median 100 h)", "5 h"), new StudyOptions { Precision = 0.02 });
        Assert.Multiple(() =>
        {
            Assert.That(Interval(study, MeasureNames.Unavailability).Trust, Is.EqualTo(IntervalTrust.FewOutages));
            Assert.That(study.Diagnostics.Single(d => d.Severity == Modeling.Diagnostics.Severity.Warning).Message, Does.Contain("'fails' has no finite variance"));
            Assert.That(study.Checks.Single(c => c.Measure == MeasureNames.Unavailability).Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(study.Verdict, Is.Not.EqualTo(Verdict.Disagree));
        });
    }

    // Nobody survives a year of a clock of 720 h: that nothing was seen of survival has a bound, like nothing seen of failure.
    [Test]
    public void WhereNothingSurvives_ThereIsABound()
    {
        var study = Study(Alternating("deterministic(720 h)", "4 h"), new StudyOptions { Analytic = false, Times = [Year] });
        var reliability = study.Measurements.Single(m => m.Measure == MeasureNames.Reliability);
        var unreliability = study.Measurements.Single(m => m.Measure == MeasureNames.Unreliability);
        Assert.Multiple(() =>
        {
            Assert.That(reliability.Kind, Is.EqualTo(ErrorKind.Bound));
            Assert.That(reliability.Value, Is.Zero);
            Assert.That(reliability.Upper, Is.GreaterThan(0).And.LessThan(0.05));
            Assert.That(reliability.Warning, Does.Contain("only the upper bound"));
            Assert.That(unreliability.Kind, Is.EqualTo(ErrorKind.Bound));
            Assert.That(unreliability.Lower, Is.EqualTo(1 - reliability.Upper));
            Assert.That(unreliability.Warning, Does.Contain("only the lower bound"));
        });
    }
}
