using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Elimination;

/// <summary>
/// How to eliminate a set of states, found from the pattern of a matrix alone: the order, the fronts, and exactly what it costs. One plan serves any number of
/// factorizations, with whatever rates on the same pattern. Immutable, thread-safe.
/// </summary>
public sealed class EliminationPlan
{
    private EliminationPlan(int[] states, EliminationTree tree, FrontTree fronts, ArcLists arcs)
    {
        (States, Order, Fronts, Arcs) = (states, tree.Order, fronts, arcs);
        var (stack, peak) = (0L, 0L);
        var (firstChild, sibling) = FrontTree.Children(fronts.Parents);
        var terms = 0.0;
        for (var f = 0; f < fronts.Count; f++)
        {
            long s = fronts.Pivots(f), r = fronts.Later(f), size = s + r;
            FactorEntries += s * (s + (2 * r));
            LargestFront = Math.Max(LargestFront, size * (size + 1));
            for (var k = 0; k < s; k++) Operations += (double)(size - k - 1) * (size - k);
            terms += s * (size + 2.0);
            for (var child = firstChild[f]; child >= 0; child = sibling[child]) stack -= (long)fronts.Later(child) * (fronts.Later(child) + 1);
            stack += r * (r + 1);
            peak = Math.Max(peak, stack);
        }

        StackEntries = peak;
        RelativeErrorBound = 16 * terms * (double.BitIncrement(1) - 1) / 2;
    }

    /// <summary>Number of states that are eliminated.</summary>
    public int Count => Order.Length;

    /// <summary>Numbers kept in the factors, zeros of dense blocks included.</summary>
    public long FactorEntries { get; }

    /// <summary>All numbers kept at the time of the largest need, in factors and while working: 8 bytes each.</summary>
    public long Entries => FactorEntries + StackEntries + LargestFront;

    /// <summary>Multiply-adds of a factorization.</summary>
    public double Operations { get; }

    /// <summary>
    /// A bound on the relative error of every component of every solution with a right side that is not negative, from rounding in the factors and the solve. Eliminating a
    /// state joined with c later ones perturbs the rates of those c by a few units of rounding each (totals are summed with compensation); a solution is a quotient
    /// of sums of positive products that take one rate out of each state (the Markov chain tree theorem), so it changes by at most 2c times as much. Far
    /// from sharp: errors seen are a hundredth of it and less; absorption and the long run sharpen it by residuals where more is wanted.
    /// </summary>
    public double RelativeErrorBound { get; }

    /// <summary>The states, as given.</summary>
    internal int[] States { get; }

    /// <summary>Places in <see cref="States"/> in the order of elimination.</summary>
    internal int[] Order { get; }

    internal FrontTree Fronts { get; }

    internal ArcLists Arcs { get; }

    internal long LargestFront { get; }

    internal long StackEntries { get; }

    /// <summary>Plans the elimination of some states.</summary>
    /// <param name="rates">The matrix; only its pattern matters.</param>
    /// <param name="states">The states to eliminate, each once.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="cancellation">Stops planning.</param>
    /// <returns>The plan, or <c>null</c> when elimination would cost more than allowed.</returns>
    public static EliminationPlan? Create(SparseRates rates, int[] states, EliminationLimits limits, CancellationToken cancellation = default)
    {
        var place = new int[rates.Count];
        Array.Fill(place, -1);
        return Create(rates, states, limits, place, cancellation);
    }

    /// <summary>As above for one of many sets: <paramref name="place"/> has an entry a state of the matrix, all -1 before and after.</summary>
    internal static EliminationPlan? Create(SparseRates rates, int[] states, EliminationLimits limits, int[] place, CancellationToken cancellation)
    {
        for (var k = 0; k < states.Length; k++) place[states[k]] = k;
        try
        {
            if (SymmetricPattern.Of(rates, states, place) is not { } pattern) return null;
            if (EliminationOrder.Find(pattern, limits, cancellation) is not { } tree) return null;
            if (FrontTree.Build(pattern, tree) is not { } fronts) return null;
            cancellation.ThrowIfCancellationRequested();
            var plan = new EliminationPlan(states, tree, fronts, ArcLists.Of(rates, states, place, tree.Order));
            return plan.Entries > Math.Min(limits.MaximumEntries, Array.MaxLength) || plan.Operations > limits.MaximumOperations ? null : plan;
        }
        finally
        {
            foreach (var state in states) place[state] = -1;
        }
    }
}
