using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Absorption;

/// <summary>Rounding, and sums that hardly round.</summary>
internal static class Rounding
{
    /// <summary>Half the distance from 1 to the next number: 2⁻⁵³.</summary>
    public const double Unit = 1.1102230246251565e-16;

    /// <summary>The sum of a row, two roundings in all: the error of every addition is carried along (Neumaier 1974).</summary>
    public static double RowSum(SparseRates rates, int row)
    {
        var sum = default(PositiveSum);
        for (var e = rates.RowStarts[row]; e < rates.RowStarts[row + 1]; e++) sum.Add(rates[e]);
        return sum.Value;
    }
}

/// <summary>A sum of numbers that are not negative, with the error of every addition carried along.</summary>
internal struct PositiveSum
{
    private double sum;
    private double error;

    /// <summary>The sum.</summary>
    public readonly double Value => sum + error;

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        var next = sum + value;
        // Infinite sums have no error to carry.
        if (double.IsFinite(next)) error += sum >= value ? sum - next + value : value - next + sum;
        sum = next;
    }
}
