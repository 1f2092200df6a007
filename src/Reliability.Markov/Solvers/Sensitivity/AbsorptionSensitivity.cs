using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.Sensitivity;

/// <summary>
/// Derivatives of the probability to reach a target, or of the expected reward until then: dV = dα x + y (db + dQ x), x the values from each state, y the expected time
/// spent in each. Differences of x are taken relative to a reference state: what is earned on the way to it, less its own value times the probability that it is not
/// reached again; so a mean time of 1e16 hours has derivatives with as many digits as itself. All parameters share one adjoint solution. Not thread-safe.
/// </summary>
public sealed class AbsorptionSensitivity
{
    private readonly Adjoint adjoint;

    private AbsorptionSensitivity(Adjoint adjoint) => this.adjoint = adjoint;

    /// <summary>The measure itself.</summary>
    public SolvedMeasure Value => adjoint.Value;

    /// <summary>Prepares for the probability to reach a target.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="target">States to reach.</param>
    /// <param name="avoid">States where a way ends without success.</param>
    /// <param name="initial">The distribution at the start.</param>
    /// <param name="options">Limits and precision.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static AbsorptionSensitivity OfProbability(MarkovChain chain, bool[] target, bool[]? avoid, double[] initial, AbsorptionOptions? options = null, CancellationToken cancellation = default)
    {
        var solver = AbsorptionSolver.Create(chain, target, avoid, options, cancellation);
        var lost = new bool[target.Length];
        for (var s = 0; s < lost.Length; s++) lost[s] = !solver.IsPossible(s);
        return new AbsorptionSensitivity(new Adjoint(chain, target, lost, solver.Probability(cancellation), initial, null, options, cancellation));
    }

    /// <summary>Prepares for the expected reward until a target is reached.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="target">States to reach.</param>
    /// <param name="rewards">Reward per unit of time in each state, not negative; ones for the expected time.</param>
    /// <param name="initial">The distribution at the start.</param>
    /// <param name="options">Limits and precision.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The derivatives, or <c>null</c> when the target is not reached with probability one.</returns>
    public static AbsorptionSensitivity? OfReward(MarkovChain chain, bool[] target, double[] rewards, double[] initial, AbsorptionOptions? options = null, CancellationToken cancellation = default)
    {
        var solver = AbsorptionSolver.Create(chain, target, null, options, cancellation);
        var lost = new bool[target.Length];
        for (var s = 0; s < lost.Length; s++)
        {
            lost[s] = !solver.IsCertain(s);
            if (lost[s] && initial[s] > 0) return null;
        }

        return new AbsorptionSensitivity(new Adjoint(chain, target, lost, solver.ExpectedReward(rewards, cancellation), initial, rewards, options, cancellation));
    }

    /// <summary>The derivative by a parameter; its error is infinite where the parameter opens a way on which the measure has no finite value.</summary>
    public SolvedMeasure First(ChainDerivative derivative) => adjoint.Derivative(derivative);

    /// <summary>The second derivative by a parameter.</summary>
    /// <param name="first">First derivatives of rates, rewards and start.</param>
    /// <param name="second">Their second derivatives.</param>
    public SolvedMeasure Second(ChainDerivative first, ChainDerivative second) => adjoint.SecondDerivative(first, second);

    private sealed class Adjoint : AdjointDerivatives
    {
        private readonly MarkovChain chain;
        private readonly bool[] target;
        private readonly bool[] ends;
        private readonly bool[] lost;
        private readonly AbsorptionVector values;
        private readonly double[]? rewards;
        private readonly AbsorptionOptions? options;
        private readonly AbsorptionSolver closed;
        private readonly AbsorptionVector times;
        private readonly int main;
        private readonly Lazy<PreciseAdjoint?> precise;
        private ErrorKind kind;

        public Adjoint(MarkovChain chain, bool[] target, bool[] lost, AbsorptionVector values, double[] initial, double[]? rewards, AbsorptionOptions? options, CancellationToken cancellation)
            : base(cancellation)
        {
            (this.chain, this.target, this.lost, this.values, this.rewards, this.options) = (chain, target, lost, values, rewards, options);
            ends = [.. target.Select((t, s) => t || lost[s])];
            closed = AbsorptionSolver.Create(chain, ends, null, options, cancellation);
            times = closed.Visits(initial, cancellation).Times;
            Value = values.For(initial);
            kind = values.Kind == ErrorKind.Bound || times.Kind == ErrorKind.Bound ? ErrorKind.Bound : ErrorKind.Rounding;
            for (var s = 0; s < initial.Length; s++)
            {
                if (times[s] > times[main] || ends[main]) main = s;
            }

            precise = new Lazy<PreciseAdjoint?>(() => PreciseAdjoint.OfAbsorption(
                chain,
                [.. Enumerable.Range(0, ends.Length).Where(s => !ends[s] && closed.IsCertain(s))],
                // Ends without a finite value are not known.
                rewards is null ? ends : target,
                rewards ?? new double[target.Length],
                [.. target.Select(t => t && rewards is null ? 1.0 : 0)],
                initial));
            if (!ends[main]) Begin(main);
        }

