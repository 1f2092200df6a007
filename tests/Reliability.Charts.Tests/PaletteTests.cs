namespace Reliability.Charts.Tests;

public sealed class PaletteTests
{
    [Test]
    public void Ink_reads_on_every_colour_of_the_ramp()
    {
        for (int i = 0; i <= 500; i++)
        {
            ChartColor color = Palette.Sequential(i / 500.0);
            Assert.That(color.Ink.ContrastWith(color), Is.GreaterThanOrEqualTo(4.5), $"at {i / 500.0}");
        }
    }

    [Test]
    public void The_ramp_gets_darker_all_the_way()
    {
        for (int i = 0; i < 60; i++)
        {
            Assert.That(Palette.Sequential((i + 1) / 60.0).Luminance, Is.LessThan(Palette.Sequential(i / 60.0).Luminance), $"step {i}");
        }
    }

    [Test]
    public void The_ramp_is_clamped_at_its_ends()
    {
        Assert.That(Palette.Sequential(-3), Is.EqualTo(Palette.Sequential(0)));
        Assert.That(Palette.Sequential(7), Is.EqualTo(Palette.Sequential(1)));
    }

    [Test]
    public void Thirty_series_have_thirty_colours_and_none_is_lost_on_white()
    {
        Assert.That(Enumerable.Range(0, 30).Select(Palette.ForSeries), Is.Unique);
        foreach (ChartColor color in Palette.Qualitative) Assert.That(color.ContrastWith(ChartColor.White), Is.GreaterThan(2.2));
    }

    [Test]
    public void Black_on_white_has_the_greatest_contrast() =>
        Assert.That(ChartColor.Black.ContrastWith(ChartColor.White), Is.EqualTo(21).Within(1e-9));
}
