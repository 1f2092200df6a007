using ScottPlot;

namespace Reliability.Charts.Drawing;

/// <summary>A shape outside the data area, in pixels of the picture: swatches, the colour bar, leader lines.</summary>
internal abstract record Mark
{
    /// <summary>The same shape elsewhere.</summary>
    public abstract Mark Moved(float dx, float dy);

    /// <summary>A filled rectangle, with a thin outline if a colour for it is given.</summary>
    internal sealed record Area(Frame Box, ChartColor Fill, ChartColor? Outline = null) : Mark
    {
        public override Mark Moved(float dx, float dy) => this with { Box = Box.Moved(dx, dy) };
    }

    /// <summary>A straight line.</summary>
    internal sealed record Rule(float X1, float Y1, float X2, float Y2, ChartColor Color, float Width = 1) : Mark
    {
        public override Mark Moved(float dx, float dy) => this with { X1 = X1 + dx, Y1 = Y1 + dy, X2 = X2 + dx, Y2 = Y2 + dy };
    }

    /// <summary>The marker of a series.</summary>
    internal sealed record Symbol(float X, float Y, MarkerShape Shape, ChartColor Color) : Mark
    {
        public override Mark Moved(float dx, float dy) => this with { X = X + dx, Y = Y + dy };
    }
}
