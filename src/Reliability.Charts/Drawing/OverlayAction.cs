using System.Collections.Immutable;
using Reliability.Charts.Fonts;
using ScottPlot;
using SkiaSharp;

namespace Reliability.Charts.Drawing;

/// <summary>
/// The last step of a rendering: text and the shapes outside the data. Text is drawn with the typefaces at hand
/// and not by family name, so no font has to be registered with anything global.
/// </summary>
/// <param name="figure">What to draw.</param>
/// <param name="fonts">The typefaces.</param>
/// <param name="whole">Whether each text is one piece whatever fonts have its letters: in vector output the reader's machine finds them.</param>
internal sealed class OverlayAction(Figure figure, FontSet fonts, bool whole) : IRenderAction
{
    /// <summary>The texts in the order in which they are drawn.</summary>
    public ImmutableArray<TextItem> Texts => figure.Texts;

    public void Render(RenderPack rp)
    {
        foreach (Mark mark in figure.Marks) Draw(rp, mark);
        foreach (TextItem text in figure.Texts) Draw(rp.Canvas, text);
    }

    private static void Draw(RenderPack rp, Mark mark)
    {
        switch (mark)
        {
            case Mark.Area area:
                SKRect rect = new(area.Box.Left, area.Box.Top, area.Box.Right, area.Box.Bottom);
                using (SKPaint fill = new() { Color = Sk(area.Fill), IsAntialias = false }) rp.Canvas.DrawRect(rect, fill);
                if (area.Outline is { } outline)
                {
                    using SKPaint pen = new() { Color = Sk(outline), IsStroke = true, StrokeWidth = 1, IsAntialias = true };
                    rp.Canvas.DrawRect(rect, pen);
                }

                break;
            case Mark.Rule rule:
                using (SKPaint pen = new() { Color = Sk(rule.Color), IsStroke = true, StrokeWidth = rule.Width, IsAntialias = true })
                {
                    rp.Canvas.DrawLine(rule.X1, rule.Y1, rule.X2, rule.Y2, pen);
                }

                break;
            case Mark.Symbol symbol:
                Markers.Style(symbol.Shape, symbol.Color).Render(rp.Canvas, new Pixel(symbol.X, symbol.Y), rp.Paint);
                break;
        }
    }

    private void Draw(SKCanvas canvas, TextItem text)
    {
        using SKPaint paint = new() { Color = Sk(text.Color), IsAntialias = true };
        if (!text.Vertical)
        {
            Draw(canvas, text, text.X, text.Y, paint);
            return;
        }

        canvas.Save();
        canvas.Translate(text.X, text.Y);
        canvas.RotateDegrees(-90);
        Draw(canvas, text, 0, 0, paint);
        canvas.Restore();
    }

    private void Draw(SKCanvas canvas, TextItem text, float x, float y, SKPaint paint)
    {
        foreach ((string run, SKTypeface face) in whole ? [(text.Text, text.Bold ? fonts.Bold : fonts.Regular)] : fonts.Runs(text.Text, text.Bold))
        {
            using SKFont font = FontSet.Sized(face, text.Size);
            canvas.DrawText(run, x, y, SKTextAlign.Left, font, paint);
            x += font.MeasureText(run);
        }
    }

    private static SKColor Sk(ChartColor color) => new(color.Red, color.Green, color.Blue);
}
