namespace Reliability.Charts.Drawing;

/// <summary>The sizes and colours all charts share.</summary>
internal static class Style
{
    public const float TitleSize = 17;
    public const float SubtitleSize = 13;
    public const float TextSize = 12;
    public const float SmallSize = 11;
    public const float Margin = 16;
    public const float MarkerSize = 8;

    public static ChartColor Text => new(32, 32, 32);

    public static ChartColor Grey => new(95, 95, 95);

    public static ChartColor Axis => new(120, 120, 120);

    public static ChartColor Grid => new(222, 222, 222);

    public static ChartColor FineGrid => new(241, 241, 241);
}
