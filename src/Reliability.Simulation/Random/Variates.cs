using System.Runtime.CompilerServices;

namespace Reliability.Simulation.Random;

/// <summary>
/// Random numbers of the distributions that lifetimes and repair times follow. Every function depends on nothing but its arguments and
/// the stream, and allocates nothing. Times come out in the unit in which the mean or the scale went in.
/// </summary>
public static class Variates
{
    private const int StagesWorthSumming = 8;

    /// <summary>
    /// A number of the exponential distribution with mean 1, by the ziggurat of Marsaglia and Tsang (2000) with 256 layers.
    /// </summary>
    /// <param name="stream">The stream, advanced by one word in 97.8 % of the cases.</param>
    /// <returns>A number greater than zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double StandardExponential(ref Xoshiro256PlusPlus stream) => ExponentialZiggurat.Next(ref stream);

    /// <summary>
    /// A number of the normal distribution with mean 0 and variance 1, by the ziggurat of Marsaglia and Tsang (2000) with 256 layers.
    /// </summary>
    /// <param name="stream">The stream, advanced by one word in 98.5 % of the cases.</param>
    /// <returns>A number of either sign.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double StandardNormal(ref Xoshiro256PlusPlus stream) => NormalZiggurat.Next(ref stream);

    /// <summary>
    /// A number of the exponential distribution.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="mean">The mean, greater than zero; infinity yields infinity, a time that never comes.</param>
    /// <returns>A number greater than zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mean"/> is not greater than zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exponential(ref Xoshiro256PlusPlus stream, double mean)
    {
        RequirePositive(mean);
        return mean * ExponentialZiggurat.Next(ref stream);
    }

    /// <summary>
    /// A number of the gamma distribution with mean shape x scale. Source: G. Marsaglia and W. W. Tsang, "A simple method for generating
    /// gamma variables", ACM Transactions on Mathematical Software 26 (2000) 363; below shape 1 by their power of a uniform number.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="shape">The shape, finite and greater than zero.</param>
    /// <param name="scale">The scale, greater than zero.</param>
    /// <returns>A number not below zero; zero itself only by underflow, for shapes of a few hundredths and less.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shape or the scale is out of range.</exception>
    public static double Gamma(ref Xoshiro256PlusPlus stream, double shape, double scale)
    {
        RequirePositive(shape);
        RequireFinite(shape);
        RequirePositive(scale);
        return shape >= 1
            ? scale * GammaFromOne(ref stream, shape)
            : scale * GammaFromOne(ref stream, shape + 1) * Math.Exp(-ExponentialZiggurat.Next(ref stream) / shape);
    }

    /// <summary>
    /// A number of the Weibull distribution, whose survival function is exp(-(t / scale)^shape).
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="shape">The shape, greater than zero; 1 is the exponential.</param>
    /// <param name="scale">The scale or characteristic life, greater than zero.</param>
    /// <returns>A number not below zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shape or the scale is not greater than zero.</exception>
    public static double Weibull(ref Xoshiro256PlusPlus stream, double shape, double scale)
    {
        RequirePositive(shape);
        RequirePositive(scale);
        return scale * Math.Pow(ExponentialZiggurat.Next(ref stream), 1 / shape);
    }

    /// <summary>
    /// A number whose natural logarithm is normal; its median is exp(<paramref name="logMean"/>).
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="logMean">The mean of the logarithm, finite.</param>
    /// <param name="logDeviation">The standard deviation of the logarithm, finite and not negative.</param>
    /// <returns>A number not below zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite, or the deviation is negative or not finite.</exception>
    public static double LogNormal(ref Xoshiro256PlusPlus stream, double logMean, double logDeviation)
    {
        RequireFinite(logMean);
        RequireFinite(logDeviation);
        ArgumentOutOfRangeException.ThrowIfNegative(logDeviation);
        return Math.Exp(logMean + logDeviation * NormalZiggurat.Next(ref stream));
    }

    /// <summary>
    /// A number of the Erlang distribution: the sum of equal exponential stages. Up to 8 stages are added, more are drawn as gamma.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="stages">How many stages, at least 1.</param>
    /// <param name="mean">The mean of the whole sum, not of one stage; greater than zero.</param>
    /// <returns>A number greater than zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no stage, or the mean is not greater than zero.</exception>
    public static double Erlang(ref Xoshiro256PlusPlus stream, int stages, double mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        RequirePositive(mean);
        if (stages > StagesWorthSumming)
            return mean / stages * GammaFromOne(ref stream, stages);
        var sum = 0.0;
        for (var stage = 0; stage < stages; stage++)
            sum += ExponentialZiggurat.Next(ref stream);
        return mean / stages * sum;
    }

    /// <summary>
    /// A number spread evenly over an interval.
    /// </summary>
    /// <param name="stream">The stream, advanced by one word.</param>
    /// <param name="low">The lower end, finite.</param>
    /// <param name="high">The upper end, finite, not below <paramref name="low"/>.</param>
    /// <returns>A number in [low, high]; the upper end only by rounding or where both ends are equal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, or the ends are in the wrong order.</exception>
    public static double Uniform(ref Xoshiro256PlusPlus stream, double low, double high)
    {
        RequireFinite(low);
        RequireFinite(high);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        var u = stream.NextDouble();
        return Math.Min(high, low * (1 - u) + high * u);
    }

    /// <summary>
    /// A number of the triangular distribution, by inversion from the nearer end.
    /// </summary>
    /// <param name="stream">The stream, advanced by one word.</param>
    /// <param name="low">The lower end, finite.</param>
    /// <param name="mode">The most likely value, in [low, high].</param>
    /// <param name="high">The upper end, finite, not below <paramref name="low"/>.</param>
    /// <returns>A number in [low, high].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or they are in the wrong order.</exception>
    public static double Triangular(ref Xoshiro256PlusPlus stream, double low, double mode, double high)
    {
        RequireFinite(low);
        RequireFinite(mode);
        RequireFinite(high);
        ArgumentOutOfRangeException.ThrowIfLessThan(mode, low);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, mode);
        var area = stream.NextDouble() * (high - low);
        return area < mode - low
            ? low + Math.Sqrt(area * (mode - low))
            : high - Math.Sqrt((high - low - area) * (high - mode));
    }

    private static double GammaFromOne(ref Xoshiro256PlusPlus stream, double shape)
    {
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var z = NormalZiggurat.Next(ref stream);
            var root = 1 + c * z;
            if (root <= 0)
                continue;
            var v = root * root * root;
            // With u uniform, -ln u is exponential: the exact test of the paper without its logarithm of u.
            if (ExponentialZiggurat.Next(ref stream) > -(0.5 * z * z + d - d * v + d * Math.Log(v)))
                return d * v;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequirePositive(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0))
            ThrowNotPositive(value, name);
    }

    private static void RequireFinite(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "The value must be finite.");
    }

    private static void ThrowNotPositive(double value, string? name) =>
        throw new ArgumentOutOfRangeException(name, value, "The value must be greater than zero.");
}
