using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Semantics;

/// <summary>Gives the names of an expression their meaning, checks types and sizes, and folds constants.</summary>
internal sealed class ExpressionBinder(DiagnosticBag diagnostics, WorkBudget budget)
{
    private const int LongestComplaint = 240;

    /// <summary>The expression; <c>null</c> after a message, or without one where a name in it failed before.</summary>
    /// <param name="node">The expression as written.</param>
    /// <param name="scope">What a name stands for; <c>null</c> after a message of its own.</param>
    public Sized? Bind(ExpressionSyntax node, Func<NameSyntax, Sized?> scope)
    {
        if (!budget.Spend(1)) return null;
        switch (node)
        {
            case LiteralSyntax literal: return new Sized(literal.Value);
            case NameSyntax name: return scope(name);
            case UnarySyntax or BinarySyntax or ConditionalSyntax or CallSyntax:
                var parts = new Sized[node.Parts.Length];
                var complete = true;
                for (var i = 0; i < parts.Length; i++)
                {
                    if (Bind(node.Parts[i], scope) is { } part) parts[i] = part;
                    else complete = false;
                }

                return complete ? Combine(node, parts) : null;
            default:
                diagnostics.Error("only a plain expression may stand here", node.Span, "labels and the operators P, S, R and filter belong in properties");
                return null;
        }
    }

    /// <summary>Applies the operator or function of a node to its parts.</summary>
    public Sized? Combine(ExpressionSyntax node, ReadOnlySpan<Sized> parts)
    {
        var (size, depth) = (1L, 0);
        foreach (var part in parts)
        {
            size += part.Size;
            depth = Math.Max(depth, part.Depth);
        }

        if (IsTooLarge(size, depth + 1, node.Span)) return null;
        if (node is CallSyntax { Function: Function.Mod } && parts.Length == 2 && parts[1].Constant is { } divisor && divisor <= 0)
        {
            diagnostics.Error(FormattableString.Invariant($"the divisor {divisor:R} of 'mod' is not positive"), node.Span, "PRISM takes remainders by positive integers only");
            return null;
        }

        Expression result;
        try
        {
            result = node switch
            {
                UnarySyntax n => Expression.Unary(n.Operator, parts[0].Expression),
                BinarySyntax n => Expression.Binary(n.Operator, parts[0].Expression, parts[1].Expression),
                ConditionalSyntax => Expression.Conditional(parts[0].Expression, parts[1].Expression, parts[2].Expression),
                CallSyntax n => Expression.Call(n.Function, Expressions(parts)),
                _ => throw new NotSupportedException(node.GetType().Name),
            };
        }
        catch (ArgumentException e)
        {
            var complaint = e.Message.Split(" (Parameter", StringSplitOptions.None)[0];
            diagnostics.Error(complaint.Length <= LongestComplaint ? complaint : complaint[..LongestComplaint] + "…", node.Span);
            return null;
        }

        if (result is LiteralExpression literal) return IsValue(literal, node.Span) ? new Sized(literal) : null;
        foreach (var part in parts)
        {
            if (ReferenceEquals(part.Expression, result)) return part;
        }

        return new Sized(result, (int)size, depth + 1);
    }

    /// <summary>True, with a message, for an expression that is larger than any walk over it can bear.</summary>
    public bool IsTooLarge(long size, int depth, SourceSpan span)
    {
        if (size <= Sized.MaximumSize && depth <= Sized.MaximumDepth) return false;
        diagnostics.Error("the expression is too long with its formulas written out", span, $"at most {Sized.MaximumSize} operators and names, {Sized.MaximumDepth} in each other, are read");
        return true;
    }

    private static Expression[] Expressions(ReadOnlySpan<Sized> parts)
    {
        var result = new Expression[parts.Length];
        for (var i = 0; i < parts.Length; i++) result[i] = parts[i].Expression;
        return result;
    }

    private bool IsValue(LiteralExpression literal, SourceSpan span)
    {
        if (literal.Type != ExpressionType.Int || (literal.Value is >= int.MinValue and <= int.MaxValue && Math.Floor(literal.Value) == literal.Value)) return true;
        if (double.IsFinite(literal.Value) && Math.Floor(literal.Value) == literal.Value) diagnostics.Error($"the integer {literal.Value:R} is out of range", span, "integers lie between -2147483648 and 2147483647; write one operand with a decimal point to compute with doubles");
        else if (double.IsFinite(literal.Value)) diagnostics.Error("the power of two integers is no integer here", span, "write one of them with a decimal point to compute with doubles");
        else diagnostics.Error("the integer has no value", span, "check for a division by zero");
        return false;
    }
}
