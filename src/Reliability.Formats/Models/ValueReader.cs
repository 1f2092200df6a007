using System.Globalization;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>Reads values of the model file: expressions over names, and quantities with units. What is wrong is reported at its place.</summary>
internal sealed class ValueReader(NameTable names, DiagnosticBag diagnostics)
{
    /// <summary>Words and signs of an expression with its formulas written out; keeps trees shallow enough for every walk over them.</summary>
    private const int MaximumSize = 4000;

    /// <summary>The unit of rates that are written as plain numbers.</summary>
    public double HoursPerTimeUnit { get; set; } = 1;

    /// <summary>An expression or quantity of any kind; <c>null</c> after an error, or without a message where a name in it failed before.</summary>
    public Meaning? Any(YamlScalar scalar) => Any(scalar.Text, scalar.Content);

    /// <summary>The same for a part of a scalar.</summary>
    public Meaning? Any(string text, SourceSpan span)
    {
        string[] used = [.. ExpressionText.Names(text)];
        if (used.Any(names.HasFailed)) return null;
        var size = ExpressionText.Count(text) + used.Sum(n => (long)(names.Find(n)?.Size ?? 0));
        if (size > MaximumSize)
        {
            diagnostics.Error("the expression is too long", span, $"with its formulas written out it has {size} words and signs; at most {MaximumSize} are read");
            return null;
        }

        if (!ExpressionText.HasUnit(text, names.IsKnown))
        {
            var expression = ExpressionParser.Parse(text, span, n => names.Find(n)?.Expression, () => names.Names, diagnostics);
            return expression is null ? null : new Meaning(expression, DimensionOf(text, span), expression is LiteralExpression ? 1 : (int)size);
        }

        if (used.FirstOrDefault(n => names.Find(n) is { Expression: not LiteralExpression }) is { } variable)
        {
            diagnostics.Error($"a quantity with a unit cannot be computed from '{variable}', which changes with the state", span, "give the quantity a name under 'constants:' and use that name here");
            return null;
        }

        if (QuantityParser.Parse(text, span, Constant, () => names.Names, diagnostics) is not { } quantity) return null;
        if (quantity.Uncertainty is null) return new Meaning(quantity.Value, quantity.Dimension, 1);
        diagnostics.Error("a model file has no uncertain values", span, "remove '~' and what follows");
        return null;
    }

    /// <summary>A condition.</summary>
    public Expression? Condition(YamlScalar scalar, string what)
    {
        if (Any(scalar) is not { } meaning) return null;
        if (meaning.Expression.Type == ExpressionType.Bool) return meaning.Expression;
        diagnostics.Error($"{what} is a number, not a condition", scalar.Content, "compare it with something, such as up > 0");
        return null;
    }

    /// <summary>A number of any dimension.</summary>
    public Expression? Number(YamlScalar scalar, string what)
    {
        if (Any(scalar) is not { } meaning) return null;
        return IsNumber(meaning.Expression, scalar, what) ? meaning.Expression : null;
    }

    /// <summary>A rate per hour.</summary>
    public Expression? Rate(YamlScalar scalar, string what)
    {
        if (Any(scalar) is not { } meaning || !IsNumber(meaning.Expression, scalar, what)) return null;
        // Where the dimension cannot be told, as in a choice by a condition, a rate among the names decides.
        var isRate = meaning.Dimension == Dimension.Rate || (meaning.Dimension is null && ExpressionText.Names(scalar.Text).Any(n => names.Find(n)?.Dimension == Dimension.Rate));
        if (!isRate && meaning.Dimension is { } dimension && dimension != Dimension.Number)
        {
            diagnostics.Error($"{what} is {dimension.Name}, but {Dimension.Rate.Name} is expected here", scalar.Content, dimension == Dimension.Duration ? $"did you mean 1 / ({scalar.Text.Trim()})?" : null);
            return null;
        }

        if (meaning.Expression is LiteralExpression { Value: < 0 } negative)
        {
            diagnostics.Error($"{what} is negative: {Text(negative.Value)} / h", scalar.Content, "a rate is zero or more");
            return null;
        }

        return isRate || HoursPerTimeUnit == 1 ? meaning.Expression : meaning.Expression / HoursPerTimeUnit;
    }

