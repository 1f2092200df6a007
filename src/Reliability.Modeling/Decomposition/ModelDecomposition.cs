using System.Collections.Immutable;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Modeling.Decomposition;

/// <summary>
/// Splits a model into independent processes: variables that meet in an event or an instant belong together, and the connected components share nothing,
/// so each can be solved on its own and what is asked is joined from conditions on single components. Exact, not an approximation.
/// </summary>
public sealed class ModelDecomposition
{
    private readonly StochasticModel model;
    private readonly int[] parent;
    private int[] componentOf = [];
    private int[] placeOf = [];

    private ModelDecomposition(StochasticModel model)
    {
        this.model = model;
        parent = [.. Enumerable.Range(0, model.Variables.Count)];
    }

    /// <summary>The model that was split.</summary>
    public StochasticModel Model => model;

    /// <summary>The components as models of their own, in order of their first variable; without labels and rewards.</summary>
    public ImmutableArray<StochasticModel> Components { get; private set; } = [];

    /// <summary>Splits a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="predicates">The conditions that will be asked for; one that compares variables of two components joins them.</param>
    /// <param name="rewards">The rewards that will be asked for, likewise.</param>
    /// <param name="monolithic">True to keep the model in one piece.</param>
    public static ModelDecomposition Create(StochasticModel model, IEnumerable<Expression> predicates, IEnumerable<Expression> rewards, bool monolithic = false)
    {
        var decomposition = new ModelDecomposition(model);
        decomposition.Connect(monolithic);
        bool joined;
        var asked = predicates.ToArray();
        var earned = rewards.ToArray();
        do
        {
            joined = asked.Aggregate(false, (any, p) => decomposition.JoinCondition(p) | any) | earned.Aggregate(false, (any, r) => decomposition.JoinNumber(r) | any);
        }
        while (joined);
        decomposition.Split();
        return decomposition;
    }

    /// <summary>Writes a condition as a boolean function of conditions on single components.</summary>
    public StructureFunction Structure(Expression predicate)
    {
        var atoms = new List<ComponentCondition>();
        return new StructureFunction(Abstract(predicate, atoms), [.. atoms]);
    }

    /// <summary>An expression over variables of a single component, as one over the component's own variables.</summary>
    public Expression Local(Expression expression) => expression.Remap(v => placeOf[v]);

    /// <summary>Writes a number as a sum of products of numbers of single components.</summary>
    public ImmutableArray<RewardTerm> Terms(Expression number)
    {
        switch (number)
        {
            case BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum when SpansSeveral(sum):
                var sign = sum.Operator == BinaryOperator.Add ? 1 : -1;
                return [.. Terms(sum.Left), .. Terms(sum.Right).Select(t => t with { Coefficient = sign * t.Coefficient })];
            case BinaryExpression { Operator: BinaryOperator.Multiply } product when SpansSeveral(product):
                return
                [
                    .. from a in Terms(product.Left)
                       from b in Terms(product.Right)
                       select new RewardTerm(a.Coefficient * b.Coefficient, [.. a.Factors, .. b.Factors], a.Indicator ?? b.Indicator),
                ];
            case ConditionalExpression { Then: LiteralExpression then, Else: LiteralExpression otherwise } choice when SpansSeveral(choice):
                return [new RewardTerm(otherwise.Value, [], null), new RewardTerm(then.Value - otherwise.Value, [], Structure(choice.Condition))];
            case LiteralExpression literal:
                return [new RewardTerm(literal.Value, [], null)];
            default:
                var component = componentOf[number.Support().First()];
                return [new RewardTerm(1, [new ComponentNumber(component, number.Remap(v => placeOf[v]))], null)];
        }
    }

    private Expression Abstract(Expression e, List<ComponentCondition> atoms)
    {
        if (e is LiteralExpression) return e;
        if (!SpansSeveral(e))
        {
            var atom = new ComponentCondition(componentOf[e.Support().First()], e.Remap(v => placeOf[v]));
            var index = atoms.IndexOf(atom);
            if (index < 0)
            {
                index = atoms.Count;
                atoms.Add(atom);
            }

            return new VariableExpression(index, $"a{index}", ExpressionType.Bool);
        }

        return e switch
        {
            UnaryExpression u => !Abstract(u.Operand, atoms),
            BinaryExpression b => Expression.Binary(b.Operator, Abstract(b.Left, atoms), Abstract(b.Right, atoms)),
            ConditionalExpression c => Expression.Conditional(Abstract(c.Condition, atoms), Abstract(c.Then, atoms), Abstract(c.Else, atoms)),
            CallExpression f => Expression.Call(f.Function, [f.Arguments[0], .. f.Arguments.Skip(1).Select(a => Abstract(a, atoms))]),
            _ => throw new NotSupportedException(e.GetType().Name),
        };
    }

