using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>Colours that stay apart for readers with any common colour vision deficiency.</summary>
public static class Palette
{
    /// <summary>
    /// Colours for series, the ones that stand out best on white first: those of Okabe and Ito but for their yellow, which is lost on white, then those of
    /// Tol's muted scheme that are still free.
    /// </summary>
    public static ImmutableArray<ChartColor> Qualitative { get; } =
    [
        new(0x00, 0x72, 0xB2), // blue
        new(0xD5, 0x5E, 0x00), // vermilion
        new(0x00, 0x9E, 0x73), // bluish green
        new(0xCC, 0x79, 0xA7), // reddish purple
        new(0xE6, 0x9F, 0x00), // orange
        new(0x56, 0xB4, 0xE9), // sky blue
        new(0x00, 0x00, 0x00), // black
        new(0x33, 0x22, 0x88), // indigo
        new(0x88, 0x22, 0x55), // wine
        new(0x99, 0x99, 0x33), // olive
        new(0x11, 0x77, 0x33), // green
        new(0xAA, 0x44, 0x99), // purple
        new(0x66, 0x11, 0x00), // brown
        new(0x88, 0x88, 0x88), // grey
        new(0x44, 0xAA, 0x99), // teal
        new(0xCC, 0x66, 0x77), // rose
    ];

    // From light sand over grey to navy: hue runs along the yellow-blue axis that red-green deficiency leaves
    // intact, and luminance falls all the way, so the order survives a grey print too.
    private static readonly ImmutableArray<ChartColor> Ramp =
    [
        new(255, 249, 222),
        new(246, 225, 148),
        new(206, 187, 118),
        new(152, 149, 128),
        new(104, 114, 136),
        new(54, 78, 128),
        new(8, 38, 88),
    ];

    /// <summary>The colour of the series with this index: the qualitative ones, then paler ones.</summary>
    /// <param name="index">The index of the series, from 0.</param>
    public static ChartColor ForSeries(int index)
    {
        ChartColor color = Qualitative[index % Qualitative.Length];
        return index < Qualitative.Length ? color : Blend(color, ChartColor.White, 0.55);
    }

    /// <summary>A colour of the sequential ramp from light (0) to dark (1); positions outside are clamped.</summary>
    /// <param name="position">The position on the ramp.</param>
    public static ChartColor Sequential(double position)
    {
        double at = (double.IsNaN(position) ? 0 : Math.Clamp(position, 0, 1)) * (Ramp.Length - 1);
        int index = Math.Min((int)at, Ramp.Length - 2);
        double part = at - index;
        return Blend(Ramp[index], Ramp[index + 1], part);
    }

    private static ChartColor Blend(ChartColor from, ChartColor to, double part) =>
        new(Mix(from.Red, to.Red, part), Mix(from.Green, to.Green, part), Mix(from.Blue, to.Blue, part));

    private static byte Mix(byte from, byte to, double part) => (byte)Math.Round(from + ((to - from) * part));
}
