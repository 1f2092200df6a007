using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Tests;

public sealed class QuantityParserTests
{
    private static Quantity? Parse(string text, DiagnosticBag diagnostics) =>
        QuantityParser.Parse(text, new SourceSpan(new SourceText("test", text), 0, text.Length), n => n == "guest-mtbf" ? new Quantity(1460, Dimension.Duration) : null, () => ["guest-mtbf"], diagnostics);

    [TestCase("4 h", 4.0, 1)]
    [TestCase("30 s", 30 / 3600.0, 1)]
    [TestCase("10 min", 10 / 60.0, 1)]
    [TestCase("90 d", 2160.0, 1)]
    [TestCase("8y", 70080.0, 1)]
    [TestCase("2 / y", 2 / 8760.0, -1)]
    [TestCase("1.36 %/y", 0.0136 / 8760, -1)]
    [TestCase("300 FIT", 300e-9, -1)]
    [TestCase("1/1460 h", 1 / 1460.0, -1)]
    [TestCase("1e-5 / h", 1e-5, -1)]
    [TestCase("5 %", 0.05, 0)]
    [TestCase("guest-mtbf / 2", 730.0, 1)]
    [TestCase("1 / guest-mtbf", 1 / 1460.0, -1)]
    [TestCase("60 min/y", 60 / 525600.0, 0)]
    [TestCase("(1 - 0.05) * 2", 1.9, 0)]
    public void Quantity_IsReadInHours(string text, double value, int timePower)
    {
        var diagnostics = new DiagnosticBag();
        var quantity = Parse(text, diagnostics);
        Assert.Multiple(() =>
        {
            Assert.That(diagnostics.Count, Is.Zero);
            Assert.That(quantity!.Value.Value, Is.EqualTo(value).Within(1e-15 * Math.Abs(value)));
            Assert.That(quantity!.Value.Dimension.Time, Is.EqualTo(timePower));
        });
    }

    [TestCase("4 hours", "test:1:3: error: 'hours' is not a unit\n  1 | 4 hours\n    |   ^^^^^\n  hint: units are ms, s, min, h, d, wk, month, y, FIT, bit, B, MB, GB, TB")]
    [TestCase("gest-mtbf", "test:1:1: error: 'gest-mtbf' is neither a parameter nor a unit\n  1 | gest-mtbf\n    | ^^^^^^^^^\n  hint: did you mean 'guest-mtbf'?")]
    [TestCase("4 h + 2", "test:1:5: error: a duration and a plain number cannot be added\n  1 | 4 h + 2\n    |     ^\n  hint: give both the same kind of unit")]
    public void Fault_IsToldWithItsPlace(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        Parse(text, diagnostics);
        Assert.That(diagnostics.ToImmutable()[0].ToString(), Is.EqualTo(message));
    }
}
