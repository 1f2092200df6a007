using System.Collections.Immutable;

namespace Reliability.Charts.Fonts;

/// <summary>A glyph in font units: how far it advances and the closed polygons that are its ink.</summary>
internal sealed record GlyphOutline(char Character, int Advance, ImmutableArray<ImmutableArray<(short X, short Y)>> Contours);
