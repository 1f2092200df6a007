using System.Collections.Immutable;

namespace Reliability.Charts.Fonts;

/// <summary>The built-in font: the strokes of <see cref="StrokeGlyphs"/> made into a TrueType file in memory.</summary>
internal static class StrokeFont
{
    /// <summary>The family name under which the font presents itself.</summary>
    public const string Family = "Plain Strokes";

    private const double UnitsPerStep = 52;
    private const double SideBearing = 1.7;
    private const double SpaceAdvance = 6;
    private const double DigitWidth = 8;
    private const double SuperscriptScale = 0.58;
    private const double SuperscriptRise = 6.6;

    /// <summary>The bytes of the font file, in the normal or the bold weight.</summary>
    public static byte[] Build(bool bold)
    {
        IEnumerable<GlyphOutline> glyphs = StrokeGlyphs.All.OrderBy(g => g.Key).Select(g => Outline(g.Key, g.Value, bold ? 1.25 : 0.75));
        return TrueTypeWriter.Write(Family, bold, [MissingGlyph(), .. glyphs]);
    }

    private static GlyphOutline Outline(char character, string strokes, double radius)
    {
        List<List<(double X, double Y)>> lines = StrokePen.Parse(strokes);
        if (lines.Count == 0) return new(character, Units(SpaceAdvance), []);
        double left = lines.Min(l => l.Min(p => p.X));
        double width = lines.Max(l => l.Max(p => p.X)) - left;
        double bearing = SideBearing;
        bool superscript = StrokeGlyphs.Superscripts.Contains(character, StringComparison.Ordinal);
        if (superscript || char.IsAsciiDigit(character))
        {
            // All digits advance alike, so that columns of numbers line up.
            bearing += (DigitWidth - width) / 2;
            width = DigitWidth;
        }

        double scale = superscript ? SuperscriptScale : 1;
        double rise = superscript ? SuperscriptRise : 0;
        if (superscript) radius *= 0.72;
        double origin = superscript ? bearing - (SideBearing * 0.4) : bearing;
        foreach (List<(double X, double Y)> line in lines)
        {
            for (int i = 0; i < line.Count; i++) line[i] = (((line[i].X - left) * scale) + (origin * scale), (line[i].Y * scale) + rise);
        }

        width += (superscript ? 1.2 : 2) * SideBearing;
        return new(character, Units(width * scale), ToUnits(StrokePen.Widen(lines, radius)));
    }

    private static GlyphOutline MissingGlyph() =>
        new('\0', Units(10), ToUnits(StrokePen.Widen([[(2, 0), (8, 0), (8, 14), (2, 14), (2, 0)]], 0.5)));

    private static ImmutableArray<ImmutableArray<(short X, short Y)>> ToUnits(List<List<(double X, double Y)>> polygons) =>
        [.. polygons.Select(p => p.Select(c => ((short)Units(c.X), (short)Units(c.Y))).ToImmutableArray())];

    private static int Units(double steps) => (int)Math.Round(steps * UnitsPerStep);
}
