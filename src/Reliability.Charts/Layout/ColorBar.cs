using Reliability.Charts.Drawing;

namespace Reliability.Charts.Layout;

/// <summary>The key to a colour scale: a strip of its colours with the decades below and the unit beside.</summary>
internal sealed class ColorBar
{
    private const float Strip = 12;
    private const float Gap = 8;
    private readonly Lettering _letters;
    private readonly LogColors _colors;
    private readonly string _unit;
    private readonly float _unitWidth;
    private readonly float _margin;
    private readonly int _steps;
    private readonly float _stripWidth;

    public ColorBar(Lettering letters, LogColors colors, string unit, float wish)
    {
        (_letters, _colors, _unit) = (letters, colors, unit);
        _unitWidth = letters.Width(unit, Style.TextSize);
        _margin = letters.Width(NumberText.FormatDecade(-10), Style.SmallSize) / 2;
        // Steps are whole pixels wide, so that no seams show between them.
        _steps = (int)(wish / 4);
        _stripWidth = _steps * 4;
        Width = _unitWidth + Gap + _stripWidth + _margin + _margin;
    }

    public float Width { get; }

    public float Height => Strip + 22;

    public void AddTo(Sketch sketch, float left, float top)
    {
        float start = MathF.Round(left + _unitWidth + Gap + _margin);
        float y = MathF.Round(top);
        sketch.Texts.Add(_letters.Line(_unit, start - Gap, y + (Strip / 2), Align.Right, Style.TextSize, Style.Text));
        for (int i = 0; i < _steps; i++)
        {
            ChartColor color = Palette.Sequential((i + 0.5) / _steps);
            sketch.Marks.Add(new Mark.Area(new Frame(start + (4 * i), y, start + (4 * (i + 1)), y + Strip), color));
        }

        float perDecade = _stripWidth / (_colors.Last - _colors.First);
        float widest = _letters.Widest(Enumerable.Range(_colors.First, _colors.Last - _colors.First + 1).Select(NumberText.FormatDecade), Style.SmallSize);
        int step = Math.Max(1, (int)MathF.Ceiling((widest + 10) / perDecade));
        for (int decade = _colors.First; decade <= _colors.Last; decade++)
        {
            float x = start + ((decade - _colors.First) * perDecade);
            sketch.Marks.Add(new Mark.Rule(x, y + Strip, x, y + Strip + 4, Style.Axis));
            if (decade % step != 0) continue;
            sketch.Texts.Add(_letters.Line(NumberText.FormatDecade(decade), x, y + Strip + 12, Align.Center, Style.SmallSize, Style.Text));
        }
    }
}
