namespace Reliability.Charts.Drawing;

/// <summary>Which part of a text sits on its anchor.</summary>
internal enum Align
{
    Left,
    Center,
    Right,
}
