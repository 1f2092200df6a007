namespace Reliability.Markov.Solvers.LongRun;

/// <summary>A sum that keeps what rounding loses (Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik 54, 1974).</summary>
internal struct CompensatedSum
{
    private double sum;
    private double lost;

    /// <summary>The sum.</summary>
    public readonly double Total => sum + lost;

    /// <summary>Adds a term.</summary>
    public void Add(double term)
    {
        var next = sum + term;
        lost += Math.Abs(sum) >= Math.Abs(term) ? sum - next + term : term - next + sum;
        sum = next;
    }
}
