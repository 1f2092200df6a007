using SkiaSharp;

namespace Reliability.Charts.Tests;

public sealed class UpperBoundTests
{
    private static readonly IntervalChart Chart = new()
    {
        Title = "Nothing seen",
        AxisLabel = "Unavailability",
        CategoryNames = ["FT pair"],
        Series = [new("Simulation", [new(0, null, 3e-5)])],
    };

    private readonly ScottPlotRenderer _renderer = new();

    [Test]
    public void The_bound_is_printed_as_such() =>
        Assert.That(_renderer.Compose(Chart).Texts.Select(t => t.Text), Does.Contain("≤ 3.00·10⁻⁵"));

    [Test]
    public void An_open_arrow_points_left_from_the_bound()
    {
        var figure = _renderer.Compose(Chart);
        float bound = figure.Area.Left + (float)((Math.Log10(3e-5) - figure.Body.X.Min) / (figure.Body.X.Max - figure.Body.X.Min) * figure.Area.Width);
        float middle = (figure.Area.Top + figure.Area.Bottom) / 2;
        using SKBitmap picture = SKBitmap.Decode(_renderer.RenderPng(Chart, 1));
        Assert.That(HasInk(picture, bound - 1, middle - 5, bound + 1, middle + 5), "the bar at the bound");
        Assert.That(HasInk(picture, bound - 22, middle - 1, bound - 4, middle + 1), "the shaft");
        Assert.That(HasInk(picture, bound - 21, middle + 2, bound - 17, middle + 5), "the head");
        Assert.That(HasInk(picture, bound + 3, middle - 5, bound + 30, middle + 5), Is.False, "nothing to the right");
        Assert.That(HasInk(picture, figure.Area.Left, middle - 5, bound - 28, middle + 5), Is.False, "nothing beyond the arrow");
    }

    [Test]
    public void A_bound_at_the_left_edge_gets_room_for_its_arrow()
    {
        IntervalChart edge = Chart with { Series = [new("Simulation", [new(0, null, 1e-5)])] };
        var axis = _renderer.Compose(edge).Body.X;
        Assert.That(axis.Min, Is.LessThan(-5.5));
    }

    private static bool HasInk(SKBitmap picture, float left, float top, float right, float bottom)
    {
        for (int y = (int)top; y <= (int)bottom; y++)
        {
            for (int x = (int)left; x <= (int)right; x++)
            {
                SKColor pixel = picture.GetPixel(x, y);
                if (pixel.Blue - pixel.Red > 60) return true;
            }
        }

        return false;
    }
}
