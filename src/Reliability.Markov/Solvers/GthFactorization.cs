namespace Reliability.Markov.Solvers;

/// <summary>
/// The subtraction-free LU factorization of A = -Q_DD, the generator restricted to a set D of states that is left with probability one.
/// Eliminating a state hands its flow on to its successors; only positive numbers are added, multiplied and divided, so every component of every
/// solution with a non-negative right side keeps full relative accuracy however stiff the rates (Grassmann, Taksar and Heyman 1985; O'Cinneide 1993).
/// O(n³) time at worst, zeros are skipped; O(n²) memory.
/// </summary>
public sealed class GthFactorization
{
    private readonly double[][] rates;
    private readonly double[] totals;

    private GthFactorization(double[][] rates, double[] totals) => (this.rates, this.totals) = (rates, totals);

    /// <summary>Number of states in D.</summary>
    public int Count => totals.Length;

    /// <summary>Factorizes.</summary>
    /// <param name="rates">Rates inside D, rates[i][j] from i to j; the diagonal is ignored. Overwritten.</param>
    /// <param name="exitRates">Rates from each state of D out of D. Overwritten.</param>
    /// <returns>The factors, or <c>null</c> when some set of states inside D can never be left.</returns>
    public static GthFactorization? Create(double[][] rates, double[] exitRates)
    {
        var n = exitRates.Length;
        var sums = new double[n];
        var successors = new int[n];
        for (var k = 0; k < n; k++)
        {
            // S_k = exit_k + sum over j > k of q_kj
            var row = rates[k];
            var total = exitRates[k];
            var count = 0;
            for (var j = k + 1; j < n; j++)
            {
                if (row[j] == 0) continue;
                total += row[j];
                successors[count++] = j;
            }

            if (!(total > 0)) return null;
            sums[k] = total;
            for (var i = k + 1; i < n; i++)
            {
                var target = rates[i];
                if (target[k] == 0) continue;
                // q_ij += q_ik q_kj / S_k: the flow through k goes on to where k leads.
                var share = target[k] / total;
                for (var s = 0; s < count; s++)
                {
                    var j = successors[s];
                    if (j != i) target[j] += share * row[j];
                }

                exitRates[i] += share * exitRates[k];
            }
        }

        return new GthFactorization(rates, sums);
    }

    /// <summary>Solves A x = b: x_i is the expected total of b earned per unit of time until D is left from i. In place; b is not negative.</summary>
    public void SolveRight(Span<double> b)
    {
        var n = Count;
        for (var k = 0; k < n; k++)
        {
            var share = b[k] / totals[k];
            if (share == 0) continue;
            for (var i = k + 1; i < n; i++) b[i] += rates[i][k] * share;
        }

        for (var k = n - 1; k >= 0; k--)
        {
            var row = rates[k];
            var sum = b[k];
            for (var j = k + 1; j < n; j++) sum += row[j] * b[j];
            b[k] = sum / totals[k];
        }
    }

    /// <summary>
    /// Solves x A = s b: x_i / s is the expected time spent in i before D is left, when b is what enters. In place; b is not negative. The scale s is 1 unless
    /// numbers would leave the range of doubles, as where a state is 1e300 times as likely as another.
    /// </summary>
    /// <returns>The scale s.</returns>
    public double SolveLeft(Span<double> b)
    {
        const double Large = 1e200;
        var scale = 1.0;
        var n = Count;
        for (var k = 0; k < n; k++)
        {
            var share = b[k] / totals[k];
            if (share == 0) continue;
            var row = rates[k];
            for (var j = k + 1; j < n; j++) b[j] += row[j] * share;
        }

        for (var k = n - 1; k >= 0; k--)
        {
            var sum = b[k];
            for (var i = k + 1; i < n; i++) sum += b[i] * rates[i][k];
            b[k] = sum / totals[k];
            if (b[k] < Large) continue;
            for (var i = 0; i < n; i++) b[i] /= Large;
            scale /= Large;
        }

        return scale;
    }
}
