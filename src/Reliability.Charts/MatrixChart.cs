using System.Collections.Immutable;

namespace Reliability.Charts;

/// <summary>A table of numbers, each cell coloured on a logarithmic scale and carrying its number.</summary>
public sealed record MatrixChart : Chart
{
    /// <summary>The names of the rows, from top to bottom.</summary>
    public required ImmutableArray<string> RowNames { get; init; }

    /// <summary>The names of the columns, from left to right.</summary>
    public required ImmutableArray<string> ColumnNames { get; init; }

    /// <summary>The numbers, one array for each row. Zero prints as a dash, NaN as an empty cell.</summary>
    public required ImmutableArray<ImmutableArray<double>> Values { get; init; }

    /// <summary>The unit of every number, printed at the colour bar.</summary>
    public required string Unit { get; init; }

    /// <summary>When given, a row of this name set apart below the table holds the sums of the columns.</summary>
    public string? TotalRowName { get; init; }

    /// <summary>When given, a column of this name set apart at the right holds the sums of the rows.</summary>
    public string? TotalColumnName { get; init; }
}
