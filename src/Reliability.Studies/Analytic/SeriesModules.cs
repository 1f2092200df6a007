using System.Collections.Immutable;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Expressions;

namespace Reliability.Studies.Analytic;

/// <summary>
/// Takes a condition of the form "this or that or …" apart into conditions that share no component. Each then comes true independently of the others, so
/// the time until the first of them does follows from their separate survival.
/// </summary>
internal static class SeriesModules
{
    /// <summary>The conditions, in order of their first component; the whole condition alone when it cannot be taken apart.</summary>
    public static ImmutableArray<StructureFunction> Of(StructureFunction function)
    {
        var modules = new List<(SortedSet<int> Components, Expression Formula)>();
        foreach (var term in Terms(function.Formula, negated: false))
        {
            var components = new SortedSet<int>(term.Support().Select(a => function.Atoms[a].Component));
            var formula = term;
            foreach (var module in modules.Where(m => m.Components.Overlaps(components)).ToArray())
            {
                modules.Remove(module);
                components.UnionWith(module.Components);
                formula = module.Formula | formula;
            }

            modules.Add((components, formula));
        }

        return [.. modules.OrderBy(m => m.Components.Min).Select(m => Restricted(m.Formula, function.Atoms))];
    }

    // not (a and b) = (not a) or (not b)
    private static IEnumerable<Expression> Terms(Expression e, bool negated) => e switch
    {
        UnaryExpression { Operator: UnaryOperator.Not } denied => Terms(denied.Operand, !negated),
        BinaryExpression { Operator: BinaryOperator.Or } either when !negated => [.. Terms(either.Left, negated), .. Terms(either.Right, negated)],
        BinaryExpression { Operator: BinaryOperator.And } both when negated => [.. Terms(both.Left, negated), .. Terms(both.Right, negated)],
        _ => [negated ? !e : e],
    };

    private static StructureFunction Restricted(Expression formula, ImmutableArray<ComponentCondition> atoms)
    {
        int[] used = [.. formula.Support().Distinct().Order()];
        return new StructureFunction(formula.Remap(a => Array.IndexOf(used, a)), [.. used.Select(a => atoms[a])]);
    }
}
