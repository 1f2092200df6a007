namespace Reliability.Modeling.Distributions.Functions;

/// <summary>
/// Where the chain of a phase-type law is at a time, given that the delay has not ended. Matrices of 1, 2, 4, ... mean stays are kept, so that any time costs
/// one product of vector and matrix for each binary digit. All numbers are not negative and nothing is subtracted. Immutable.
/// </summary>
internal sealed class PhaseTransients
{
    private const int Levels = 50;
    private const int Terms = 30;

    private readonly int n;
    private readonly double fastest;
    private readonly double[] start;
    private readonly double[] jump;
    private readonly double[][] powers = new double[Levels][];
    private readonly double[] logScales = new double[Levels];

    public PhaseTransients(PhaseType law)
    {
        n = law.Start.Count;
        var sum = law.Start.Sum();
        start = [.. law.Start.Select(p => p / sum)];
        for (var i = 0; i < n; i++) fastest = Math.Max(fastest, -law.Rates[(i * n) + i]);
        jump = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) jump[(i * n) + j] = i == j ? 1 + (law.Rates[(i * n) + i] / fastest) : law.Rates[(i * n) + j] / fastest;
        }

        powers[0] = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var row = powers[0].AsSpan(i * n, n);
            row[i] = 1;
            Step(row, 1);
        }

        logScales[0] = Scale(powers[0]);
        for (var level = 1; level < Levels; level++)
        {
            powers[level] = Square(powers[level - 1]);
            logScales[level] = (2 * logScales[level - 1]) + Scale(powers[level]);
        }
    }

    /// <summary>Fills in the probabilities of the phases at a time, given that the delay lasts; gives the logarithm of the probability that it does.</summary>
    public double At(double hours, Span<double> phases)
    {
        start.CopyTo(phases);
        var stays = Math.Min(hours * fastest, (1L << Levels) - 1);
        var whole = (long)stays;
        Step(phases, stays - whole);
        var log = Normalise(phases);
        Span<double> next = stackalloc double[n];
        for (var level = 0; level < Levels && whole >> level != 0; level++)
        {
            if ((whole >> level & 1) == 0) continue;
            next.Clear();
            Multiply(phases, powers[level], next);
            next.CopyTo(phases);
            log += logScales[level] + Normalise(phases);
        }

        return Math.Min(0, log);
    }

    // One mean stay of the fastest phase, or a part of it: the Poisson sum of uniformisation.
    private void Step(Span<double> v, double part)
    {
        if (part == 0) return;
        Span<double> term = stackalloc double[n];
        Span<double> next = stackalloc double[n];
        v.CopyTo(term);
        for (var k = 1; k <= Terms; k++)
        {
            next.Clear();
            Multiply(term, jump, next);
            for (var i = 0; i < n; i++)
            {
                term[i] = next[i] * part / k;
                v[i] += term[i];
            }
        }

        var none = Math.Exp(-part);
        foreach (ref var p in v) p *= none;
    }

    private static double Normalise(Span<double> v)
    {
        var sum = 0.0;
        foreach (var p in v) sum += p;
        foreach (ref var p in v) p /= sum;
        return Math.Log(sum);
    }

    private static double Scale(double[] matrix)
    {
        var greatest = matrix.Max();
        for (var i = 0; i < matrix.Length; i++) matrix[i] /= greatest;
        return Math.Log(greatest);
    }

    private void Multiply(ReadOnlySpan<double> v, double[] matrix, Span<double> result)
    {
        for (var i = 0; i < n; i++)
        {
            var weight = v[i];
            if (weight == 0) continue;
            var row = matrix.AsSpan(i * n, n);
            for (var j = 0; j < n; j++) result[j] += weight * row[j];
        }
    }

    private double[] Square(double[] matrix)
    {
        var result = new double[n * n];
        for (var i = 0; i < n; i++) Multiply(matrix.AsSpan(i * n, n), matrix, result.AsSpan(i * n, n));
        return result;
    }
}
