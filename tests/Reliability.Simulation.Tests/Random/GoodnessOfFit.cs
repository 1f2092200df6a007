using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Tests.Random;

/// <summary>Draws one number from a stream.</summary>
public delegate double Sampler(ref Xoshiro256PlusPlus stream);

/// <summary>Tests of fit with a stated false-alarm probability; seeds are fixed, so an alarm repeats.</summary>
internal static class GoodnessOfFit
{
    /// <summary>The false-alarm probability of each test of fit.</summary>
    public const double Alarm = 1e-6;

    public static double[] Draw(Sampler sampler, int count, ulong purpose)
    {
        var stream = new StreamFactory(20240229).Stream(purpose, 0);
        var sample = new double[count];
        for (var i = 0; i < count; i++)
            sample[i] = sampler(ref stream);
        return sample;
    }

    /// <summary>The Kolmogorov-Smirnov distance times sqrt(n), sorting the sample.</summary>
    public static double KolmogorovSmirnov(double[] sample, Func<double, double> cdf)
    {
        Array.Sort(sample);
        var distance = 0.0;
        for (var i = 0; i < sample.Length; i++)
        {
            var f = cdf(sample[i]);
            distance = Math.Max(distance, Math.Max(f - (double)i / sample.Length, (i + 1.0) / sample.Length - f));
        }

        return distance * Math.Sqrt(sample.Length);
    }

    /// <summary>Leading term of the limit distribution: P(D sqrt(n) above k) = 2 exp(-2 k^2).</summary>
    public static double KolmogorovCritical => Math.Sqrt(Math.Log(2 / Alarm) / 2);

    /// <summary>The probability of a chi-squared number beyond the one found.</summary>
    public static double ChiSquaredTail(ReadOnlySpan<long> counts, double expected, int degrees)
    {
        var sum = 0.0;
        foreach (var count in counts)
            sum += (count - expected) * (count - expected) / expected;
        return SpecialFunctions.GammaUpperRegularized(degrees / 2.0, sum / 2);
    }

    public static double NormalCdf(double x) => Normal.CDF(0, 1, x);
}
