using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Results;
using Reliability.Topologies;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;

namespace Reliability.Studies.Tests;

public sealed class CurveTests
{
    private static readonly Hardware Machine = new(Duration.FromHours(1000), Duration.FromHours(4));
    private static readonly Software Program = new(Duration.FromHours(100), Duration.FromMinutes(10));
    private static readonly UpgradeWindow Monthly = new(Duration.FromHours(730), Duration.FromMinutes(30));

    [Test]
    public void A_machine_follows_the_textbook()
    {
        var builder = new ModelBuilder("one machine");
        var down = builder.Boolean("down");
        const double fail = 0.001, repair = 0.25, both = fail + repair;
        builder.Exponential("fail", !down, fail, Cause.Hardware, new Assignment(down.Index, Expression.True));
        builder.Exponential("repair", down, repair, Cause.Hardware, new Assignment(down.Index, Expression.False));
        var study = Study(new Subject("one machine", "one.yaml", builder.Build(), !down));
        Assert.That(study.Curve.Select(p => p.Hours), Is.Ordered.And.Unique);
        Assert.That(study.Curve[^1].Hours, Is.EqualTo(8760));
        foreach (var point in study.Curve)
        {
            var t = point.Hours;
            var mean = fail / both * (1 - ((1 - Math.Exp(-both * t)) / (both * t)));
            Assert.That(point.IntervalUnavailability, Is.EqualTo(mean).Within(1e-8).Percent, $"at {t} h");
            Assert.That(point.Unreliability, Is.EqualTo(1 - Math.Exp(-fail * t)).Within(1e-6).Percent, $"at {t} h");
        }
    }

    [Test]
    public void A_calendar_is_followed_window_by_window_to_the_long_run()
    {
        var study = Study(Compiled(new SingleServer("box", Machine, Program, Upgrade: Monthly)));
        var inFirst = study.Curve.First(p => Math.Abs(p.Hours - 730) < 1e-6);
        Assert.That(inFirst.IntervalUnavailability!.Value - (0.5 / 730), Is.EqualTo(0.004 + (1 / 600.0)).Within(3).Percent, "one window and the failures of a month");
        Assert.That(study.Curve[^1].IntervalUnavailability, Is.EqualTo(study.Find(MeasureNames.Unavailability)!.Value).Within(0.1).Percent);
    }

    [Test]
    public void Downtime_by_part_adds_up_to_downtime_by_cause_and_in_all()
    {
        var disks = new DiskGroup("a disk - of two", RaidLevel.Raid5, 5, Rate.PerHour(1e-4), Duration.FromHours(24), Duration.FromHours(24));
        var pair = new FaultTolerantPair("vm", 3, Machine, Program, 0.99, Duration.FromMinutes(10), Duration.FromMinutes(30), Monthly) { Power = ["feed"] };
        var study = Study(Compiled(pair, disks, new PowerFeed("feed", Machine)));
        Assert.That(study.Layers.Sum(l => l.MinutesPerYear), Is.EqualTo(study.Find(MeasureNames.Downtime)!.Value).Within(1e-6).Percent);
        foreach (var cause in study.Measurements.Where(m => m is { Engine: "markov", Measure: MeasureNames.DowntimeByCause }))
        {
            Assert.That(study.Layers.Where(l => l.Cause == cause.Cause).Sum(l => l.MinutesPerYear), Is.EqualTo(cause.Value).Within(1e-9).Percent, cause.Cause);
        }

        Assert.That(study.Layers.Where(l => l.Cause == "power").Select(l => (l.Part, l.Kind)), Is.EqualTo(new[] { ("feed", "power feed") }));
        Assert.That(study.Layers.Where(l => l.Cause == "disk").Select(l => l.Part), Is.EqualTo(new[] { "a disk - of two" }));
        Assert.That(study.Layers.Where(l => l.Part == "vm").Select(l => l.Cause), Does.Contain("common-mode").And.Contain("upgrade"));
    }

    private static ModelStudy Study(Subject subject) => StudyRunner.Run(subject, new StudyOptions { Simulate = false, Curves = true });

    private static Subject Compiled(params Part[] parts)
    {
        Need[] needs = [.. parts.Where(p => p is not PowerFeed).Select(p => new NeedPart(p.Name))];
        return Subject.From("t.yaml", TopologyCompiler.Compile(new Topology("t", [.. parts], [new Service("application", new NeedAtLeast(needs.Length, [.. needs]))], new Assumptions())), []);
    }
}
