using Reliability.Studies.Results;

namespace Reliability.Reporting.Tests;

public sealed class NumbersTests
{
    [TestCase(null, "–")]
    [TestCase(double.NaN, "–")]
    [TestCase(double.PositiveInfinity, "∞")]
    [TestCase(0.0, "0")]
    [TestCase(60.0, "60.0")]
    [TestCase(75.84, "75.8")]
    [TestCase(435.7, "436")]
    [TestCase(9.996, "10.0")]
    [TestCase(0.0175, "0.0175")]
    [TestCase(0.0999, "0.0999")]
    [TestCase(0.00168, "0.00168")]
    [TestCase(8.85e-6, "8.85e-6")]
    [TestCase(175000.0, "175000")]
    [TestCase(1.23e9, "1.23e9")]
    public void Three_digits_are_three_digits(double? value, string expected) => Assert.That(Numbers.Short(value), Is.EqualTo(expected));

    [TestCase(1.0 / 120, "30.0 s")]
    [TestCase(0.5, "30.0 min")]
    [TestCase(3.0, "3.00 h")]
    [TestCase(87600.0, "10.0 y")]
    [TestCase(0.0, "0 h")]
    [TestCase(double.PositiveInfinity, "never")]
    [TestCase(null, "–")]
    public void Lengths_take_the_unit_that_reads_best(double? hours, string expected) => Assert.That(Numbers.Length(hours), Is.EqualTo(expected));

    [TestCase(1e-5, "5.00")]
    [TestCase(0.0, "∞")]
    [TestCase(double.NaN, "–")]
    public void Nines(double unavailability, string expected) => Assert.That(Numbers.Nines(unavailability), Is.EqualTo(expected));

    [TestCase("availability", "", 0.99988, 1e-6, null, ExpectedResult = "99.9880 % ± 1.00e-4 %")]
    [TestCase("unavailability", "", 1.2e-4, 1e-6, null, ExpectedResult = "0.00012 ± 1.00e-6")]
    [TestCase("downtime", "min/yr", 60.25, 0.5, "too few", ExpectedResult = "60.25 ± 0.500 (?)")]
    [TestCase("mttff", "h", 48, 0.5, null, ExpectedResult = "48 h ± 30 min")]
    public string Value_and_interval_have_one_unit(string measure, string unit, double value, double half, string? warning) =>
        Numbers.WithInterval(new Measurement(measure, "simulation", value, unit, "", ErrorKind.Interval) { Lower = value - half, Upper = value + half, Warning = warning });

    [Test]
    public void What_was_not_seen_says_so()
    {
        var m = new Measurement(MeasureNames.Downtime, "simulation", 0, "min/yr", "", ErrorKind.Bound) { Lower = 0, Upper = 2.5 };
        Assert.That(Numbers.WithInterval(m), Is.EqualTo("not observed, ≤ 2.5"));
        Assert.That(Numbers.WithInterval(m with { Measure = MeasureNames.Availability, Value = 1, Lower = 0.999, Upper = 1 }), Is.EqualTo("not observed, ≥ 99.900 %"));
        Assert.That(((Measurement?)m).Text(), Is.EqualTo("not observed, at most 2.50"));
        Assert.That(((Measurement?)(m with { Kind = ErrorKind.Interval, Value = 1, Warning = "few" })).Text(), Is.EqualTo("1.00 (?)"));
    }
}
