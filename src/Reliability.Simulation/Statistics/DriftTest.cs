namespace Reliability.Simulation.Statistics;

/// <summary>
/// Whether what replications observe still changes from the beginning of their windows to the end, so that they begin too early to speak of the long run. Each replication gives one number for each of
/// equally long parts of its window; their contrasts by the orthogonal polynomials of degree 1 to 4 have mean zero where nothing changes, whatever the parts of one replication have to do with each other.
/// Memory is constant. Not thread-safe.
/// </summary>
/// <param name="parts">How many parts a window has; below <see cref="FewestParts"/> nothing shows.</param>
internal sealed class DriftTest(int parts)
{
    /// <summary>Fewer parts show nothing.</summary>
    public const int FewestParts = 5;

    private const int Degrees = 4;

    // Of stationary models one in 500 is taken to change; two-sided, shared by the degrees.
    private const double Limit = 3.48;

    // Contrasts of rare outages are far from normal.
    private const int FewestReplications = 100;

    private readonly double[][] polynomials = parts < FewestParts ? [] : Orthogonal(parts);
    private readonly RunningMoments[] contrasts = new RunningMoments[Degrees];
    private int seen;

    /// <summary>Adds a replication.</summary>
    /// <param name="observed">A number for each part.</param>
    public void Add(ReadOnlySpan<double> observed)
    {
        for (var d = 0; d < polynomials.Length; d++)
        {
            var sum = 0.0;
            for (var i = 0; i < observed.Length; i++) sum += polynomials[d][i] * observed[i];
            contrasts[d].Add(sum);
        }

        if (observed.ContainsAnyExcept(0.0)) seen++;
    }

    /// <summary>True where it changes beyond chance.</summary>
    public bool Shows => polynomials.Length > 0 && seen >= FewestReplications && contrasts.Any(c => Math.Abs(c.Mean) > Limit * c.StandardError);

    // Powers of the place, each less what the ones before have of it (Gram and Schmidt).
    private static double[][] Orthogonal(int n)
    {
        var found = new List<double[]> { Enumerable.Repeat(1.0, n).ToArray() };
        for (var degree = 1; degree <= Degrees; degree++)
        {
            double[] next = [.. Enumerable.Range(0, n).Select(i => Math.Pow((2.0 * i / (n - 1)) - 1, degree))];
            foreach (var old in found)
            {
                var share = Product(next, old) / Product(old, old);
                for (var i = 0; i < n; i++) next[i] -= share * old[i];
            }

            found.Add(next);
        }

        return [.. found.Skip(1)];

        static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
    }
}
