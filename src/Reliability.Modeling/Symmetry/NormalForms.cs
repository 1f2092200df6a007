using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Symmetry;

/// <summary>
/// Expressions in a form in which the order of operands does not show, each kept once: operands of sums, products, conjunctions, disjunctions, least, greatest
/// and <c>atleast</c> are one sorted list, a difference is a sum, comparisons point one way. Forms with equal numbers are equal in real arithmetic for every
/// state. Forms 0 to n - 1 are the variables. Not thread-safe.
/// </summary>
internal sealed class NormalForms
{
    private readonly List<Form> forms = [];
    private readonly Dictionary<Form, int> numbers = [];
    private readonly Dictionary<object, int> labels = [];
    private readonly Dictionary<Expression, int> known = new(ReferenceEqualityComparer.Instance);
    private readonly int variables;

    /// <summary>Forms over variables; those with equal labels may stand for each other.</summary>
    public NormalForms(IEnumerable<object> variableLabels)
    {
        foreach (var label in variableLabels) forms.Add(new Form(LabelOf(label), false, []));
        variables = forms.Count;
    }

    /// <summary>Number of forms.</summary>
    public int Count => forms.Count;

    /// <summary>What a form is, without its parts.</summary>
    public int Label(int form) => forms[form].Label;

    /// <summary>The parts of a form.</summary>
    public int[] Parts(int form) => forms[form].Parts;

    /// <summary>True when the order of the parts does not matter.</summary>
    public bool IsUnordered(int form) => forms[form].Unordered;

    /// <summary>A form of a label and parts in order.</summary>
    public int Ordered(object label, params ReadOnlySpan<int> parts) => Number(new Form(LabelOf(label), false, parts.ToArray()));

    /// <summary>A form of a label and parts in any order.</summary>
    public int Unordered(object label, IEnumerable<int> parts)
    {
        int[] sorted = [.. parts];
        Array.Sort(sorted);
        return Number(new Form(LabelOf(label), true, sorted));
    }

    /// <summary>The form of an expression.</summary>
    public int Of(Expression expression)
    {
        if (expression is VariableExpression v) return v.Index;
        if (!known.TryGetValue(expression, out var form)) known.Add(expression, form = Build(expression));
        return form;
    }

    /// <summary>What every form becomes when variables are exchanged; -1 for one that is not among the forms.</summary>
    /// <param name="exchange">For each variable, the one that takes its place.</param>
    public int[] Images(ReadOnlySpan<int> exchange)
    {
        var images = new int[forms.Count];
        exchange.CopyTo(images);
        for (var f = variables; f < images.Length; f++)
        {
            var form = forms[f];
            var (moved, lost) = (false, false);
            foreach (var part in form.Parts)
            {
                moved |= images[part] != part;
                lost |= images[part] < 0;
            }

            images[f] = lost ? -1 : moved ? Find(form, images) : f;
        }

        return images;
    }

    private int Find(Form form, int[] images)
    {
        var parts = new int[form.Parts.Length];
        for (var p = 0; p < parts.Length; p++) parts[p] = images[form.Parts[p]];
        if (form.Unordered) Array.Sort(parts);
        return numbers.GetValueOrDefault(new Form(form.Label, form.Unordered, parts), -1);
    }

    private int Build(Expression e)
    {
        switch (e)
        {
            case LiteralExpression l: return Ordered((l.Type, BitConverter.DoubleToInt64Bits(l.Value)));
            case UnaryExpression u: return Ordered((u.Operator, u.Type), Of(u.Operand));
            case ConditionalExpression c: return Ordered(("?", c.Type), Of(c.Condition), Of(c.Then), Of(c.Else));
            case CallExpression { Function: Function.AtLeast } f: return Unordered((f.Function, ((LiteralExpression)f.Arguments[0]).Value), f.Arguments.Skip(1).Select(Of));
            case CallExpression { Function: Function.Min or Function.Max } f: return Unordered((f.Function, f.Type), Operands(f, f.Function, f.Type));
            case CallExpression f: return Ordered((f.Function, f.Type), [.. f.Arguments.Select(Of)]);
            case BinaryExpression b: return Build(b);
            default: throw new NotSupportedException(e.GetType().Name);
        }
    }

    private int Build(BinaryExpression b) => b.Operator switch
    {
        BinaryOperator.Add or BinaryOperator.Subtract => Unordered((BinaryOperator.Add, b.Type), Operands(b, BinaryOperator.Add, b.Type)),
        BinaryOperator.Multiply or BinaryOperator.And => Unordered((b.Operator, b.Type), Operands(b, b.Operator, b.Type)),
        BinaryOperator.Or or BinaryOperator.Implies => Unordered((BinaryOperator.Or, b.Type), Operands(b, BinaryOperator.Or, b.Type)),
        BinaryOperator.Equal or BinaryOperator.Iff => Unordered(BinaryOperator.Equal, [Of(b.Left), Of(b.Right)]),
        BinaryOperator.NotEqual => Unordered(BinaryOperator.NotEqual, [Of(b.Left), Of(b.Right)]),
        BinaryOperator.Greater => Ordered(BinaryOperator.Less, Of(b.Right), Of(b.Left)),
        BinaryOperator.GreaterOrEqual => Ordered(BinaryOperator.LessOrEqual, Of(b.Right), Of(b.Left)),
        _ => Ordered((b.Operator, b.Type), Of(b.Left), Of(b.Right)),
    };

    // The operands of a tree of one operator and type, which is associative.
    private IEnumerable<int> Operands(Expression e, object op, ExpressionType type)
    {
        var found = new List<int>();
        var open = new Stack<Expression>([e]);
        while (open.TryPop(out var next))
        {
            switch (next)
            {
                case BinaryExpression { Operator: BinaryOperator.Subtract } b when op is BinaryOperator.Add && b.Type == type:
                    open.Push(b.Left);
                    found.Add(Of(Expression.Unary(UnaryOperator.Negate, b.Right)));
                    break;
                case BinaryExpression { Operator: BinaryOperator.Implies } b when op is BinaryOperator.Or:
                    open.Push(!b.Left);
                    open.Push(b.Right);
                    break;
                case BinaryExpression b when op is BinaryOperator same && b.Operator == same && b.Type == type:
                    open.Push(b.Left);
                    open.Push(b.Right);
                    break;
                case CallExpression f when op is Function same && f.Function == same && f.Type == type:
                    foreach (var argument in f.Arguments) open.Push(argument);
                    break;
                default:
                    found.Add(Of(next));
                    break;
            }
        }

        return found;
    }

    private int LabelOf(object label)
    {
        if (!labels.TryGetValue(label, out var number)) labels.Add(label, number = labels.Count);
        return number;
    }

    private int Number(Form form)
    {
        if (numbers.TryGetValue(form, out var number)) return number;
        numbers.Add(form, forms.Count);
        forms.Add(form);
        return forms.Count - 1;
    }

    private readonly record struct Form(int Label, bool Unordered, int[] Parts)
    {
        public bool Equals(Form other) => Label == other.Label && Parts.AsSpan().SequenceEqual(other.Parts);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Label);
            foreach (var part in Parts) hash.Add(part);
            return hash.ToHashCode();
        }
    }
}
