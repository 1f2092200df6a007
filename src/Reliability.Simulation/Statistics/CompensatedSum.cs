namespace Reliability.Simulation.Statistics;

/// <summary>
/// A sum of doubles that carries its own rounding error along, so that its error does not grow with the number of terms. A mutable value:
/// <c>default</c> is the empty sum. Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen",
/// Zeitschrift für angewandte Mathematik und Mechanik 54 (1974) 39.
/// </summary>
public struct CompensatedSum
{
    private double _sum;
    private double _compensation;

    /// <summary>
    /// The sum of all terms so far; 0 of none, infinite or not a number as soon as the plain sum is.
    /// </summary>
    public readonly double Value => double.IsFinite(_sum) ? _sum + _compensation : _sum;

    /// <summary>
    /// Adds one term.
    /// </summary>
    /// <param name="term">The term, any value.</param>
    public void Add(double term)
    {
        var sum = _sum + term;
        // The smaller of the two loses digits in the addition; here they come back.
        _compensation += Math.Abs(_sum) >= Math.Abs(term) ? _sum - sum + term : term - sum + _sum;
        _sum = sum;
    }

    /// <summary>
    /// Adds all terms of another sum, with what it carries.
    /// </summary>
    /// <param name="other">The other sum, left as it is.</param>
    public void Add(CompensatedSum other)
    {
        Add(other._sum);
        Add(other._compensation);
    }
}
