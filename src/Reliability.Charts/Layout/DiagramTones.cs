using Reliability.Charts.Drawing;

namespace Reliability.Charts.Layout;

/// <summary>The colours of each tone: fill, outline and text.</summary>
internal static class DiagramTones
{
    public static (ChartColor Fill, ChartColor Outline, ChartColor Ink) Of(DiagramTone tone) => tone switch
    {
        DiagramTone.Plain => (ChartColor.White, new(150, 150, 150), Style.Text),
        DiagramTone.Ground => (new(244, 245, 247), new(176, 180, 186), Style.Text),
        DiagramTone.Strong => (Palette.Qualitative[0], Palette.Qualitative[0], ChartColor.White),
        DiagramTone.Light => (new(232, 242, 249), Palette.Qualitative[0], Style.Text),
        DiagramTone.Faint => (ChartColor.White, new(205, 205, 205), Style.Grey),
        DiagramTone.Warm => (new(253, 232, 217), new(213, 94, 0), Style.Text),
        DiagramTone.Fresh => (new(222, 243, 235), new(0, 158, 115), Style.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "Not a tone."),
    };
}
