using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;
using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Solvers.Sensitivity;

/// <summary>
/// Derivatives of a long-run mean π·f: dη = π (dQ h + df), with h the relative values, Q h = η 1 - f (the Poisson equation; Cao and Chen, IEEE Transactions on Automatic
/// Control 42, 1997). h is what is earned until a reference state is reached, less η times the time that takes; so small differences are small sums, and derivatives
/// of an unavailability of 1e-12 have as many digits as itself. All parameters share one adjoint solution. Not thread-safe.
/// </summary>
public sealed class SteadyStateSensitivity
{
    private readonly Adjoint adjoint;

    private SteadyStateSensitivity(Adjoint adjoint) => this.adjoint = adjoint;

    /// <summary>The measure itself.</summary>
    public SolvedMeasure Value => adjoint.Value;

    /// <summary>Prepares.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="recurrentClass">The states that it ends in.</param>
    /// <param name="rewards">f, per unit of time in each state of the chain; not negative.</param>
    /// <param name="options">Limits and precision.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The derivatives, or <c>null</c> when elimination would cost more than allowed, or the states are no recurrent class.</returns>
    public static SteadyStateSensitivity? Create(MarkovChain chain, int[] recurrentClass, double[] rewards, AbsorptionOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= AbsorptionOptions.Default;
        if (EliminationPlan.Create(chain.Rates, recurrentClass, options.Limits, cancellation) is not { } plan) return null;
        if (EliminationSteadyState.Solve(chain.Rates, recurrentClass, plan, options.RelativeError / 100, options.RelativeError, out var error, cancellation) is not { } solved) return null;
        var pi = new double[chain.StateCount];
        var likely = 0;
        for (var k = 0; k < solved.Length; k++)
        {
            pi[recurrentClass[k]] = solved[k];
            if (solved[k] > solved[likely]) likely = k;
        }

        return new SteadyStateSensitivity(new Adjoint(chain, pi, error + (6 * Rounding.Unit), recurrentClass, recurrentClass[likely], rewards, options, cancellation));
    }

    /// <summary>The derivative by a parameter.</summary>
    public SolvedMeasure First(ChainDerivative derivative) => adjoint.Derivative(derivative);

    /// <summary>The second derivative by a parameter.</summary>
    /// <param name="first">First derivatives of rates and rewards.</param>
    /// <param name="second">Their second derivatives.</param>
    public SolvedMeasure Second(ChainDerivative first, ChainDerivative second) => adjoint.SecondDerivative(first, second);

    private sealed class Adjoint : AdjointDerivatives
    {
        private readonly MarkovChain chain;
        private readonly double[] pi;
        private readonly double piError;
        private readonly double[] rewards;
        private readonly AbsorptionOptions options;
        private readonly double mean;
        private readonly double meanError;
        private readonly Lazy<PreciseAdjoint?> precise;
        private ErrorKind kind = ErrorKind.Rounding;

        public Adjoint(MarkovChain chain, double[] pi, double piError, int[] states, int likely, double[] rewards, AbsorptionOptions options, CancellationToken cancellation)
            : base(cancellation)
        {
            (this.chain, this.pi, this.piError, this.rewards, this.options) = (chain, pi, piError, rewards, options);
            var sum = default(PositiveSum);
            for (var s = 0; s < pi.Length; s++) sum.Add(pi[s] * rewards[s]);
            mean = sum.Value;
            meanError = mean * (piError + (4 * Rounding.Unit));
            precise = new Lazy<PreciseAdjoint?>(() => PreciseAdjoint.OfSteadyState(chain, states, likely, rewards));
            Begin(likely);
        }

        public SolvedMeasure Value => AbsorptionErrors.Measure(mean, mean == 0 ? 0 : meanError / mean, ErrorKind.Rounding, "sparse elimination");

        protected override int Count => pi.Length;

        protected override ErrorKind Kind => kind;

        public SolvedMeasure Derivative(ChainDerivative derivative) => Refined(Measure(First(derivative)), precise, p => p.First(derivative));

        public SolvedMeasure SecondDerivative(ChainDerivative first, ChainDerivative second) => Refined(Measure(Second(first, second).Sum), precise, p => p.Second(first, second));

        protected override double Weight(int state) => pi[state];

        protected override double WeightError(int state) => piError;

        protected override ReferenceState Reference(int state)
        {
            var target = new bool[pi.Length];
            target[state] = true;
            var solver = AbsorptionSolver.Create(chain, target, null, options, Cancellation);
            var times = solver.ExpectedTime(Cancellation);
            if (times.Kind == ErrorKind.Bound) kind = ErrorKind.Bound;
            return new ReferenceState(state, solver, times);
        }

        protected override StateField Values(ReferenceState reference) => reference.Field(rewards, [], mean, meanError, Cancellation);

        protected override (double Shift, double Error) Shift(ReferenceState reference, double[] reward, double[] rewardError)
        {
            var sum = default(ErrorSum);
            for (var s = 0; s < pi.Length; s++)
            {
                var term = pi[s] * reward[s];
                if (pi[s] > 0) sum.Add(term, (Math.Abs(term) * (piError + Rounding.Unit)) + (pi[s] * rewardError[s]));
            }

            return (sum.Value, sum.Error);
        }
    }
}
