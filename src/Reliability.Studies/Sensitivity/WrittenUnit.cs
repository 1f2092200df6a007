using System.Text.RegularExpressions;
using Reliability.Modeling.Quantities;

namespace Reliability.Studies.Sensitivity;

/// <summary>The unit in which a file writes a value.</summary>
/// <param name="Symbol">Its symbol, such as <c>min</c>, <c>1/y</c> or <c>%/y</c>; empty for a plain number.</param>
/// <param name="Size">Its size in base units (hours, bits).</param>
public sealed partial record WrittenUnit(string Symbol, double Size)
{
    /// <summary>The unit of a text such as <c>10 min</c> or <c>1.36 %/y</c>; the base unit of the dimension where the text is an expression.</summary>
    /// <param name="text">The text of the value.</param>
    /// <param name="dimension">What it measures.</param>
    public static WrittenUnit Of(string text, Dimension dimension)
    {
        var match = OneUnit().Match(text);
        var (percent, over, symbol) = (match.Groups["percent"].Length > 0, match.Groups["over"].Length > 0, match.Groups["unit"].Value);
        var unit = (Size: 1.0, Dimension: Dimension.Number);
        if (match.Success && (symbol.Length == 0 || Units.TryGet(symbol, out unit.Size, out unit.Dimension)))
        {
            var found = over ? new Dimension(-unit.Dimension.Time, -unit.Dimension.Size) : unit.Dimension;
            if (found == dimension) return new WrittenUnit((percent ? "%" : over ? "1" : "") + (over ? "/" : percent && symbol.Length > 0 ? " " : "") + symbol, (percent ? 0.01 : 1) * (over ? 1 / unit.Size : unit.Size));
        }

        return (dimension.Time, dimension.Size) switch
        {
            (0, 0) => new WrittenUnit("", 1),
            (1, 0) => new WrittenUnit("h", 1),
            (-1, 0) => new WrittenUnit("1/h", 1),
            (0, 1) => new WrittenUnit("bit", 1),
            (0, -1) => new WrittenUnit("1/bit", 1),
            _ => new WrittenUnit($"h^{dimension.Time} bit^{dimension.Size}", 1),
        };
    }

    [GeneratedRegex(@"^\s*[0-9._]+([eE][+-]?[0-9]+)?\s*(?<percent>%)?\s*(?<over>/)?\s*(?<unit>[A-Za-z]+)?\s*(~.*)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex OneUnit();
}
