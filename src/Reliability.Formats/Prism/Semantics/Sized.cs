using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Semantics;

/// <summary>An expression with its size as a tree. Formulas share their trees, so that a short text can stand for a tree too large to walk over.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Size">The number of its nodes.</param>
/// <param name="Depth">The greatest number of nodes in each other.</param>
internal readonly record struct Sized(Expression Expression, int Size = 1, int Depth = 1)
{
    /// <summary>The most nodes of one expression with its formulas written out.</summary>
    public const int MaximumSize = 100_000;

    /// <summary>The most nodes in each other, with the formulas written out.</summary>
    public const int MaximumDepth = 2_000;

    public ExpressionType Type => Expression.Type;

    /// <summary>The value of a constant expression.</summary>
    public double? Constant => Expression is LiteralExpression literal ? literal.Value : null;
}
