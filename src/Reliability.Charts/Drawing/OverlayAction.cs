using System.Collections.Immutable;
using Reliability.Charts.Fonts;
using ScottPlot;
using SkiaSharp;

namespace Reliability.Charts.Drawing;

/// <summary>
/// The last step of a rendering: text and the shapes outside the data. Text is drawn with the typefaces at hand
/// and not by family name, so no font has to be registered with anything global.
/// </summary>
internal sealed class OverlayAction(Figure figure, FontSet fonts) : IRenderAction
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
        using SKFont font = fonts.Sized(text.Size, text.Bold);
        using SKPaint paint = new() { Color = Sk(text.Color), IsAntialias = true };
        if (!text.Vertical)
        {
            canvas.DrawText(text.Text, text.X, text.Y, SKTextAlign.Left, font, paint);
            return;
        }

        canvas.Save();
        canvas.Translate(text.X, text.Y);
        canvas.RotateDegrees(-90);
        canvas.DrawText(text.Text, 0, 0, SKTextAlign.Left, font, paint);
        canvas.Restore();
    }

    private static SKColor Sk(ChartColor color) => new(color.Red, color.Green, color.Blue);
}
