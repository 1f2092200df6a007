using System.Collections.Immutable;

namespace Reliability.Charts.Drawing;

/// <summary>The range of an axis in plot coordinates (decades if logarithmic) with its ticks.</summary>
internal sealed record AxisTicks(double Min, double Max, ImmutableArray<(double At, string Label)> Major, ImmutableArray<double> Minor)
{
    private const double LabelGap = 14;

    /// <summary>A range without ticks.</summary>
    public static AxisTicks None(double min, double max) => new(min, max, [], []);

    /// <summary>
    /// Whole decades around the numbers given, which are positive, labelled as densely as fits in the pixels at
    /// hand, with the multiples 2 to 9 between them where there is room.
    /// </summary>
    public static AxisTicks Decades(int first, int last, float pixels, Func<string, float> labelExtent)
    {
        double pad = 9.0 / pixels * (last - first);
        double perDecade = pixels / (last - first + (2 * pad));
        double widest = Enumerable.Range(first, last - first + 1).Max(d => labelExtent(NumberText.FormatDecade(d)));
        int step = Math.Max(1, (int)Math.Ceiling((widest + LabelGap) / perDecade));
        int[] multiples = perDecade switch { >= 44 => [2, 3, 4, 5, 6, 7, 8, 9], >= 16 => [2, 5], _ => [] };
        List<(double, string)> major = [];
        List<double> minor = [];
        for (int decade = first; decade <= last; decade++)
        {
            // Labels keep to multiples of the step, so that zero stays labelled when it is in range.
            if (decade % step == 0) major.Add((decade, NumberText.FormatDecade(decade)));
            else minor.Add(decade);
            if (decade < last) minor.AddRange(multiples.Select(m => decade + Math.Log10(m)));
        }

        return new(first - pad, last + pad, [.. major], [.. minor]);
    }

    /// <summary>The whole decades that enclose the positive ones among the numbers; 1 to 10 when there is none.</summary>
    public static (int First, int Last) Enclosing(IEnumerable<double> numbers)
    {
        double[] logs = [.. numbers.Where(n => n > 0 && double.IsFinite(n)).Select(Math.Log10)];
        if (logs.Length == 0) return (0, 1);
        int first = (int)Math.Floor(logs.Min() + 1e-9);
        int last = (int)Math.Ceiling(logs.Max() - 1e-9);
        return (first, Math.Max(last, first + 1));
    }

    /// <summary>Round steps over a linear range, a step never narrower than <paramref name="minPixels"/>, with room for markers at the ends.</summary>
    public static AxisTicks Linear(double min, double max, float pixels, double minPixels, bool fromZero, float pad = 0)
    {
        if (fromZero) min = Math.Min(0, min);
        if (max <= min) max = min + Math.Max(1, Math.Abs(min) * 0.1);
        double rough = (max - min) / Math.Max(1, pixels / minPixels);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = new[] { 1.0, 2, 5, 10 }.First(m => m * power >= rough * (1 - 1e-9)) * power;
        double low = Math.Floor((min / step) + 1e-9);
        double high = Math.Ceiling((max / step) - 1e-9);
        List<(double, string)> major = [];
        for (double i = low; i <= high; i++) major.Add((i * step, NumberText.FormatTick(i * step, step)));
        double margin = (high - low) * step * pad / pixels;
        return new((low * step) - margin, (high * step) + margin, [.. major], []);
    }
}