    private void Connect(bool monolithic)
    {
        foreach (var e in model.Events)
        {
            var used = new List<int>(e.Guard.Support());
            if (e.Delay is ExponentialDelay d) used.AddRange(d.Rate.Support());
            if (e.Delay is ImmediateDelay i) used.AddRange(i.Weight.Support());
            Join(used.Concat(e.Outcomes.SelectMany(Used)));
        }

        foreach (var c in model.Calendar) Join(c.Guard.Support().Concat(c.Outcomes.SelectMany(Used)));
        if (monolithic) Join(Enumerable.Range(0, parent.Length));
    }

    private static IEnumerable<int> Used(Outcome outcome) =>
        outcome.Probability.Support().Concat(outcome.Assignments.Select(a => a.Variable)).Concat(outcome.Assignments.SelectMany(a => a.Value.Support()));

    private bool JoinCondition(Expression e)
    {
        var support = e.Support();
        if (support.Select(Root).Distinct().Count() <= 1) return false;
        var boolean = e switch
        {
            UnaryExpression { Operator: UnaryOperator.Not } => true,
            BinaryExpression b => b.Left.Type == ExpressionType.Bool,
            ConditionalExpression => true,
            CallExpression { Function: Function.AtLeast } => true,
            _ => false,
        };
        if (!boolean) return Join(support);
        return e.Parts.Where(p => p.Type == ExpressionType.Bool).Aggregate(false, (any, p) => JoinCondition(p) | any);
    }

    private bool JoinNumber(Expression e)
    {
        var support = e.Support();
        if (support.Select(Root).Distinct().Count() <= 1) return false;
        return e switch
        {
            BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract } b => JoinNumber(b.Left) | JoinNumber(b.Right),
            BinaryExpression { Operator: BinaryOperator.Multiply, Left: not ConditionalExpression, Right: not ConditionalExpression } b => JoinNumber(b.Left) | JoinNumber(b.Right),
            BinaryExpression { Operator: BinaryOperator.Multiply } b when !b.Parts.Any(p => p is ConditionalExpression && p.Support().Select(Root).Distinct().Count() > 1) => JoinNumber(b.Left) | JoinNumber(b.Right),
            ConditionalExpression { Then: LiteralExpression, Else: LiteralExpression } c => JoinCondition(c.Condition),
            _ => Join(support),
        };
    }

    private bool Join(IEnumerable<int> variables)
    {
        var joined = false;
        var first = -1;
        foreach (var v in variables)
        {
            var root = Root(v);
            if (first < 0) first = root;
            else if (root != first)
            {
                var (low, high) = (Math.Min(first, root), Math.Max(first, root));
                parent[high] = low;
                first = low;
                joined = true;
            }
        }

        return joined;
    }

    private int Root(int v)
    {
        while (parent[v] != v) v = parent[v];
        return v;
    }

    private bool SpansSeveral(Expression e) => e.Support().Select(v => componentOf[v]).Distinct().Count() > 1;

    private void Split()
    {
        var n = parent.Length;
        componentOf = new int[n];
        placeOf = new int[n];
        var roots = new List<int>();
        var sizes = new List<int>();
        for (var v = 0; v < n; v++)
        {
            var c = roots.IndexOf(Root(v));
            if (c < 0)
            {
                c = roots.Count;
                roots.Add(Root(v));
                sizes.Add(0);
            }

            componentOf[v] = c;
            placeOf[v] = sizes[c]++;
        }

        Components = [.. Enumerable.Range(0, roots.Count).Select(c => new StochasticModel(
            roots.Count == 1 ? model.Name : $"{model.Name}, part {c + 1}",
            model.Variables.Where((_, v) => componentOf[v] == c).ToEquatableArray(),
            model.Events.Where(e => ComponentOf(e.Guard, e.Outcomes) == c).Select(Local).ToEquatableArray(),
            model.Calendar.Where(i => ComponentOf(i.Guard, i.Outcomes) == c).Select(i => i with { Guard = Local(i.Guard), Outcomes = i.Outcomes.Select(Local).ToEquatableArray() }).ToEquatableArray(),
            [],
            []))];
    }

    private int ComponentOf(Expression guard, EquatableArray<Outcome> outcomes)
    {
        foreach (var v in guard.Support().Concat(outcomes.SelectMany(Used))) return componentOf[v];
        return 0;
    }

    private Outcome Local(Outcome o) => o with { Probability = Local(o.Probability), Assignments = o.Assignments.Select(a => new Assignment(placeOf[a.Variable], Local(a.Value))).ToEquatableArray() };

    private Event Local(Event e) => e with
    {
        Guard = Local(e.Guard),
        Outcomes = e.Outcomes.Select(Local).ToEquatableArray(),
        Delay = e.Delay switch
        {
            ExponentialDelay d => new ExponentialDelay(Local(d.Rate)),
            ImmediateDelay d => d with { Weight = Local(d.Weight) },
            var d => d,
        },
    };
}
