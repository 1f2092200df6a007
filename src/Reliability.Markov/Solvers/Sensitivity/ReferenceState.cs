using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.Sensitivity;

/// <summary>
/// First-passage quantities towards a reference state. A relative value is what is earned on the way to it, less a multiple of one vector: of the time that it takes
/// in the long run, of the probability that it is never reached for absorption.
/// </summary>
internal sealed class ReferenceState(int state, AbsorptionSolver solver, AbsorptionVector unit)
{
    /// <summary>The reference.</summary>
    public int State => state;

    /// <summary>The relative values for a reward that may have either sign.</summary>
    /// <param name="reward">Reward per unit of time.</param>
    /// <param name="rewardError">Bounds on its errors; empty for none.</param>
    /// <param name="shift">What multiplies the vector.</param>
    /// <param name="shiftError">A bound on the error of that.</param>
    /// <param name="cancellation">Stops the work.</param>
    public StateField Field(ReadOnlySpan<double> reward, ReadOnlySpan<double> rewardError, double shift, double shiftError, CancellationToken cancellation)
    {
        var plus = Earned(reward, 1, cancellation);
        var minus = Earned(reward, -1, cancellation);
        var wrong = Earned(rewardError, 1, cancellation);
        return Field(plus, minus, wrong, shift, shiftError);
    }

    /// <summary>The relative values when what is earned is known.</summary>
    public StateField Field(AbsorptionVector? plus, AbsorptionVector? minus, AbsorptionVector? wrong, double shift, double shiftError, bool[]? unknown = null)
    {
        var n = unit.Values.Length;
        var (positive, negative, error) = (new double[n], new double[n], new double[n]);
        for (var s = 0; s < n; s++)
        {
            if (s == state) continue;
            Add(positive, plus, s);
            Add(negative, minus, s);
            var part = Math.Abs(shift) * unit[s];
            if (shift < 0) positive[s] += part;
            else negative[s] += part;
            if (part > 0) error[s] += (unit.RelativeError(s) + (2 * Rounding.Unit)) * part;
            if (shiftError > 0) error[s] += shiftError * unit[s] * 1.01;
            if (unknown is not null && unknown[s]) error[s] = double.PositiveInfinity;
            if (wrong is not null) error[s] += wrong[s] * (1 + wrong.RelativeError(s));
        }

        return new StateField(positive, negative, error);

        void Add(double[] to, AbsorptionVector? values, int s)
        {
            if (values is null || values[s] == 0) return;
            to[s] += values[s];
            error[s] += values[s] * (values.RelativeError(s) + Rounding.Unit);
        }
    }

    /// <summary>The probability that the way first ends in some states.</summary>
    public AbsorptionVector Into(bool[] part, CancellationToken cancellation) => solver.ProbabilityInto(part, cancellation);

    /// <summary>The expected reward on the way, of one sign.</summary>
    public AbsorptionVector? Earned(ReadOnlySpan<double> reward, int sign, CancellationToken cancellation) => Earned(solver, reward, sign, cancellation);

    internal static AbsorptionVector? Earned(AbsorptionSolver solver, ReadOnlySpan<double> reward, int sign, CancellationToken cancellation)
    {
        var part = new double[reward.Length];
        var any = false;
        for (var s = 0; s < part.Length; s++)
        {
            part[s] = Math.Max(0, sign * reward[s]);
            any |= part[s] > 0;
        }

        return any ? solver.ExpectedReward(part, cancellation) : null;
    }
}
