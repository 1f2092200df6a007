namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// How far the spectrum of a generator may lie off the negative axis. A reversible generator (detailed balance holds; Kolmogorov's criterion) has a
/// real spectrum. That of any with n states lies in the sector |arg(-λ)| ≤ π/2 - π/n (Dmitriev and Dynkin 1946): a mode of frequency ω decays at least at
/// the rate ω tan(π/n).
/// </summary>
internal static class Reversibility
{
    private const double Tolerance = 1e-9;

    /// <summary>True when weights exist with which all flows balance arc by arc; found along a spanning forest. O(entries log).</summary>
    public static bool Holds(SubGenerator generator)
    {
        var rates = generator.Rates;
        var starts = rates.RowStarts;
        var logWeights = new double[generator.Count];
        Array.Fill(logWeights, double.NaN);
        var stack = new Stack<int>();
        for (var root = 0; root < logWeights.Length; root++)
        {
            if (!double.IsNaN(logWeights[root])) continue;
            logWeights[root] = 0;
            stack.Push(root);
            while (stack.TryPop(out var i))
            {
                for (var k = starts[i]; k < starts[i + 1]; k++)
                {
                    var j = rates.Columns[k];
                    var (there, back) = (Rate(generator, i, j), Rate(generator, j, i));
                    if (back == 0) return false;
                    var weight = logWeights[i] + Math.Log(there) - Math.Log(back);
                    if (double.IsNaN(logWeights[j]))
                    {
                        logWeights[j] = weight;
                        stack.Push(j);
                    }
                    else if (!(Math.Abs(logWeights[j] - weight) <= Tolerance))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private static double Rate(SubGenerator generator, int from, int to)
    {
        var (rates, sum) = (generator.Rates, 0.0);
        for (var k = rates.RowStarts[from]; k < rates.RowStarts[from + 1]; k++) sum += rates.Columns[k] == to ? rates[k] : 0;
        return sum;
    }
}
