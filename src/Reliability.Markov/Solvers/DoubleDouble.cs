namespace Reliability.Markov.Solvers;

/// <summary>A number as an unevaluated sum of two, about 31 digits (Dekker, Numerische Mathematik 18, 1971); products by fused multiply-add. The range is that of doubles.</summary>
internal readonly struct DoubleDouble(double high, double low)
{
    /// <summary>A bound on the relative error of an operation, 2⁻¹⁰⁰.</summary>
    public const double Unit = 1.0 / (1L << 50) / (1L << 50);

    private readonly double high = high;
    private readonly double low = low;

    /// <summary>The nearest number.</summary>
    public double Value => high + low;

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (s, e) = TwoSum(a.high, b.high);
        var (t, f) = TwoSum(a.low, b.low);
        var (u, g) = FastTwoSum(s, e + t);
        return Normal(u, g + f);
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.high, -a.low);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var product = a.high * b.high;
        var error = Math.FusedMultiplyAdd(a.high, b.high, -product);
        return Normal(product, error + ((a.high * b.low) + (a.low * b.high)));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var first = a.high / b.high;
        var rest = a - (b * first);
        var second = rest.high / b.high;
        rest -= b * second;
        return Normal(first, second) + (rest.high / b.high);
    }

    /// <summary>The product of two doubles, exact unless it leaves their range.</summary>
    public static DoubleDouble Product(double a, double b)
    {
        var product = a * b;
        return new DoubleDouble(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    /// <summary>The size.</summary>
    public DoubleDouble Abs() => high < 0 ? -this : this;

    private static DoubleDouble Normal(double a, double b)
    {
        var (s, e) = FastTwoSum(a, b);
        return new DoubleDouble(s, e);
    }

    private static (double Sum, double Error) FastTwoSum(double a, double b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, a - (sum - part) + (b - part));
    }
}
