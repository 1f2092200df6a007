using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Solvers.Absorption;

/// <summary>Solves A x = b and x A = b, b not negative, with A = -Q over one strongly connected component that is left in the end.</summary>
internal abstract class ComponentSolver
{
    private const int DenseLimit = 48;

    /// <summary>What it does, in words.</summary>
    public abstract string Method { get; }

    /// <summary>How its error is known.</summary>
    public abstract ErrorKind Kind { get; }

    /// <summary>A x = b in place; yields a bound on the relative error of every component.</summary>
    public abstract double Right(Span<double> b, CancellationToken cancellation);

    /// <summary>x A = b in place; yields a bound on the relative error of every component.</summary>
    public abstract double Left(Span<double> b, CancellationToken cancellation);

    /// <summary>Does every further solve with 31 digits, where that is possible, not too dear, and the bound known beforehand is above what is wanted; yields whether it will.</summary>
    public virtual bool MakePrecise(double wanted, CancellationToken cancellation) => false;

    /// <summary>Chooses the solver: dense elimination for few states, sparse elimination within the limits, else sweeps between bounds.</summary>
    /// <param name="rates">The rates of the chain.</param>
    /// <param name="states">The states of the component; their arcs to other states are what it is left by.</param>
    /// <param name="options">Limits and precision.</param>
    /// <param name="place">An entry a state of the chain, all -1 before and after.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ComponentSolver Create(SparseRates rates, int[] states, AbsorptionOptions options, int[] place, CancellationToken cancellation)
    {
        if (states.Length <= DenseLimit) return Dense(rates, states, place) is { } dense ? dense : new StuckComponent();
        if (EliminationPlan.Create(rates, states, options.Limits, place, cancellation) is not { } plan) return new SweepComponent(rates, states, options, place);
        return SparseElimination.Factor(rates, plan, null, cancellation) is { } factors ? new SparseComponent(rates, factors) : new StuckComponent();
    }

    private static DenseComponent? Dense(SparseRates rates, int[] states, int[] place)
    {
        var n = states.Length;
        for (var k = 0; k < n; k++) place[states[k]] = k;
        var inside = new double[n][];
        var exits = new double[n];
        for (var k = 0; k < n; k++)
        {
            var row = inside[k] = new double[n];
            for (var e = rates.RowStarts[states[k]]; e < rates.RowStarts[states[k] + 1]; e++)
            {
                var j = place[rates.Columns[e]];
                if (j < 0) exits[k] += rates[e];
                else row[j] += rates[e];
            }
        }

        foreach (var state in states) place[state] = -1;
        return GthFactorization.Create(inside, exits) is { } factors ? new DenseComponent(factors) : null;
    }

    /// <summary>A component that is left more rarely than numbers can tell, once in 1e290 units of time: nothing is known but which values are not zero.</summary>
    private sealed class StuckComponent : ComponentSolver
    {
        public override string Method => "elimination, which left the range of numbers";

        public override ErrorKind Kind => ErrorKind.Rounding;

        public override double Right(Span<double> b, CancellationToken cancellation)
        {
            var any = false;
            foreach (var value in b) any |= value > 0;
            if (any) b.Fill(double.PositiveInfinity);
            return any ? double.PositiveInfinity : 0;
        }

        public override double Left(Span<double> b, CancellationToken cancellation) => Right(b, cancellation);
    }

    /// <summary>Dense elimination.</summary>
    private sealed class DenseComponent(GthFactorization factors) : ComponentSolver
    {
        // As for a plan with one front; totals are summed plainly here, at one rounding a state more.
        private readonly double bound = 4 * factors.Count * (factors.Count + 2.0) * (factors.Count + 4.0) * Rounding.Unit;

        public override string Method => "elimination";

        public override ErrorKind Kind => ErrorKind.Rounding;

        public override double Right(Span<double> b, CancellationToken cancellation)
        {
            factors.SolveRight(b);
            return bound;
        }

        public override double Left(Span<double> b, CancellationToken cancellation)
        {
            var scale = factors.SolveLeft(b);
            if (scale != 1) foreach (ref var value in b) value /= scale;
            return bound;
        }
    }

    /// <summary>Sparse elimination.</summary>
    private sealed class SparseComponent(SparseRates rates, SparseElimination factors) : ComponentSolver
    {
        private PreciseElimination? precise;
        private bool tried;

        public override string Method => precise is null ? "sparse elimination" : "sparse elimination with 31 digits";

        public override ErrorKind Kind => ErrorKind.Rounding;

        public override double Right(Span<double> b, CancellationToken cancellation)
        {
            if (precise is not null)
            {
                var given = b.ToArray();
                if (precise.SolveRight(b)) return PreciseElimination.RelativeErrorOf(factors.Plan);
                given.CopyTo(b);
            }

            factors.SolveRight(b);
            return factors.Plan.RelativeErrorBound;
        }

        public override double Left(Span<double> b, CancellationToken cancellation)
        {
            if (precise is not null)
            {
                var given = b.ToArray();
                if (precise.SolveLeft(b, null)) return PreciseElimination.RelativeErrorOf(factors.Plan);
                given.CopyTo(b);
            }

            var scale = factors.SolveLeft(b);
            if (scale != 1) foreach (ref var value in b) value /= scale;
            return factors.Plan.RelativeErrorBound;
        }

        public override bool MakePrecise(double wanted, CancellationToken cancellation)
        {
            if (!tried && factors.Plan.RelativeErrorBound > wanted) (tried, precise) = (true, PreciseElimination.Factor(rates, factors.Plan, factors.Count, cancellation));
            return precise is not null;
        }
    }
}
