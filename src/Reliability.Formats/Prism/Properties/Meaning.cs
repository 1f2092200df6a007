using Reliability.Formats.Prism.Semantics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Prism.Properties;

/// <summary>What a part of a property means: a value in every state, or a set of paths; with its size as a tree.</summary>
internal sealed record Meaning(PropertyExpression? State, PathFormula? Path, int Size, int Depth)
{
    public static Meaning Of(Sized plain) => new(new StateExpression(plain.Expression), null, plain.Size, plain.Depth);

    /// <summary>The expression when it is nothing but one over variables.</summary>
    public Sized? Plain => State is StateExpression plain ? new Sized(plain.Value, Size, Depth) : null;

    public ExpressionType? Type => State?.Type;
}
