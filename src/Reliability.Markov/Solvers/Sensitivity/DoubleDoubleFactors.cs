namespace Reliability.Markov.Solvers.Sensitivity;

/// <summary>Dense elimination without subtraction (<see cref="GthFactorization"/>) with 31 digits, for where a difference takes away too many of 16.</summary>
internal sealed class DoubleDoubleFactors
{
    private readonly DoubleDouble[][] rates;
    private readonly DoubleDouble[] totals;

    private DoubleDoubleFactors(DoubleDouble[][] rates, DoubleDouble[] totals) => (this.rates, this.totals) = (rates, totals);

    /// <summary>Factorizes; both arguments are overwritten.</summary>
    /// <param name="rates">Rates inside the set.</param>
    /// <param name="exits">Rates out of it.</param>
    /// <returns>The factors, or <c>null</c> when some states are never left.</returns>
    public static DoubleDoubleFactors? Create(DoubleDouble[][] rates, DoubleDouble[] exits)
    {
        var n = exits.Length;
        var sums = new DoubleDouble[n];
        for (var k = 0; k < n; k++)
        {
            var row = rates[k];
            var total = exits[k];
            for (var j = k + 1; j < n; j++) total += row[j];
            if (!(total.Value > 0)) return null;
            sums[k] = total;
            for (var i = k + 1; i < n; i++)
            {
                var target = rates[i];
                if (target[k].Value == 0) continue;
                var share = target[k] = target[k] / total;
                for (var j = k + 1; j < n; j++)
                {
                    if (j != i && row[j].Value != 0) target[j] += share * row[j];
                }

                exits[i] += share * exits[k];
            }
        }

        return new DoubleDoubleFactors(rates, sums);
    }

    /// <summary>A x = b in place, b of any sign.</summary>
    public void SolveRight(DoubleDouble[] b)
    {
        var n = b.Length;
        for (var k = 0; k < n; k++)
        {
            for (var i = k + 1; i < n; i++) b[i] += rates[i][k] * b[k];
        }

        for (var k = n - 1; k >= 0; k--)
        {
            var sum = b[k];
            for (var j = k + 1; j < n; j++) sum += rates[k][j] * b[j];
            b[k] = sum / totals[k];
        }
    }

    /// <summary>x A = b in place.</summary>
    public void SolveLeft(DoubleDouble[] b)
    {
        var n = b.Length;
        for (var k = 0; k < n; k++)
        {
            b[k] /= totals[k];
            for (var j = k + 1; j < n; j++) b[j] += rates[k][j] * b[k];
        }

        for (var k = n - 1; k >= 0; k--)
        {
            for (var i = k + 1; i < n; i++) b[k] += b[i] * rates[i][k];
        }
    }
}
