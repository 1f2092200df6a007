using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Prism.Properties;

/// <summary>Gives paths their meaning. Only next, until, and, or and not remain: <c>F φ</c> is <c>true U φ</c>, <c>G φ</c> is <c>!F !φ</c>, and so on.</summary>
internal sealed class PathBinder(PropertyBinder properties, DiagnosticBag diagnostics)
{
    private static readonly PathFormula Everything = new StatePath(new StateExpression(Expression.True));

    /// <summary>A set of paths; of a value in states, the paths that begin where it is true.</summary>
    public Meaning? Path(ExpressionSyntax node) => properties.Bind(node) is { } meaning ? AsPath(meaning, node) : null;

    /// <summary>A temporal operator.</summary>
    public Meaning? Temporal(TemporalSyntax node)
    {
        var left = node.Left is null ? null : Path(node.Left);
        var right = Path(node.Right);
        var interval = Interval(node.Bound);
        if (right is null || interval is not { } time || (node.Left is not null && left is null)) return null;
        var (a, b) = (left?.Path ?? Everything, right.Path!);
        PathFormula path = node.Operator switch
        {
            TemporalOperator.Next => new NextPath(b, time),
            TemporalOperator.Finally => new UntilPath(Everything, b, time),
            TemporalOperator.Globally => Not(new UntilPath(Everything, Not(b), time)),
            TemporalOperator.Until => new UntilPath(a, b, time),
            TemporalOperator.WeakUntil => Not(new UntilPath(And(a, Not(b)), And(Not(a), Not(b)), time)),
            _ => Not(new UntilPath(Not(a), Not(b), time)),
        };
        var copies = node.Operator == TemporalOperator.WeakUntil ? 2L : 1;
        return Of(path, copies * ((left?.Size ?? 1) + right.Size) + 8, Math.Max(left?.Depth ?? 1, right.Depth) + 5);
    }

    /// <summary>An operator of expressions with at least one path among its parts.</summary>
    public Meaning? Operator(ExpressionSyntax node, Meaning[] parts)
    {
        var depth = parts.Max(p => p.Depth) + 4;
        var size = 2L + parts.Sum(p => (long)p.Size);
        if (node is UnarySyntax { Operator: UnaryOperator.Not }) return Of(Not(parts[0].Path!), size, depth);
        if (node is not BinarySyntax { Operator: var op } || op is not (BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Implies or BinaryOperator.Iff))
        {
            diagnostics.Error("paths are joined by !, &, |, => and <=> only", node.Span, "to compute with its probability, put the path into 'P=? [ … ]'");
            return null;
        }

        if (AsPath(parts[0], node.Parts[0])?.Path is not { } a || AsPath(parts[1], node.Parts[1])?.Path is not { } b) return null;
        return op switch
        {
            BinaryOperator.And => Of(And(a, b), size, depth),
            BinaryOperator.Or => Of(new OrPath(a, b), size, depth),
            BinaryOperator.Implies => Of(new OrPath(Not(a), b), size, depth),
            _ => Of(new OrPath(And(a, b), And(Not(a), Not(b))), 2 * size, depth),
        };
    }

    private Meaning? AsPath(Meaning meaning, ExpressionSyntax node)
    {
        if (meaning.Path is not null) return meaning;
        if (meaning.Type == ExpressionType.Bool) return new Meaning(null, new StatePath(meaning.State!), meaning.Size + 1, meaning.Depth + 1);
        diagnostics.Error("a path is made of conditions, and this is a number", node.Span, "compare it with something, such as n>0");
        return null;
    }

    private TimeInterval? Interval(TimeBoundSyntax? bound)
    {
        if (bound is null) return TimeInterval.Always;
        var lower = bound.Lower is null ? 0 : Time(bound.Lower);
        var upper = bound.Upper is null ? double.PositiveInfinity : ReferenceEquals(bound.Lower, bound.Upper) ? lower : Time(bound.Upper);
        if (lower is not { } from || upper is not { } to) return null;
        if (from <= to) return new TimeInterval(from, to);
        diagnostics.Error($"the interval [{from:R},{to:R}] is empty", bound.Span, "the earlier time comes first");
        return null;
    }

    /// <summary>A time, which is a constant of zero or more.</summary>
    public double? Time(ExpressionSyntax node)
    {
        if (properties.Constant(node, "the time") is not { } time) return null;
        if (time >= 0) return time;
        diagnostics.Error($"the time {time:R} is negative", node.Span, "times count from the start");
        return null;
    }

    private static Meaning Of(PathFormula path, long size, int depth) => new(null, path, (int)Math.Min(size, Sized.MaximumSize + 1), depth);

    private static PathFormula Not(PathFormula path) => path is NotPath { Operand: var operand } ? operand : new NotPath(path);

    private static AndPath And(PathFormula left, PathFormula right) => new(left, right);
}
