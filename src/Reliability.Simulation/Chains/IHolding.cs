using System.Runtime.CompilerServices;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Chains;

/// <summary>How long a stay lasts. Static, so that the compiler makes one machine loop for each way.</summary>
internal interface IHolding
{
    /// <summary>The hours of one stay of a given mean.</summary>
    static abstract double Hours(double mean, ref Xoshiro256PlusPlus stream);
}

/// <summary>Exponential stays, as they are.</summary>
internal readonly struct SampledHolding : IHolding
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Hours(double mean, ref Xoshiro256PlusPlus stream) => mean * ExponentialZiggurat.Next(ref stream);
}

/// <summary>
/// The mean in place of each stay: the same expected time of a cycle with less variance, and no random number. Right for ratios of expected times, wrong for
/// distributions. Source: A. Hordijk, D. L. Iglehart and R. Schassberger, "Discrete time methods for simulating continuous time Markov chains", Advances in
/// Applied Probability 8 (1976) 772.
/// </summary>
internal readonly struct MeanHolding : IHolding
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Hours(double mean, ref Xoshiro256PlusPlus stream) => mean;
}

/// <summary>What looks on while a chain is played.</summary>
internal interface IStayObserver
{
    /// <summary>The chain stays in a state.</summary>
    void Stay(int state, double hours);
}

/// <summary>Nobody looks on: the call vanishes.</summary>
internal readonly struct NoObserver : IStayObserver
{
    public void Stay(int state, double hours)
    {
        // Times up and down are added up by the loop itself.
    }
}

/// <summary>Adds up rewards, one row of rates a state.</summary>
/// <param name="rates">Rates by state and reward.</param>
/// <param name="earned">What each reward has earned.</param>
internal readonly struct RewardObserver(double[] rates, double[] earned) : IStayObserver
{
    public void Stay(int state, double hours)
    {
        var offset = state * earned.Length;
        for (var r = 0; r < earned.Length; r++) earned[r] += rates[offset + r] * hours;
    }
}