    /// <summary>A constant number of any dimension.</summary>
    public double? Literal(YamlScalar scalar, string what)
    {
        if (Number(scalar, what) is not { } expression) return null;
        if (expression is LiteralExpression literal) return literal.Value;
        diagnostics.Error($"{what} depends on the state", scalar.Content, "only constants may stand here");
        return null;
    }

    /// <summary>A number above zero, so far as that can be told.</summary>
    public Expression? Positive(YamlScalar scalar, string what)
    {
        var expression = Number(scalar, what);
        if (expression is not LiteralExpression { Value: <= 0 } literal) return expression;
        diagnostics.Error($"{what} is {Text(literal.Value)}, not above zero", scalar.Content);
        return null;
    }

    /// <summary>A probability.</summary>
    public Expression? Probability(YamlScalar scalar)
    {
        if (Any(scalar) is not { } meaning || !IsNumber(meaning.Expression, scalar, "the probability")) return null;
        if (meaning.Dimension is { } dimension && dimension != Dimension.Number)
        {
            diagnostics.Error($"the probability is {dimension.Name}, but {Dimension.Number.Name} is expected here", scalar.Content, $"write for example {Dimension.Number.Example}");
            return null;
        }

        if (meaning.Expression is not LiteralExpression { Value: < 0 or > 1 } literal) return meaning.Expression;
        diagnostics.Error($"the probability is {Text(literal.Value)}, outside 0..1", scalar.Content, literal.Value is > 1 and <= 100 ? $"did you mean {Text(literal.Value)} %?" : null);
        return null;
    }

    /// <summary>A constant integer.</summary>
    public int? Integer(string text, SourceSpan span, string what)
    {
        if (Any(text, span) is not { } meaning) return null;
        if (meaning.Expression is not LiteralExpression literal) diagnostics.Error($"{what} depends on the state", span, "only constants may stand here");
        else if (literal.Type != ExpressionType.Int || literal.Value is < int.MinValue or > int.MaxValue) diagnostics.Error($"{what} is not an integer", span);
        else return (int)literal.Value;
        return null;
    }

    /// <summary>A constant of a dimension.</summary>
    public double? Constant(string text, SourceSpan span, Dimension dimension)
    {
        if (ExpressionText.Names(text).Any(names.HasFailed)) return null;
        if (QuantityParser.Parse(text, span, dimension, Constant, () => names.Names, diagnostics) is not { } quantity) return null;
        if (quantity.Uncertainty is null) return quantity.Value;
        diagnostics.Error("a model file has no uncertain values", span, "remove '~' and what follows");
        return null;
    }

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>False, with a message, for a number such as the quotient by zero.</summary>
    public bool IsFinite(Meaning meaning, string what, SourceSpan span)
    {
        if (meaning.Expression is not LiteralExpression { Value: var value } || double.IsFinite(value)) return true;
        diagnostics.Error($"{what} is not a finite number", span, "check for a division by zero");
        return false;
    }

    private bool IsNumber(Expression expression, YamlScalar scalar, string what)
    {
        if (expression.Type == ExpressionType.Bool)
        {
            diagnostics.Error($"{what} is a condition, not a number", scalar.Content);
            return false;
        }

        if (expression is not LiteralExpression { Value: var value } || double.IsFinite(value)) return true;
        diagnostics.Error($"{what} is not a finite number", scalar.Content, "check for a division by zero");
        return false;
    }

    private Quantity? Constant(string name) =>
        names.Find(name) is { Expression: LiteralExpression { Type: not ExpressionType.Bool } literal } meaning ? new Quantity(literal.Value, meaning.Dimension ?? Dimension.Number) : null;

    // Variables count as plain numbers. Where the quantity parser cannot follow (conditions, functions), the dimension stays unknown.
    private Dimension? DimensionOf(string text, SourceSpan span) =>
        QuantityParser.Parse(text, span, n => names.Find(n) is { Dimension: { } d } ? new Quantity(0.6180339887, d) : null, () => [], new DiagnosticBag())?.Dimension;
}
