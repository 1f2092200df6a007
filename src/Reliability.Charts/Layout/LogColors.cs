using Reliability.Charts.Drawing;

namespace Reliability.Charts.Layout;

/// <summary>Colours for positive numbers, by their logarithm, between two whole decades.</summary>
internal sealed record LogColors(int First, int Last)
{
    public static LogColors Over(IEnumerable<double> values)
    {
        (int first, int last) = AxisTicks.Enclosing(values);
        return new(first, last);
    }

    public ChartColor Of(double value) => Palette.Sequential((Math.Log10(value) - First) / (Last - First));
}
