using System.Runtime.CompilerServices;

namespace Reliability.Simulation.Random;

/// <summary>
/// Draws from the exponential distribution with mean 1 by 256 layers, one word for 97.8 % of the numbers.
/// </summary>
internal static class ExponentialZiggurat
{
    // Where the tail begins for 256 layers: Marsaglia and Tsang (2000) give the first nine digits. The area of a layer then is
    // r exp(-r) + integral of exp(-x) from r, which is (r + 1) exp(-r).
    private const double TailStart = 7.69711747013104972;

    private static readonly ZigguratTable s_table =
        new(TailStart, (TailStart + 1) * Math.Exp(-TailStart), static x => Math.Exp(-x), static y => -Math.Log(y));

    private static readonly double[] s_widths = s_table.Widths;
    private static readonly ulong[] s_inner = s_table.Inner;

    /// <summary>
    /// A number greater than zero. The low 8 bits of the word choose the layer and the top 53 the position, made odd so that it is the
    /// middle of a cell and never zero; no bit serves both purposes.
    /// </summary>
    /// <param name="stream">The stream, advanced by one word or more.</param>
    /// <returns>A finite positive number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Next(ref Xoshiro256PlusPlus stream)
    {
        var word = stream.NextUInt64();
        var layer = (int)(byte)word;
        var position = (word >> 11) | 1;
        var x = position * s_widths[layer];
        if (position < s_inner[layer])
            return x;

        // By way of a copy: a stream whose address is never taken stays in registers in the caller's loop.
        var copy = stream;
        x = NextAtEdge(ref copy, layer, x);
        stream = copy;
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double NextAtEdge(ref Xoshiro256PlusPlus stream, int layer, double x)
    {
        var heights = s_table.Heights;
        var beyond = 0.0;
        while (true)
        {
            if (layer == 0)
            {
                // The tail of the exponential is the exponential again, moved: no logarithm and no limit to how far it goes.
                beyond += TailStart;
            }
            else if (heights[layer] + stream.NextDouble() * (heights[layer + 1] - heights[layer]) < Math.Exp(-x))
            {
                return beyond + x;
            }

            var word = stream.NextUInt64();
            layer = (byte)word;
            var position = (word >> 11) | 1;
            x = position * s_widths[layer];
            if (position < s_inner[layer])
                return beyond + x;
        }
    }
}
