namespace Reliability.Markov.Solvers.Transient;

/// <summary>Numbers at one time: |error of x| ≤ Relative x + Absolute + the difference recorded for x.</summary>
/// <param name="Time">The time.</param>
/// <param name="Values">The numbers.</param>
/// <param name="Differences">Differences from a second computation; <c>null</c> where the bounds say all.</param>
/// <param name="Relative">Error as a share of each number.</param>
/// <param name="Absolute">Error in the unit of the numbers.</param>
internal sealed record SolutionAtTime(double Time, double[] Values, double[]? Differences, double Relative, double Absolute)
{
    /// <summary>How wrong a number may be.</summary>
    public double Error(int place) => (Relative * Values[place]) + Absolute + (Differences is null ? 0 : Differences[place]);

    /// <summary>The numbers put back among all states; zero elsewhere, or one where told.</summary>
    public SolutionAtTime Spread(int[] states, int count, bool[]? ones = null) => this with
    {
        Values = Spread(Values, states, count, ones),
        Differences = Differences is null ? null : Spread(Differences, states, count, null),
    };

    /// <summary>All numbers times a factor.</summary>
    public SolutionAtTime Times(double factor) => this with
    {
        Values = [.. Values.Select(v => v * factor)],
        Differences = Differences is null ? null : [.. Differences.Select(d => d * factor)],
        Absolute = Absolute * factor,
    };

    /// <summary>The error that is left when these numbers are the result of a stage that started from others, by a map of which no row or column sums to more than one.</summary>
    public SolutionAtTime From(SolutionAtTime start)
    {
        // Errors of great numbers pass on as a share, those of small ones as they are.
        var (share, rest) = (0.0, 0.0);
        var least = 1e-14 * VectorKernels.NormMax(start.Values);
        for (var i = 0; start.Differences is not null && i < start.Values.Length; i++)
        {
            if (start.Values[i] > least) share = Math.Max(share, start.Differences[i] / start.Values[i]);
            else rest += start.Differences[i];
        }

        return this with { Relative = Relative + start.Relative + share, Absolute = Absolute + start.Absolute + rest };
    }

    private static double[] Spread(double[] x, int[] states, int count, bool[]? ones)
    {
        var y = new double[count];
        for (var s = 0; ones is not null && s < count; s++) y[s] = ones[s] ? 1 : 0;
        for (var k = 0; k < states.Length; k++) y[states[k]] = x[k];
        return y;
    }
}
