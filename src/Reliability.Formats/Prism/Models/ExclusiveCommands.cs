using System.Collections.Immutable;
using Reliability.Formats.Prism.Semantics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism.Models;

/// <summary>
/// Joins the commands of one module and action of which at most one is enabled in any state into one, whose rate and updates depend on the state. Modules that share an action
/// then combine to few events, where each combination of their commands would be one: n copies of a module with k such commands to one event in place of kⁿ. The chain is the same.
/// </summary>
internal sealed class ExclusiveCommands(IReadOnlyList<Variable?> variables)
{
    /// <summary>Up to this number of combinations they are written out, each as an event with a name of its own.</summary>
    private const long FewCombinations = 64;

    private const int MaximumAlternatives = 256;
    private const int MaximumRange = 1024;
    private const int MaximumSteps = 300_000;

    private int steps;

    /// <summary>Joins commands of actions that several modules share, where their combinations are many.</summary>
    public void Join(IReadOnlyCollection<Behaviour> modules)
    {
        foreach (var action in modules.SelectMany(m => m.Actions.Keys).Distinct(StringComparer.Ordinal).ToArray())
        {
            var sharing = modules.Where(m => m.Actions.ContainsKey(action)).ToArray();
            if (sharing.Length < 2 || sharing.Aggregate(1.0, (product, m) => product * m.Actions[action].Count) <= FewCombinations) continue;
            foreach (var module in sharing.Where(m => m.Actions[action].Count > 1)) module.Actions[action] = Joined(module.Actions[action]);
        }
    }

    // Each takes the first place where it is exclusive with all that are there.
    private List<Joint> Joined(List<Joint> commands)
    {
        steps = MaximumSteps;
        var places = new List<List<Joint>>();
        foreach (var command in commands)
        {
            if (places.Find(p => p.Count < MaximumAlternatives && p.TrueForAll(other => AreExclusive(other.Guard.Expression, command.Guard.Expression))) is { } place) place.Add(command);
            else places.Add([command]);
        }

        return [.. places.SelectMany(p => p.Count > 1 && OneOf(p) is { } joined ? [joined] : p)];
    }

    private Joint? OneOf(List<Joint> alternatives)
    {
        var guards = alternatives.Select(a => a.Guard.Expression).ToArray();
        var factor = alternatives.TrueForAll(a => a.Factor == alternatives[0].Factor) ? alternatives[0].Factor : 1;
        var rate = Choice(guards, [.. alternatives.Select(a => a.Rates.Aggregate((Expression)(a.Factor / factor), (product, r) => product * r.Expression))]);
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        foreach (var assigned in alternatives.SelectMany(a => a.Assignments).Select(a => a.Variable).Distinct())
        {
            if (variables[assigned] is not { } variable) return null;
            var kept = new VariableExpression(assigned, variable.Name, variable.IsBoolean ? ExpressionType.Bool : ExpressionType.Int);
            assignments.Add(new Assignment(assigned, Choice(guards, [.. alternatives.Select(a => a.Assignments.FirstOrDefault(x => x.Variable == assigned)?.Value ?? kept)])));
        }

        // Every alternative may stand once in the guard, in the rate and in each assignment.
        var guard = alternatives.Sum(a => 1L + a.Guard.Size);
        var size = guard + alternatives.Sum(a => a.Rates.Sum(r => (long)r.Size));
        var depth = alternatives.Count + alternatives.Max(a => Math.Max(a.Guard.Depth, a.Rates.Select(r => r.Depth).DefaultIfEmpty().Max()));
        if (size > Sized.MaximumSize || depth > Sized.MaximumDepth) return null;
        return new Joint(new Sized(Expression.Any(guards), (int)guard, depth), factor, rate is LiteralExpression { Value: 1 } ? [] : [new Sized(rate, (int)size, depth)], assignments.ToImmutable(), alternatives[0].Order, alternatives[0].Name) { Place = alternatives[0].Place };
    }

    // What belongs to the guard that holds; equal values share a condition, and the last needs none.
    private static Expression Choice(Expression[] guards, Expression[] values)
    {
        var groups = values.Zip(guards).GroupBy(p => p.First, p => p.Second).ToArray();
        return groups.SkipLast(1).Reverse().Aggregate(groups[^1].Key, (otherwise, g) => Expression.Any(g).Choose(g.Key, otherwise));
    }

    // Proven by trying the values of the variables that both read; what takes too long counts as not proven.
    private bool AreExclusive(Expression a, Expression b)
    {
        int[] shared = [.. a.Support().Intersect(b.Support()).Where(v => variables[v] is { } x && (long)x.Maximum - x.Minimum < MaximumRange).OrderBy(v => variables[v]!.Maximum - variables[v]!.Minimum).ThenBy(v => v)];
        return shared.Length > 0 && !MayHold(a & b, shared);
    }

    private bool MayHold(Expression condition, ReadOnlySpan<int> open)
    {
        if (condition.IsFalse) return false;
        if (open.IsEmpty) return true;
        var variable = variables[open[0]]!;
        for (var value = variable.Minimum; value <= variable.Maximum; value++)
        {
            if (--steps < 0 || MayHold(With(condition, open[0], value), open[1..])) return true;
        }

        return false;
    }

    private static Expression With(Expression e, int variable, int value) => e switch
    {
        VariableExpression v when v.Index == variable => v.Type == ExpressionType.Bool ? value != 0 : value,
        UnaryExpression u => Expression.Unary(u.Operator, With(u.Operand, variable, value)),
        BinaryExpression b => Expression.Binary(b.Operator, With(b.Left, variable, value), With(b.Right, variable, value)),
        ConditionalExpression c => Expression.Conditional(With(c.Condition, variable, value), With(c.Then, variable, value), With(c.Else, variable, value)),
        CallExpression f => Expression.Call(f.Function, [.. f.Arguments.Select(x => With(x, variable, value))]),
        _ => e,
    };
}
