using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// The weights of states in the long run, corrected by their residual (<see cref="ResidualCorrection"/>). The weight of a reference state stands; those of the others solve
/// x A = b with b the flow out of the reference. Linear time, and two solves.
/// </summary>
internal static class StationaryCorrection
{
    private const double MostCorrectable = 1e-3;

    /// <summary>Corrects.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="recurrentClass">The states of the class.</param>
    /// <param name="reference">The place of the reference among them.</param>
    /// <param name="x">The weights, in the order of the class, with any total.</param>
    /// <param name="solveLeft">Solves x A = s b in place for b not negative, an entry a state of the class; zero for the reference, before and after. Yields s.</param>
    /// <param name="error">A bound on the relative error of every solution; of every weight afterwards, divided by their total or not.</param>
    public static void Apply(SparseRates rates, int[] recurrentClass, int reference, double[] x, Func<double[], double> solveLeft, ref double error)
    {
        // A reference beyond the range of numbers tells nothing.
        if (!(x[reference] > 0) || !(error < MostCorrectable)) return;
        var all = new double[rates.Count];
        var inside = new bool[rates.Count];
        for (var k = 0; k < x.Length; k++)
        {
            all[recurrentClass[k]] = x[k];
            inside[recurrentClass[k]] = true;
        }

        if (ResidualCorrection.OfLeft(rates, s => inside[s], all, []) is not { } residual) return;
        var (up, down) = (Solve(residual.Plus), Solve(residual.Minus));
        var worst = 0.0;
        var held = true;
        for (var k = 0; k < x.Length; k++)
        {
            if (k == reference) continue;
            var own = error;
            held &= ResidualCorrection.Apply(ref x[k], ref own, up[k], down[k], error);
            worst = Math.Max(worst, own);
        }

        // The total is as wrong as its terms at most, and is rounded twice; the quotient once.
        error = held ? Math.Min(error, (2 * worst / (1 - worst)) + (4 * Rounding.Unit)) : double.PositiveInfinity;

        double[] Solve(double[] part)
        {
            var y = new double[x.Length];
            for (var k = 0; k < y.Length; k++) y[k] = k == reference ? 0 : part[recurrentClass[k]];
            var scale = solveLeft(y);
            if (scale != 1)
            {
                for (var k = 0; k < y.Length; k++) y[k] /= scale;
            }

            return y;
        }
    }
}
