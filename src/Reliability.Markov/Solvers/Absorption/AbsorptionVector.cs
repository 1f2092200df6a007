namespace Reliability.Markov.Solvers.Absorption;

/// <summary>A value a state, with bounds on the errors. Values known from the graph alone (zero, one, infinite) are exact.</summary>
public sealed class AbsorptionVector
{
    private readonly double[] values;
    private readonly double[] errors;

    internal AbsorptionVector(double[] values, double[] errors, ErrorKind kind, string method) =>
        (this.values, this.errors, Kind, Method) = (values, errors, kind, method);

    /// <summary>How errors are known.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The method of the hardest part.</summary>
    public string Method { get; }

    /// <summary>The values, one a state of the chain.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The value from a state.</summary>
    public double this[int state] => values[state];

    /// <summary>A bound on the relative error of the value from a state; infinite where none was found.</summary>
    public double RelativeError(int state) => errors[state];

    /// <summary>The value from a state with its error.</summary>
    public SolvedMeasure At(int state) => AbsorptionErrors.Measure(values[state], RelativeError(state), Kind, Method);

    /// <summary>The expected value for a distribution at the start.</summary>
    public SolvedMeasure For(ReadOnlySpan<double> initial)
    {
        var sum = default(PositiveSum);
        var error = 0.0;
        var terms = 0;
        for (var s = 0; s < initial.Length; s++)
        {
            if (initial[s] == 0 || values[s] == 0) continue;
            sum.Add(initial[s] * values[s]);
            error = Math.Max(error, RelativeError(s));
            if (initial[s] != 1) terms++;
        }

        return AbsorptionErrors.Measure(sum.Value, error + (terms == 0 ? 0 : 3 * Rounding.Unit), Kind, Method);
    }
}
