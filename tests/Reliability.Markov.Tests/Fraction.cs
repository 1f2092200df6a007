using System.Numerics;

namespace Reliability.Markov.Tests;

/// <summary>An exact quotient of whole numbers, for results that nothing rounds.</summary>
internal readonly struct Fraction
{
    private readonly BigInteger numerator;
    private readonly BigInteger denominator;

    private Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) divisor = -divisor;
        (this.numerator, this.denominator) = divisor.IsZero ? (0, 1) : (numerator / divisor, denominator / divisor);
    }

    public static Fraction Zero => new(0, 1);

    public static Fraction One => new(1, 1);

    public bool IsZero => numerator.IsZero;

    private BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    /// <summary>The exact value of a number.</summary>
    public static Fraction Of(double value)
    {
        if (value == 0) return Zero;
        var exponent = Math.ILogB(value) - 52;
        var mantissa = new BigInteger(Math.ScaleB(value, -exponent));
        return exponent >= 0 ? new Fraction(mantissa << exponent, 1) : new Fraction(mantissa, BigInteger.One << -exponent);
    }

    public static Fraction operator +(Fraction a, Fraction b) => new((a.numerator * b.Denominator) + (b.numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => new((a.numerator * b.Denominator) - (b.numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.numerator * b.numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.numerator * b.Denominator, a.Denominator * b.numerator);

    /// <summary>The nearest number, nearly.</summary>
    public double ToDouble()
    {
        if (numerator.IsZero) return 0;
        var shift = 64 - (int)(BigInteger.Abs(numerator).GetBitLength() - Denominator.GetBitLength());
        var scaled = shift >= 0 ? (numerator << shift) / Denominator : numerator / (Denominator << -shift);
        return Math.ScaleB((double)scaled, -shift);
    }

    /// <summary>How far a number is from this one, as a share of it.</summary>
    public double RelativeErrorOf(double value) => IsZero ? (value == 0 ? 0 : double.PositiveInfinity) : Math.Abs(((Of(value) - this) / this).ToDouble());
}
