using System.Collections.Immutable;
using SkiaSharp;

namespace Reliability.Charts.Fonts;

/// <summary>The two weights a picture is lettered in, and the measures of text in them.</summary>
internal sealed class FontSet
{
    private static readonly ImmutableArray<string> Preferred =
        ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial", "Helvetica", "Segoe UI"];

    // A font without these would leave holes in numbers.
    private const string Needed = "AZaz09–·×⁰¹²³⁴⁵⁶⁷⁸⁹⁻";

    private FontSet(SKTypeface regular, SKTypeface bold)
    {
        Regular = regular;
        Bold = bold;
    }

    /// <summary>The normal weight.</summary>
    public SKTypeface Regular { get; }

    /// <summary>The bold weight.</summary>
    public SKTypeface Bold { get; }

    /// <summary>The fonts for a choice: of the machine where it has one that covers what charts write, else the built-in one.</summary>
    public static FontSet For(FontChoice choice)
    {
        if (choice == FontChoice.System)
        {
            SKFontManager machine = SKFontManager.Default;
            foreach (string family in Preferred)
            {
                SKTypeface? regular = Match(machine, family, SKFontStyle.Normal);
                if (regular is null) continue;
                return new(regular, Match(machine, family, SKFontStyle.Bold) ?? regular);
            }
        }

        return new(Load(StrokeFont.Build(bold: false)), Load(StrokeFont.Build(bold: true)));
    }

    /// <summary>A font of the given size that draws the same on screen, in files and in vector output.</summary>
    public SKFont Sized(float size, bool bold) => new(bold ? Bold : Regular, size)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = true,
        LinearMetrics = true,
    };

    /// <summary>How wide one line of text comes out.</summary>
    public float Width(string text, float size, bool bold = false)
    {
        using SKFont font = Sized(size, bold);
        return font.MeasureText(text);
    }

    private static SKTypeface? Match(SKFontManager machine, string family, SKFontStyle style)
    {
        SKTypeface? found = machine.MatchFamily(family, style);
        // Managers may answer with another family rather than with nothing.
        if (found is null || !string.Equals(found.FamilyName, family, StringComparison.OrdinalIgnoreCase)) return null;
        return found.ContainsGlyphs(Needed) ? found : null;
    }

    private static SKTypeface Load(byte[] font)
    {
        using SKData data = SKData.CreateCopy(font);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("The built-in font could not be loaded.");
    }
}
