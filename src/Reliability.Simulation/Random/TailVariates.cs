namespace Reliability.Simulation.Random;

/// <summary>How far normal and gamma numbers exceed a bound, given that they do; every cost is bounded whatever the bound.</summary>
internal static class TailVariates
{
    private const double Near = 0.5;

    /// <summary>
    /// How far a standard normal number exceeds a bound. Far out by rejection from an exponential tail: C. P. Robert, "Simulation of truncated normal variables",
    /// Statistics and Computing 5 (1995) 121.
    /// </summary>
    public static double NormalExcess(ref Xoshiro256PlusPlus stream, double bound)
    {
        if (bound < Near)
        {
            while (true)
            {
                var z = NormalZiggurat.Next(ref stream);
                if (z >= bound) return z - bound;
            }
        }

        var root = Math.Sqrt((bound * bound) + 4);
        var rate = (bound + root) / 2;
        var lag = 2 / (bound + root);
        while (true)
        {
            var excess = ExponentialZiggurat.Next(ref stream) / rate;
            var miss = excess - lag;
            if (2 * ExponentialZiggurat.Next(ref stream) > miss * miss) return excess;
        }
    }

    /// <summary>How far a gamma number of scale 1 exceeds a bound above zero.</summary>
    public static double GammaExcess(ref Xoshiro256PlusPlus stream, double shape, double bound) =>
        shape == 1 ? ExponentialZiggurat.Next(ref stream) : shape < 1 ? BelowOne(ref stream, shape, bound) : AboveOne(ref stream, shape, bound);

    // Below shape 1 the density is a power times an exponential, both falling: up to 1 the power is the envelope, from there the exponential.
    private static double BelowOne(ref Xoshiro256PlusPlus stream, double shape, double bound)
    {
        var power = bound < 1 ? Math.Pow(bound, shape) : 1;
        var start = Math.Max(1, bound);
        var low = Math.Exp(start - bound) * (1 - power) / shape;
        while (true)
        {
            if (stream.NextDouble() * (low + 1) < low)
            {
                var x = Math.Pow(power + (stream.NextDoubleOpen0() * (1 - power)), 1 / shape);
                if (ExponentialZiggurat.Next(ref stream) > x - bound) return Math.Max(0, x - bound);
            }
            else
            {
                var beyond = ExponentialZiggurat.Next(ref stream);
                if (ExponentialZiggurat.Next(ref stream) > (1 - shape) * Math.Log((start + beyond) / (bound < 1 ? 1 : bound))) return start - bound + beyond;
            }
        }
    }

    // Up to the mean by waiting for a number beyond the bound, from there by rejection from the best exponential tail: A. Philippe, "Simulation of right and
    // left truncated gamma distributions by mixtures", Statistics and Computing 7 (1997) 173.
    private static double AboveOne(ref Xoshiro256PlusPlus stream, double shape, double bound)
    {
        if (bound <= shape)
        {
            while (true)
            {
                var x = Variates.Gamma(ref stream, shape, 1);
                if (x >= bound) return x - bound;
            }
        }

        var difference = bound - shape;
        var rate = (difference + Math.Sqrt((difference * difference) + (4 * bound))) / (2 * bound);
        var rest = 1 - rate;
        var top = Math.Max(bound, (shape - 1) / rest);
        while (true)
        {
            var excess = ExponentialZiggurat.Next(ref stream) / rate;
            var x = bound + excess;
            if (ExponentialZiggurat.Next(ref stream) > (rest * (x - top)) - ((shape - 1) * Math.Log(x / top))) return excess;
        }
    }
}
