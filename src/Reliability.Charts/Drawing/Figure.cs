using System.Collections.Immutable;

namespace Reliability.Charts.Drawing;

/// <summary>A picture fully laid out: the body under its headline and over its caption, all in pixels of the picture.</summary>
internal sealed record Figure(Chart Chart, ChartSize Size, Sketch Body, Frame Area, ImmutableArray<TextItem> Texts, ImmutableArray<Mark> Marks, ImmutableArray<Hit> Hits)
{
    private const float MinimumWidth = 420;
    private const float Gap = 10;

    /// <summary>Puts headline and caption around a body.</summary>
    public static Figure Around(Chart chart, Sketch body, Lettering letters)
    {
        float inner = Math.Max(MinimumWidth, body.Width);
        float y = Style.Margin;
        List<TextItem> texts = [];
        if (chart.ShowTitle) y = Add(chart.Title, Style.TitleSize, bold: true, Style.Text);
        if (!string.IsNullOrWhiteSpace(chart.Subtitle)) y = Add(chart.Subtitle, Style.SubtitleSize, bold: false, Style.Grey);
        if (y > Style.Margin) y += Gap;
        (float dx, float dy) = (Style.Margin, y);
        y += body.Height;
        if (!string.IsNullOrWhiteSpace(chart.Caption))
        {
            y += Gap;
            y = Add(chart.Caption, Style.SmallSize, bold: false, Style.Grey);
        }

        ChartSize size = new((int)Math.Ceiling(inner + (2 * Style.Margin)), (int)Math.Ceiling(y + Style.Margin));
        texts.AddRange(body.Texts.Where(t => t.Text.Length > 0).Select(t => t.Moved(dx, dy)));
        return new(chart, size, body, body.Area.Moved(dx, dy), [.. texts], [.. body.Marks.Select(m => m.Moved(dx, dy))], [.. body.Hits.Select(h => h.Moved(dx, dy))]);

        float Add(string text, float size, bool bold, ChartColor color)
        {
            List<string> lines = letters.Wrap(text, inner, size, bold);
            texts.AddRange(letters.Block(lines, Style.Margin, y, Align.Left, size, color, bold));
            return y + (lines.Count * Lettering.LineHeight(size));
        }
    }
}
