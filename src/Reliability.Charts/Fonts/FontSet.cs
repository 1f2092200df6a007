using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using SkiaSharp;

namespace Reliability.Charts.Fonts;

/// <summary>The two weights a picture is lettered in, and the measures of text in them.</summary>
internal sealed class FontSet
{
    private static readonly ImmutableArray<string> Preferred =
        ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial", "Helvetica", "Segoe UI"];

    // A font without these would leave holes in numbers.
    private const string Needed = "AZaz09–·×⁰¹²³⁴⁵⁶⁷⁸⁹⁻";

    private readonly SKFontManager? _others;
    private readonly ConcurrentDictionary<int, SKTypeface?> _found = [];

    private FontSet(SKTypeface regular, SKTypeface bold, SKFontManager? others)
    {
        Regular = regular;
        Bold = bold;
        _others = others;
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
                return new(regular, Match(machine, family, SKFontStyle.Bold) ?? regular, machine);
            }
        }

        return new(Load(StrokeFont.Build(bold: false)), Load(StrokeFont.Build(bold: true)), others: null);
    }

    /// <summary>
    /// A text in pieces that one typeface each can draw: what the font in use has no letters for goes to another of the machine that does. A name in
    /// another script is legible then; where no font has it, boxes stand for its letters.
    /// </summary>
    public IEnumerable<(string Text, SKTypeface Face)> Runs(string text, bool bold)
    {
        SKTypeface main = bold ? Bold : Regular;
        if (_others is null || main.ContainsGlyphs(text)) return [(text, main)];
        List<(string Text, SKTypeface Face)> runs = [];
        foreach (Rune rune in text.EnumerateRunes())
        {
            string letter = rune.ToString();
            SKTypeface face = main.ContainsGlyphs(letter) ? main
                : runs.Count > 0 && runs[^1].Face.ContainsGlyphs(letter) ? runs[^1].Face
                : _found.GetOrAdd(rune.Value, Search) ?? main;
            if (runs.Count > 0 && runs[^1].Face == face) runs[^1] = (runs[^1].Text + letter, face);
            else runs.Add((letter, face));
        }

        return runs;
    }

    /// <summary>A font of the given size that draws the same on screen, in files and in vector output.</summary>
    public SKFont Sized(float size, bool bold) => Sized(bold ? Bold : Regular, size);

    /// <summary>The same for a typeface of <see cref="Runs"/>.</summary>
    public static SKFont Sized(SKTypeface face, float size) => new(face, size)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = true,
        LinearMetrics = true,
    };

    /// <summary>How wide one line of text comes out.</summary>
    public float Width(string text, float size, bool bold = false)
    {
        float width = 0;
        foreach ((string run, SKTypeface face) in Runs(text, bold))
        {
            using SKFont font = Sized(face, size);
            width += font.MeasureText(run);
        }

        return width;
    }

    // A font manager without fontconfig knows its families but matches no characters, so they are tried in order of their names.
    private SKTypeface? Search(int rune) =>
        _others!.MatchCharacter(rune) ?? _others.FontFamilies.Order(StringComparer.Ordinal).Select(f => _others.MatchFamily(f, SKFontStyle.Normal)).FirstOrDefault(f => f is not null && f.ContainsGlyph(rune));

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
