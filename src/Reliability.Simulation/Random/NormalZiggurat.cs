using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace Reliability.Simulation.Random;

/// <summary>
/// Draws from the normal distribution with mean 0 and variance 1 by 256 layers over its positive half and a random sign.
/// </summary>
internal static class NormalZiggurat
{
    // Where the tail begins for 256 layers: Marsaglia and Tsang (2000) give the first nine digits.
    private const double TailStart = 3.6541528853610088;

    private static readonly ZigguratTable s_table = new(
        TailStart,
        TailStart * Math.Exp(-0.5 * TailStart * TailStart) + Math.Sqrt(Math.PI / 2) * SpecialFunctions.Erfc(TailStart / Math.Sqrt(2)),
        static x => Math.Exp(-0.5 * x * x),
        static y => Math.Sqrt(-2 * Math.Log(y)));

    private static readonly double[] s_widths = s_table.Widths;
    private static readonly ulong[] s_inner = s_table.Inner;

    /// <summary>
    /// A number of either sign. Of the word, the low 8 bits choose the layer, bit 8 the sign and the top 53 the position.
    /// </summary>
    /// <param name="stream">The stream, advanced by one word or more.</param>
    /// <returns>A finite number, never zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Next(ref Xoshiro256PlusPlus stream)
    {
        var word = stream.NextUInt64();
        var layer = (int)(byte)word;
        var position = (word >> 11) | 1;
        var x = position * s_widths[layer];
        var size = position < s_inner[layer] ? x : NextAtEdge(ref stream, layer, x);
        return (word & 0x100) == 0 ? size : -size;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double NextAtEdge(ref Xoshiro256PlusPlus stream, int layer, double x)
    {
        var heights = s_table.Heights;
        while (true)
        {
            if (layer == 0)
                return NextInTail(ref stream);
            if (heights[layer] + stream.NextDouble() * (heights[layer + 1] - heights[layer]) < Math.Exp(-0.5 * x * x))
                return x;
            var word = stream.NextUInt64();
            layer = (byte)word;
            var position = (word >> 11) | 1;
            x = position * s_widths[layer];
            if (position < s_inner[layer])
                return x;
        }
    }

    // G. Marsaglia, "Generating a variable from the tail of the normal distribution", Technometrics 6 (1964) 101.
    private static double NextInTail(ref Xoshiro256PlusPlus stream)
    {
        while (true)
        {
            var x = ExponentialZiggurat.Next(ref stream) / TailStart;
            var y = ExponentialZiggurat.Next(ref stream);
            if (2 * y > x * x)
                return TailStart + x;
        }
    }
}
