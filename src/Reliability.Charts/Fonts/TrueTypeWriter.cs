using System.Buffers.Binary;
using System.Text;

namespace Reliability.Charts.Fonts;

/// <summary>Writes the least set of tables that makes a TrueType font of polygonal glyphs.</summary>
internal static class TrueTypeWriter
{
    private const ushort UnitsPerEm = 1000;
    private const short Ascender = 800;
    private const short Descender = -240;

    /// <summary>The font file; glyph 0 stands for missing characters, the others come in the order of their characters.</summary>
    public static byte[] Write(string family, bool bold, IReadOnlyList<GlyphOutline> glyphs)
    {
        (byte[] outlines, byte[] offsets) = Outlines(glyphs);
        SortedDictionary<string, byte[]> tables = new(StringComparer.Ordinal)
        {
            ["OS/2"] = Os2(bold, glyphs),
            ["cmap"] = CharacterMap(glyphs),
            ["glyf"] = outlines,
            ["head"] = Head(bold, glyphs),
            ["hhea"] = HorizontalHeader(glyphs),
            ["hmtx"] = Table(w =>
            {
                foreach (GlyphOutline glyph in glyphs) w.U16(glyph.Advance).U16(Box([glyph]).Left);
            }),
            ["loca"] = offsets,
            ["maxp"] = Table(w => w.U32(0x00010000).U16(glyphs.Count).U16(glyphs.Max(g => g.Contours.Sum(c => c.Length)))
                .U16(glyphs.Max(g => g.Contours.Length)).U16(0).U16(0).U16(2).U16(0).U16(0).U16(0).U16(0).U16(0).U16(0).U16(0).U16(0)),
            ["name"] = Names(family, bold),
            ["post"] = Table(w => w.U32(0x00030000).U32(0).U16(-100).U16(50).U32(0).U32(0).U32(0).U32(0).U32(0)),
        };
        return Assemble(tables);
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        int log = (int)Math.Log2(tables.Count);
        int offset = 12 + (16 * tables.Count);
        int headOffset = 0;
        BigEndianWriter file = new();
        file.U32(0x00010000).U16(tables.Count).U16(16 << log).U16(log).U16((16 * tables.Count) - (16 << log));
        foreach ((string tag, byte[] data) in tables)
        {
            if (string.Equals(tag, "head", StringComparison.Ordinal)) headOffset = offset;
            file.Bytes(Encoding.ASCII.GetBytes(tag)).U32(Checksum(data)).U32((uint)offset).U32((uint)data.Length);
            offset += (data.Length + 3) & ~3;
        }

        foreach (byte[] data in tables.Values) file.Bytes(data).Align(4);
        byte[] bytes = file.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(headOffset + 8), 0xB1B0AFBA - Checksum(bytes));
        return bytes;
    }

    private static byte[] Head(bool bold, IReadOnlyList<GlyphOutline> glyphs)
    {
        (int left, int bottom, int right, int top) = Box(glyphs);
        return Table(w => w.U32(0x00010000).U32(0x00010000).U32(0).U32(0x5F0F3CF5).U16(3).U16(UnitsPerEm).U32(0).U32(0).U32(0).U32(0)
            .U16(left).U16(bottom).U16(right).U16(top).U16(bold ? 1 : 0).U16(8).U16(2).U16(1).U16(0));
    }

    private static byte[] HorizontalHeader(IReadOnlyList<GlyphOutline> glyphs)
    {
        (int left, _, int right, _) = Box(glyphs);
        return Table(w => w.U32(0x00010000).U16(Ascender).U16(Descender).U16(0).U16(glyphs.Max(g => g.Advance)).U16(left).U16(0).U16(right)
            .U16(1).U16(0).U16(0).U16(0).U16(0).U16(0).U16(0).U16(0).U16(glyphs.Count));
    }

    private static byte[] Os2(bool bold, IReadOnlyList<GlyphOutline> glyphs) => Table(w => w
        .U16(4).U16((int)glyphs.Average(g => g.Advance)).U16(bold ? 700 : 400).U16(5).U16(0)
        .U16(650).U16(600).U16(0).U16(75).U16(650).U16(600).U16(0).U16(350).U16(50).U16(300).U16(0)
        .Bytes(new byte[10]).U32(0x00000083).U32(0).U32(0).U32(0).Bytes("NONE"u8.ToArray())
        .U16(bold ? 0x20 : 0x40).U16(glyphs[1].Character).U16(glyphs[^1].Character).U16(Ascender).U16(Descender).U16(0)
        .U16(Ascender).U16(-Descender).U32(1).U32(0).U16(520).U16(728).U16(0).U16(' ').U16(0));

    private static byte[] Names(string family, bool bold)
    {
        string style = bold ? "Bold" : "Regular";
        (int Id, byte[] Text)[] names = [.. new[] { (1, family), (2, style), (3, $"{family} {style}"), (4, $"{family} {style}"), (6, $"{family}-{style}".Replace(" ", "", StringComparison.Ordinal)) }
            .Select(n => (n.Item1, Encoding.BigEndianUnicode.GetBytes(n.Item2)))];
        return Table(w =>
        {
            w.U16(0).U16(names.Length).U16(6 + (12 * names.Length));
            int offset = 0;
            foreach ((int id, byte[] text) in names)
            {
                w.U16(3).U16(1).U16(0x409).U16(id).U16(text.Length).U16(offset);
                offset += text.Length;
            }

            foreach ((_, byte[] text) in names) w.Bytes(text);
        });
    }

    private static byte[] CharacterMap(IReadOnlyList<GlyphOutline> glyphs)
    {
        // Format 4: runs of neighbouring characters, each with the distance from character to glyph number.
        List<(int First, int Last, int Delta)> runs = [];
        for (int glyph = 1; glyph < glyphs.Count; glyph++)
        {
            int character = glyphs[glyph].Character;
            if (runs.Count > 0 && runs[^1].Last == character - 1) runs[^1] = runs[^1] with { Last = character };
            else runs.Add((character, character, glyph - character));
        }

        runs.Add((0xFFFF, 0xFFFF, 1));
        int log = (int)Math.Log2(runs.Count);
        return Table(w =>
        {
            w.U16(0).U16(1).U16(3).U16(1).U32(12);
            w.U16(4).U16(16 + (8 * runs.Count)).U16(0).U16(2 * runs.Count).U16(2 << log).U16(log).U16((2 * runs.Count) - (2 << log));
            foreach ((_, int last, _) in runs) w.U16(last);
            w.U16(0);
            foreach ((int first, _, _) in runs) w.U16(first);
            foreach ((_, _, int delta) in runs) w.U16(delta);
            foreach (var _ in runs) w.U16(0);
        });
    }

    private static (byte[] Outlines, byte[] Offsets) Outlines(IReadOnlyList<GlyphOutline> glyphs)
    {
        BigEndianWriter outlines = new();
        BigEndianWriter offsets = new();
        foreach (GlyphOutline glyph in glyphs)
        {
            offsets.U32((uint)outlines.Length);
            if (glyph.Contours.Length > 0) WriteOutline(outlines, glyph);
            outlines.Align(4);
        }

        offsets.U32((uint)outlines.Length);
        return (outlines.ToArray(), offsets.ToArray());
    }

    private static void WriteOutline(BigEndianWriter w, GlyphOutline glyph)
    {
        const byte OnCurveAndOverlapping = 0x41;
        (int left, int bottom, int right, int top) = Box([glyph]);
        w.U16(glyph.Contours.Length).U16(left).U16(bottom).U16(right).U16(top);
        (short X, short Y)[] points = [.. glyph.Contours.SelectMany(c => c)];
        int end = -1;
        foreach (var contour in glyph.Contours) w.U16(end += contour.Length);
        w.U16(0);
        foreach (var _ in points) w.Bytes([OnCurveAndOverlapping]);
        for (int i = 0; i < points.Length; i++) w.U16(points[i].X - (i == 0 ? 0 : points[i - 1].X));
        for (int i = 0; i < points.Length; i++) w.U16(points[i].Y - (i == 0 ? 0 : points[i - 1].Y));
    }

    private static (int Left, int Bottom, int Right, int Top) Box(IEnumerable<GlyphOutline> glyphs)
    {
        (short X, short Y)[] points = [.. glyphs.SelectMany(g => g.Contours).SelectMany(c => c)];
        return points.Length == 0 ? default : (points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y));
    }

    private static byte[] Table(Action<BigEndianWriter> write)
    {
        BigEndianWriter writer = new();
        write(writer);
        return writer.ToArray();
    }

    private static uint Checksum(byte[] data)
    {
        uint sum = 0;
        for (int i = 0; i < data.Length; i++) sum += (uint)data[i] << (24 - (8 * (i & 3)));
        return sum;
    }
}
