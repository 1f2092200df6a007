using System.Collections.Immutable;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Modeling.Symmetry;

/// <summary>
/// Finds interchangeable parts of a model: blocks of variables of equal ranges and initial values such that exchanging two of them maps events - guard, delay,
/// outcomes, causes, not names - onto events, and leaves every calendar instant and whatever is asked for as it is. Candidates come from colour refinement; each
/// is proven before it is used, in real arithmetic: operands of sums and the like are taken to be in no order. Merging the states of an orbit is then an exact
/// ordinary lumping (Emerson and Sistla, Formal Methods in System Design 9, 1996; Kwiatkowska, Norman and Parker, CAV 2006, for chains).
/// </summary>
public static class SymmetryFinder
{
    /// <summary>The symmetry of a model under which given expressions keep their values; empty when there is none, or when it was not found within bounded effort.</summary>
    /// <param name="model">The model.</param>
    /// <param name="keep">What will be asked of its states: conditions and numbers.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static SymmetryGroups Find(StochasticModel model, IEnumerable<Expression> keep, CancellationToken cancellation = default) => Find(model, keep, [], cancellation);

    /// <summary>The symmetry of a model under which given expressions keep their values and given rewards what they earn.</summary>
    /// <param name="model">The model.</param>
    /// <param name="keep">What will be asked of its states: conditions and numbers.</param>
    /// <param name="rewards">The rewards that will be asked for, with what events earn.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static SymmetryGroups Find(StochasticModel model, IEnumerable<Expression> keep, IEnumerable<Reward> rewards, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(keep);
        ArgumentNullException.ThrowIfNull(rewards);
        var forms = new ModelForms(model, keep, rewards);
        var colours = new ColourRefinement(forms, cancellation);
        var finder = new ExchangeFinder(forms, colours, cancellation);
        var builder = new GroupBuilder(forms);
        var candidates = new List<int[][]>();
        var classes = Enumerable.Range(0, model.Variables.Count).GroupBy(v => colours.Base[v]).Select(g => g.ToList()).Where(c => c.Count > 1).ToArray();
        // Variables that are exchanged alone are cheap to find; what moves with others comes after all of them, as far as the effort goes.
        foreach (var alike in classes) Search(alike, finder.FindAlone);
        foreach (var alike in classes.Where(c => !candidates.Exists(g => g.Length == c.Count && g[0].Length == 1 && c.Contains(g[0][0])))) Search(alike, finder.Find);

        var groups = GroupNesting.Nest(candidates);
        return groups.All(g => IsProven(g, model.Variables.Count, finder)) && groups.Count > 0
            ? new SymmetryGroups(groups.Select(g => new SymmetryGroup(g.Select(b => b.ToEquatableArray()).ToEquatableArray())).ToEquatableArray())
            : SymmetryGroups.Empty;

        void Search(IEnumerable<int> alike, Func<int, int, int[]?> find)
        {
            var open = alike.ToList();
            while (open.Count > 1 && !finder.IsExhausted)
            {
                var leader = open[0];
                var exchanges = open.Skip(1).Select(v => (Other: v, Exchange: find(leader, v))).Where(e => e.Exchange is not null).Select(e => (e.Other, e.Exchange!)).ToArray();
                candidates.AddRange(builder.Groups(leader, exchanges));
                open.RemoveAt(0);
                open.RemoveAll(v => Array.Exists(exchanges, e => e.Other == v));
            }
        }
    }

    // Exchanges of neighbours generate all orders.
    private static bool IsProven(int[][] group, int variables, ExchangeFinder finder)
    {
        for (var b = 1; b < group.Length; b++)
        {
            int[] exchange = [.. Enumerable.Range(0, variables)];
            for (var p = 0; p < group[b].Length; p++) (exchange[group[b - 1][p]], exchange[group[b][p]]) = (group[b][p], group[b - 1][p]);
            if (!finder.Proves(exchange)) return false;
        }

        return true;
    }
}
