namespace Reliability.Charts.Drawing;

/// <summary>A place of the picture that stands for one value, and the words for it: what a reader sees who points at it.</summary>
internal sealed record Hit(Frame Box, string Text)
{
    public Hit Moved(float dx, float dy) => this with { Box = Box.Moved(dx, dy) };
}
