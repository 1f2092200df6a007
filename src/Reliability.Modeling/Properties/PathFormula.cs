namespace Reliability.Modeling.Properties;

/// <summary>A set of paths of a chain.</summary>
public abstract record PathFormula
{
    private protected PathFormula()
    {
    }
}

/// <summary>The paths whose first state satisfies a property.</summary>
/// <param name="States">The property, a truth value.</param>
public sealed record StatePath(PropertyExpression States) : PathFormula;

/// <summary><c>!</c>: the other paths.</summary>
/// <param name="Operand">The paths left out.</param>
public sealed record NotPath(PathFormula Operand) : PathFormula;

/// <summary><c>&amp;</c>: the paths in both sets.</summary>
/// <param name="Left">One set.</param>
/// <param name="Right">The other.</param>
public sealed record AndPath(PathFormula Left, PathFormula Right) : PathFormula;

/// <summary><c>|</c>: the paths in either set.</summary>
/// <param name="Left">One set.</param>
/// <param name="Right">The other.</param>
public sealed record OrPath(PathFormula Left, PathFormula Right) : PathFormula;

/// <summary><c>X φ</c>: after the next jump, which must come within the interval.</summary>
/// <param name="Operand">What holds then.</param>
/// <param name="Interval">When the jump must come.</param>
public sealed record NextPath(PathFormula Operand, TimeInterval Interval) : PathFormula;

/// <summary><c>φ U ψ</c>: ψ comes true within the interval, and φ holds until then. <c>F ψ</c> is <c>true U ψ</c>.</summary>
/// <param name="Left">What holds until then.</param>
/// <param name="Right">What comes true.</param>
/// <param name="Interval">When it must come true, as a time since the start.</param>
public sealed record UntilPath(PathFormula Left, PathFormula Right, TimeInterval Interval) : PathFormula;
