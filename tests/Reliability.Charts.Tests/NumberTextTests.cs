namespace Reliability.Charts.Tests;

public sealed class NumberTextTests
{
    [TestCase(0, "–")]
    [TestCase(double.NaN, "")]
    [TestCase(400, "400")]
    [TestCase(12, "12.0")]
    [TestCase(0.5, "0.500")]
    [TestCase(1.2345, "1.23")]
    [TestCase(52.559, "52.6")]
    [TestCase(1234, "1230")]
    [TestCase(99900, "99900")]
    [TestCase(99999, "1.00·10⁵")]
    [TestCase(0.001, "0.00100")]
    [TestCase(0.0009999, "0.00100")]
    [TestCase(0.000999, "9.99·10⁻⁴")]
    [TestCase(4.2e-7, "4.20·10⁻⁷")]
    [TestCase(1e-9, "1.00·10⁻⁹")]
    [TestCase(6.02e23, "6.02·10²³")]
    [TestCase(-4.2e-13, "−4.20·10⁻¹³")]
    [TestCase(double.PositiveInfinity, "∞")]
    public void Numbers_read_as_a_person_writes_them(double value, string expected) =>
        Assert.That(NumberText.Format(value), Is.EqualTo(expected));

    [TestCase(-12, "10⁻¹²")]
    [TestCase(-4, "10⁻⁴")]
    [TestCase(0, "1")]
    [TestCase(1, "10")]
    [TestCase(2, "10²")]
    public void Decades_are_powers_of_ten(int exponent, string expected) =>
        Assert.That(NumberText.FormatDecade(exponent), Is.EqualTo(expected));

    [TestCase(0.30000000000000004, 0.1, "0.3")]
    [TestCase(1, 0.25, "1.0")]
    [TestCase(150, 50, "150")]
    [TestCase(1e-18, 0.1, "0")]
    [TestCase(-2, 1, "−2")]
    public void Linear_ticks_have_the_decimals_of_their_step(double value, double step, string expected) =>
        Assert.That(NumberText.FormatTick(value, step), Is.EqualTo(expected));
}
