using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// A sharp error for solutions found without subtraction, and the correction that comes with it. The residual r = b - A x of a solution with A = -Q is computed with 31 digits,
/// its diagonal too, as the sum of all rates of a state, which no rounded diagonal could stand for (Alfa, Xue and Ye, Mathematics of Computation 71, 2002). Its positive and
/// its negative part are solved for apart, each without subtraction, so that p and q are known with the relative error e that is proved beforehand for every solution;
/// the true solution is x + p - q, and since A⁻¹ is not negative, no component of x + (p - q) is wrong by more than e (p + q), and its last rounding (componentwise residual
/// bounds: Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, SIAM 2002, sections 7.2 and 12.1). The error beforehand thus counts only for the
/// correction. Where a state takes k steps to leave, p and q are some k units of rounding: the bound sharpens unless k is beyond 1e16.
/// </summary>
internal sealed class ResidualCorrection
{
    // What the residual may be wrong by, this many times, is added to both parts: their difference stays, and a share of their sum bounds what it does to the solution.
    private const double Lift = 1L << 32;

    // What products that leave the range of numbers lose.
    private const double Least = 1e-322;

    // Solutions below this may have lost digits at the end of the range of numbers.
    private const double Lowest = 1e-280;

    private ResidualCorrection(int count) => (Plus, Minus) = (new double[count], new double[count]);

    /// <summary>The positive part of the residual, a little more.</summary>
    public double[] Plus { get; }

    /// <summary>The negative part, more by the same.</summary>
    public double[] Minus { get; }

    /// <summary>The residual of A x = b, where states outside give x as a boundary.</summary>
    /// <param name="rates">The rates; linear time.</param>
    /// <param name="solved">True for the states that were solved for.</param>
    /// <param name="x">An entry a state of the chain.</param>
    /// <param name="b">An entry a state of the chain; empty for zero.</param>
    /// <returns><c>null</c> where numbers are not finite.</returns>
    public static ResidualCorrection? OfRight(SparseRates rates, Func<int, bool> solved, ReadOnlySpan<double> x, ReadOnlySpan<double> b)
    {
        var result = new ResidualCorrection(x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            if (!solved(i)) continue;
            DoubleDouble sum = b.Length > 0 ? b[i] : 0, total = 0;
            var size = sum.Value;
            var (from, to) = (rates.RowStarts[i], rates.RowStarts[i + 1]);
            for (var e = from; e < to; e++)
            {
                total += rates[e];
                var flow = DoubleDouble.Product(rates[e], x[rates.Columns[e]]);
                sum += flow;
                size += flow.Value;
            }

            if (!result.Set(i, sum - (total * x[i]), size + (total.Value * x[i]), to - from)) return null;
        }

        return result;
    }

    /// <summary>The residual of x A = b.</summary>
    /// <param name="rates">The rates; linear time.</param>
    /// <param name="solved">True for the states that were solved for.</param>
    /// <param name="x">An entry a state of the chain.</param>
    /// <param name="b">An entry a state of the chain; empty for zero.</param>
    /// <returns><c>null</c> where numbers are not finite.</returns>
    public static ResidualCorrection? OfLeft(SparseRates rates, Func<int, bool> solved, ReadOnlySpan<double> x, ReadOnlySpan<double> b)
    {
        var result = new ResidualCorrection(x.Length);
        var sums = new DoubleDouble[x.Length];
        var sizes = new double[x.Length];
        var terms = new int[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            if (!solved(i) || x[i] == 0) continue;
            DoubleDouble total = 0;
            for (var e = rates.RowStarts[i]; e < rates.RowStarts[i + 1]; e++)
            {
                total += rates[e];
                var target = rates.Columns[e];
                var flow = DoubleDouble.Product(rates[e], x[i]);
                sums[target] += flow;
                sizes[target] += flow.Value;
                terms[target]++;
            }

            sums[i] -= total * x[i];
            sizes[i] += total.Value * x[i];
            terms[i] += rates.RowStarts[i + 1] - rates.RowStarts[i];
        }

        for (var i = 0; i < x.Length; i++)
        {
            if (!solved(i)) continue;
            var enters = b.Length > 0 ? b[i] : 0;
            if (!result.Set(i, sums[i] + enters, sizes[i] + enters, terms[i])) return null;
        }

        return result;
    }

    /// <summary>The error of a corrected component.</summary>
    /// <param name="x">The component; corrected where that makes its bound smaller.</param>
    /// <param name="error">A bound on its relative error, made smaller; infinite where the correction shows that it never held, as with wrong factors.</param>
    /// <param name="up">What the positive part yields.</param>
    /// <param name="down">What the negative part yields.</param>
    /// <param name="share">A bound on the relative errors of these two.</param>
    /// <returns>False when the bound given was refuted within the range of numbers.</returns>
    public static bool Apply(ref double x, ref double error, double up, double down, double share)
    {
        if (x == 0 || error == 0) return true;
        var move = up - down;
        var moved = x + move;
        // Half the lift's share would do; parts are rounded to doubles, and so are their sums with the lift.
        var doubt = (up + down) * (((share + (4 * Rounding.Unit)) / (1 - share)) + (1 / Lift));
        if (Math.Abs(move) - doubt > 1.01 * error * Math.Max(x, moved))
        {
            error = double.PositiveInfinity;
            return x < Lowest;
        }

        var relative = (doubt / moved) + (2 * Rounding.Unit);
        if (!(moved > 0) || !(relative < error)) return true;
        (x, error) = (moved, relative);
        return true;
    }

    private bool Set(int state, DoubleDouble residual, double size, int terms)
    {
        if (size == 0) return true;
        var value = residual.Value;
        var wrong = ((2 * terms) + 8) * ((DoubleDouble.Unit * size) + Least);
        if (!double.IsFinite(value) || !double.IsFinite(wrong)) return false;
        Plus[state] = Math.Max(value, 0) + (Lift * wrong);
        Minus[state] = Math.Max(-value, 0) + (Lift * wrong);
        return true;
    }
}
