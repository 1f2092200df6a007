namespace Reliability.Charts.Drawing;

/// <summary>A rectangle in pixels, with y growing downwards.</summary>
internal readonly record struct Frame(float Left, float Top, float Right, float Bottom)
{
    public float Width => Right - Left;

    public float Height => Bottom - Top;

    public Frame Moved(float dx, float dy) => new(Left + dx, Top + dy, Right + dx, Bottom + dy);

    public bool Overlaps(Frame other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Contains(Frame other) => other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;
}