        public SolvedMeasure Value { get; }

        protected override int Count => target.Length;

        protected override ErrorKind Kind => kind;

        public SolvedMeasure Derivative(ChainDerivative derivative) =>
            Refined(Measure(AddStart(ends[main] ? default : First(derivative), derivative)), precise, p => p.First(derivative));

        public SolvedMeasure SecondDerivative(ChainDerivative first, ChainDerivative second) =>
            Refined(PlainSecond(first, second), precise, p => p.Second(first, second));

        private SolvedMeasure PlainSecond(ChainDerivative first, ChainDerivative second)
        {
            if (ends[main]) return Measure(AddStart(default, second));
            var (sum, reward, rewardError) = Second(first, second);
            sum = AddStart(sum, second);
            if (first.InitialSpan.IsEmpty) return Measure(sum);
            var plus = ReferenceState.Earned(closed, reward, 1, Cancellation);
            var minus = ReferenceState.Earned(closed, reward, -1, Cancellation);
            var wrong = ReferenceState.Earned(closed, rewardError, 1, Cancellation);
            foreach (var (state, change) in first.InitialSpan)
            {
                var (value, error) = At(plus, minus, wrong, state);
                sum.Add(2 * change * value, 2 * Math.Abs(change) * error);
            }

            return Measure(sum);
        }

        protected override double Weight(int state) => ends[state] ? 0 : times[state];

        protected override double WeightError(int state) => times.RelativeError(state);

        protected override ReferenceState Reference(int state)
        {
            var stops = (bool[])ends.Clone();
            stops[state] = true;
            var solver = AbsorptionSolver.Create(chain, stops, null, options, Cancellation);
            var gone = solver.ProbabilityInto(ends, Cancellation);
            if (gone.Kind == ErrorKind.Bound) kind = ErrorKind.Bound;
            return new ReferenceState(state, solver, gone);
        }

        protected override StateField Values(ReferenceState reference)
        {
            var r = reference.State;
            var shiftError = values[r] * values.RelativeError(r);
            if (rewards is null) return reference.Field(reference.Into(target, Cancellation), null, null, values[r], shiftError);
            // A way into states with no finite value has none itself: nothing is known there.
            var forbidden = Array.IndexOf(lost, true) < 0 ? null : lost;
            return reference.Field(reference.Earned(rewards, 1, Cancellation), null, null, values[r], shiftError, forbidden);
        }

        protected override (double Shift, double Error) Shift(ReferenceState reference, double[] reward, double[] rewardError) => At(
            ReferenceState.Earned(closed, reward, 1, Cancellation),
            ReferenceState.Earned(closed, reward, -1, Cancellation),
            ReferenceState.Earned(closed, rewardError, 1, Cancellation),
            reference.State);

        private static (double Value, double Error) At(AbsorptionVector? plus, AbsorptionVector? minus, AbsorptionVector? wrong, int state)
        {
            var sum = default(ErrorSum);
            if (plus is not null) sum.Add(plus[state], plus[state] * plus.RelativeError(state));
            if (minus is not null) sum.Add(-minus[state], minus[state] * minus.RelativeError(state));
            if (wrong is not null) sum.Add(0, wrong[state] * (1 + wrong.RelativeError(state)));
            return (sum.Value, sum.Error);
        }

        // Changes of the start weigh differences to the reference; only what they do not sum to weighs its value.
        private ErrorSum AddStart(ErrorSum sum, ChainDerivative derivative)
        {
            var total = default(ErrorSum);
            foreach (var (state, change) in derivative.InitialSpan)
            {
                total.Add(change, 0);
                var (difference, error) = ends[main] ? (values[state] - values[main], Rounding.Unit) : Best(main, state);
                sum.Add(change * difference, Math.Abs(change) * (error + (2 * Rounding.Unit * Math.Abs(difference))));
            }

            if (total.Value != 0) sum.Add(total.Value * values[main], Math.Abs(total.Value) * values[main] * (values.RelativeError(main) + (2 * Rounding.Unit)));
            return sum;
        }
    }
}
