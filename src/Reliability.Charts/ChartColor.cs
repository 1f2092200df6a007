namespace Reliability.Charts;

/// <summary>An opaque sRGB colour.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct ChartColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static ChartColor Black => new(0, 0, 0);

    /// <summary>White.</summary>
    public static ChartColor White => new(255, 255, 255);

    /// <summary>The relative luminance as WCAG defines it, 0 for black and 1 for white.</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Black or white, whichever reads better on this colour. The contrast is at least 4.58, the square root of 21.</summary>
    public ChartColor Ink => ContrastWith(Black) >= ContrastWith(White) ? Black : White;

    /// <summary>The contrast ratio as WCAG defines it, from 1 to 21.</summary>
    /// <param name="other">The colour next to or on this one.</param>
    public double ContrastWith(ChartColor other)
    {
        double light = Math.Max(Luminance, other.Luminance);
        double dark = Math.Min(Luminance, other.Luminance);
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Linear(byte channel)
    {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
