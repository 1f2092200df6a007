using MathNet.Numerics;

namespace Reliability.Modeling.Distributions.Functions;

/// <summary>
/// The incomplete gamma function over the complete one. Below the mean by its power series, above by its continued fraction (NIST Digital Library of
/// Mathematical Functions 8.11.4 and 8.9.2); the factor of both by Stirling's series for great shapes, because there it is a difference of great numbers.
/// Terms needed grow as the root of the shape.
/// </summary>
internal static class IncompleteGamma
{
    private const double Epsilon = 1e-17;
    private const double Tiny = 1e-300;
    private const int MostTerms = 1_000_000;
    private const double GreatShape = 20;

    /// <summary>The probability of more than x under the gamma law of a shape and scale 1.</summary>
    public static double Upper(double shape, double x)
    {
        if (!(x > 0)) return 1;
        return x < shape + 1 ? 1 - Lower(shape, x) : Math.Exp(LogFactor(shape, x)) * Fraction(shape, x);
    }

    /// <summary>Its logarithm.</summary>
    public static double LogUpper(double shape, double x)
    {
        if (!(x > 0)) return 0;
        return x < shape + 1 ? ElementaryFunctions.Log1p(-Lower(shape, x)) : LogFactor(shape, x) + Math.Log(Fraction(shape, x));
    }

    /// <summary>The density of the gamma law of a shape and scale 1.</summary>
    public static double Density(double shape, double x)
    {
        if (x < 0) return 0;
        if (x == 0) return shape < 1 ? double.PositiveInfinity : shape > 1 ? 0 : 1;
        return Math.Exp(LogFactor(shape, x)) / x;
    }

    private static double Lower(double shape, double x)
    {
        var term = 1 / shape;
        var sum = term;
        for (var k = 1; k < MostTerms && term > sum * Epsilon; k++)
        {
            term *= x / (shape + k);
            sum += term;
        }

        return Math.Min(1, Math.Exp(LogFactor(shape, x)) * sum);
    }

    // By Lentz's method from the front.
    private static double Fraction(double shape, double x)
    {
        var b = x + 1 - shape;
        var c = 1 / Tiny;
        var d = 1 / b;
        var value = d;
        for (var k = 1; k < MostTerms; k++)
        {
            var a = k * (shape - k);
            b += 2;
            d = Safe((a * d) + b);
            c = Safe(b + (a / c));
            d = 1 / d;
            var change = c * d;
            value *= change;
            if (Math.Abs(change - 1) < 2e-16) break;
        }

        return value;
    }

    private static double Safe(double x) => Math.Abs(x) < Tiny ? Tiny : x;

    // ln(x^shape e^-x / Gamma(shape))
    private static double LogFactor(double shape, double x)
    {
        if (shape < GreatShape) return (shape * Math.Log(x)) - x - SpecialFunctions.GammaLn(shape);
        var s = 1 / (shape * shape);
        var stirling = (1 / shape) * ((1 / 12.0) - (s * ((1 / 360.0) - (s * ((1 / 1260.0) - (s * ((1 / 1680.0) - (s / 1188))))))));
        return (0.5 * Math.Log(shape / (2 * Math.PI))) - (shape * Lag((x - shape) / shape)) - stirling;
    }

    // u - ln(1 + u)
    private static double Lag(double u)
    {
        if (Math.Abs(u) > 0.1) return u - ElementaryFunctions.Log1p(u);
        var (power, sum) = (u * u, 0.0);
        for (var k = 2; k < 24; k++)
        {
            sum += (k % 2 == 0 ? power : -power) / k;
            power *= u;
        }

        return sum;
    }
}
