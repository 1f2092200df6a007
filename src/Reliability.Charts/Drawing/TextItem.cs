namespace Reliability.Charts.Drawing;

/// <summary>One line of text, placed by the left end of its baseline; vertical text runs upwards from there.</summary>
internal sealed record TextItem(string Text, float X, float Y, float Width, float Size, bool Bold, ChartColor Color, bool Vertical = false)
{
    private const float Rise = 0.8f;
    private const float Drop = 0.24f;

    /// <summary>The pixels the text may touch.</summary>
    public Frame Bounds => Vertical
        ? new(X - (Rise * Size), Y - Width, X + (Drop * Size), Y)
        : new(X, Y - (Rise * Size), X + Width, Y + (Drop * Size));

    public TextItem Moved(float dx, float dy) => this with { X = X + dx, Y = Y + dy };
}
