using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.Sensitivity;

/// <summary>A sum of numbers of either sign with a bound on its error.</summary>
internal struct ErrorSum
{
    private double sum;
    private double carried;
    private double size;
    private double error;

    /// <summary>The sum.</summary>
    public readonly double Value => sum + carried;

    /// <summary>A bound on its error.</summary>
    public readonly double Error => error + (2 * Rounding.Unit * Math.Abs(Value)) + (1e-28 * size);

    /// <summary>Adds a number; the error of the addition is carried along (Neumaier 1974).</summary>
    public void Add(double value, double wrong)
    {
        var next = sum + value;
        if (double.IsFinite(next)) carried += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
        sum = next;
        size += Math.Abs(value);
        error += wrong;
    }
}
