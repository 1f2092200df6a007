using Reliability.Charts.Drawing;
using Reliability.Charts.Fonts;
using SkiaSharp;

namespace Reliability.Charts.Tests;

public sealed class BuiltInFontTests
{
    private const string Required = "–—·×≤≥±βλμρφτ…°%⁰¹²³⁴⁵⁶⁷⁸⁹⁻é";

    [Test]
    public void The_font_shows_every_character_charts_write([Values] bool bold)
    {
        using SKTypeface face = SKTypeface.FromData(SKData.CreateCopy(StrokeFont.Build(bold)));
        Assert.That(face.FamilyName, Is.EqualTo(StrokeFont.Family));
        Assert.That(face.IsBold, Is.EqualTo(bold));
        using SKFont font = new(face, 40);
        foreach (char c in Enumerable.Range(32, 95).Select(i => (char)i).Concat(Required))
        {
            ushort glyph = font.GetGlyph(c);
            Assert.That(glyph, Is.Not.Zero, $"'{c}'");
            using SKPath? path = font.GetGlyphPath(glyph);
            Assert.That(path is null || path.IsEmpty, Is.EqualTo(c == ' '), $"ink of '{c}'");
            Assert.That(font.MeasureText(c.ToString()), Is.GreaterThan(2), $"advance of '{c}'");
        }
    }

    [Test]
    public void No_two_characters_look_alike()
    {
        using SKTypeface face = SKTypeface.FromData(SKData.CreateCopy(StrokeFont.Build(bold: false)));
        using SKFont font = new(face, 40);
        string[] looks = [.. Enumerable.Range(33, 94).Select(i => (char)i).Concat(Required.Where(c => c > 126)).Select(c => font.GetGlyphPath(font.GetGlyph(c))!.ToSvgPathData())];
        Assert.That(looks, Is.Unique);
    }

    [Test]
    public void Digits_advance_alike()
    {
        using SKTypeface face = SKTypeface.FromData(SKData.CreateCopy(StrokeFont.Build(bold: false)));
        using SKFont font = new(face, 40);
        Assert.That("0123456789".Select(c => font.MeasureText(c.ToString())).Distinct().ToArray(), Has.Length.EqualTo(1));
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void There_is_ink_where_the_text_is(Chart chart)
    {
        ScottPlotRenderer renderer = new(FontChoice.BuiltIn);
        Figure figure = renderer.Compose(chart);
        using SKBitmap picture = SKBitmap.Decode(renderer.RenderPng(chart, 1));
        foreach (TextItem text in figure.Texts)
        {
            int dark = 0;
            for (int y = (int)text.Bounds.Top; y < (int)text.Bounds.Bottom; y++)
            {
                for (int x = (int)text.Bounds.Left; x < (int)text.Bounds.Right; x++)
                {
                    SKColor p = picture.GetPixel(x, y);
                    SKColor ink = new(text.Color.Red, text.Color.Green, text.Color.Blue);
                    if (Math.Abs(p.Red - ink.Red) + Math.Abs(p.Green - ink.Green) + Math.Abs(p.Blue - ink.Blue) < 190) dark++;
                }
            }

            Assert.That(dark, Is.GreaterThan(0), $"'{text.Text}'");
        }
    }
}
