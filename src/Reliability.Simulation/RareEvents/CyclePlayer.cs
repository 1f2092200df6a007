using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>What one sample brought.</summary>
/// <param name="Score">The value whose mean is estimated, weight included.</param>
/// <param name="Weight">The likelihood ratio of the biased part of the way; its mean is 1 where the biased law leaves every way possible.</param>
/// <param name="Steps">Jumps played.</param>
/// <param name="Ended">True when the model came to a state that nothing leaves before the sample was complete.</param>
internal readonly record struct Sample(double Score, double Weight, int Steps, bool Ended);

/// <summary>
/// One sample of each measure. The biased law holds from the start to the first down state only; what follows is played plainly, and times of cycles are played
/// plainly from the start: the measure-specific sampling of A. Goyal, P. Shahabuddin, P. Heidelberger, V. F. Nicola and P. W. Glynn, IEEE Transactions on
/// Computers 41 (1992) 36.
/// </summary>
internal static class CyclePlayer
{
    /// <summary>Jumps after which a sample gives up; a cycle so long says that the start is no state to return to.</summary>
    public const int MostSteps = 10_000_000;

    /// <summary>The weight of a way that reaches a down state before a stop state; else 0.</summary>
    public static Sample Reach<TWalk>(ref TWalk walk, ref Xoshiro256PlusPlus stream)
        where TWalk : IWalk
    {
        walk.Restart();
        var (weight, steps) = (1.0, 0);
        do
        {
            if (double.IsPositiveInfinity(walk.MeanHours)) return new Sample(0, weight, steps, false);
            weight *= walk.Biased(ref stream);
            steps++;
            if (walk.IsDown) return new Sample(weight, weight, steps, false);
        }
        while (!walk.IsStop && steps < MostSteps);
        return new Sample(0, weight, steps, steps == MostSteps);
    }

    /// <summary>As <see cref="Reach"/>, times the hours down until the stop, or the outages until there.</summary>
    public static Sample UntilStop<TWalk>(ref TWalk walk, ref Xoshiro256PlusPlus stream, bool countOutages)
        where TWalk : IWalk
    {
        var way = Reach(ref walk, ref stream);
        if (way.Score == 0) return way;
        var (sum, steps, wasDown) = (0.0, way.Steps, false);
        while (!walk.IsStop)
        {
            var isDown = walk.IsDown;
            if (double.IsPositiveInfinity(walk.MeanHours) || steps == MostSteps) return new Sample(0, way.Weight, steps, true);
            if (isDown) sum += !countOutages ? walk.MeanHours : wasDown ? 0 : 1;
            wasDown = isDown;
            walk.Plain(ref stream);
            steps++;
        }

        return new Sample(way.Weight * sum, way.Weight, steps, false);
    }

    /// <summary>The hours of a cycle, or until a down state when that comes first; means in place of stays.</summary>
    public static Sample Length<TWalk>(ref TWalk walk, ref Xoshiro256PlusPlus stream, bool untilDown)
        where TWalk : IWalk
    {
        walk.Restart();
        var (hours, steps) = (0.0, 0);
        do
        {
            hours += walk.MeanHours;
            if (double.IsPositiveInfinity(hours) || steps == MostSteps) return new Sample(0, 1, steps, true);
            walk.Plain(ref stream);
            steps++;
        }
        while (!walk.IsStop && !(untilDown && walk.IsDown));
        return new Sample(hours, 1, steps, false);
    }

    /// <summary>
    /// An unbiased value for the probability to be down at least once up to a time. Cycles are played plainly, one after the other; each that begins in time brings,
    /// with a given probability, a biased cycle of its own from there. Every stay of that one is forced to end in time (Lewis and Böhm 1984). The weights
    /// of earlier cycles never multiply, so a long time costs no precision.
    /// </summary>
    public static Sample Until<TWalk>(ref TWalk walk, ref Xoshiro256PlusPlus stream, double time, double chosen)
        where TWalk : IWalk
    {
        var (now, score, steps, weights, tries) = (0.0, 0.0, 0, 0.0, 0);
        while (true)
        {
            if (chosen >= 1 || stream.NextDouble() < chosen)
            {
                var forced = Forced(ref walk, ref stream, time - now);
                score += forced.Score / chosen;
                weights += forced.Weight;
                steps += forced.Steps;
                tries++;
            }

            walk.Restart();
            do
            {
                now += walk.MeanHours * Variates.StandardExponential(ref stream);
                // Sums, not products of weights: the mean weight of the biased cycles stands for all of them.
                if (!(now < time) || steps >= MostSteps) return new Sample(score, tries > 0 ? weights / tries : 1, steps, steps >= MostSteps);
                walk.Plain(ref stream);
                steps++;
                if (walk.IsDown) return new Sample(score, tries > 0 ? weights / tries : 1, steps, false);
            }
            while (!walk.IsStop);
        }
    }

    private static Sample Forced<TWalk>(ref TWalk walk, ref Xoshiro256PlusPlus stream, double left)
        where TWalk : IWalk
    {
        walk.Restart();
        var (weight, inTime, steps) = (1.0, 1.0, 0);
        do
        {
            var mean = walk.MeanHours;
            if (double.IsPositiveInfinity(mean)) return new Sample(0, weight, steps, false);
            var chance = -ExponentialMinusOne(-left / mean);
            inTime *= chance;
            left -= Math.Min(left, -mean * LogarithmOfOnePlus(-stream.NextDoubleOpen0() * chance));
            weight *= walk.Biased(ref stream);
            steps++;
            if (walk.IsDown) return new Sample(weight * inTime, weight, steps, false);
        }
        while (!walk.IsStop && inTime > 0 && steps < MostSteps);
        return new Sample(0, weight, steps, steps == MostSteps);
    }

    // Exact to some units in the last place for small x too, by taking the rounding of the sum back out (W. Kahan).
    private static double ExponentialMinusOne(double x)
    {
        var e = Math.Exp(x);
        return e == 1 ? x : e == 0 ? -1 : (e - 1) * x / Math.Log(e);
    }

    private static double LogarithmOfOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
