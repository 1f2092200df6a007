using System.Collections.Frozen;

namespace Reliability.Modeling.Quantities;

/// <summary>The units that quantities may carry, with their size in base units (hours, bits).</summary>
public static class Units
{
    private static readonly FrozenDictionary<string, (double Size, Dimension Dimension)> Table =
        new Dictionary<string, (double, Dimension)>(StringComparer.Ordinal)
        {
            ["ms"] = (1 / 3.6e6, Dimension.Duration),
            ["s"] = (1 / 3600.0, Dimension.Duration),
            ["min"] = (1 / 60.0, Dimension.Duration),
            ["h"] = (1, Dimension.Duration),
            ["d"] = (24, Dimension.Duration),
            ["wk"] = (168, Dimension.Duration),
            ["month"] = (730, Dimension.Duration),
            ["y"] = (8760, Dimension.Duration),
            ["FIT"] = (1e-9, Dimension.Rate),
            ["bit"] = (1, Dimension.DataSize),
            ["B"] = (8, Dimension.DataSize),
            ["MB"] = (8e6, Dimension.DataSize),
            ["GB"] = (8e9, Dimension.DataSize),
            ["TB"] = (8e12, Dimension.DataSize),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The symbols, in the order of a table of units.</summary>
    public static IReadOnlyList<string> Symbols { get; } = ["ms", "s", "min", "h", "d", "wk", "month", "y", "FIT", "bit", "B", "MB", "GB", "TB"];

    /// <summary>Looks a unit up by its symbol.</summary>
    public static bool TryGet(string symbol, out double size, out Dimension dimension)
    {
        var found = Table.TryGetValue(symbol, out var unit);
        (size, dimension) = unit;
        return found;
    }

    /// <summary>Converts a number of units to base units. Units that divide the hour are divided, not multiplied by an inexact fraction, so that 10 min is the double nearest to a sixth of an hour.</summary>
    public static double ToBase(double number, string symbol) => symbol switch
    {
        "ms" => number / 3.6e6,
        "s" => number / 3600,
        "min" => number / 60,
        "FIT" => number / 1e9,
        _ => number * Table[symbol].Size,
    };
}
