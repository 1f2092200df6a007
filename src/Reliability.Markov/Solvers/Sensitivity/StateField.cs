using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.Sensitivity;

/// <summary>
/// A value a state, up to a constant that drops out of differences: positive minus negative part, both from sums of positive terms, with a bound on the error. Both parts
/// are zero in a reference state, so that differences from states near it do not cancel.
/// </summary>
internal sealed class StateField(double[] positive, double[] negative, double[] error)
{
    /// <summary>The value of <paramref name="to"/> less that of <paramref name="from"/>.</summary>
    public double Difference(int from, int to) => positive[to] - positive[from] - (negative[to] - negative[from]);

    /// <summary>A bound on the error of that difference.</summary>
    public double Error(int from, int to) => error[from] + error[to] + (4 * Rounding.Unit * Size(from, to));

    /// <summary>What would have to cancel.</summary>
    public double Size(int from, int to) => positive[from] + negative[from] + positive[to] + negative[to];
}
