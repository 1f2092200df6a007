namespace Reliability.FaultTrees;

/// <summary>A handle on one function in a <see cref="BinaryDecisionDiagram"/>; equal handles of one diagram are equal functions.</summary>
/// <param name="Index">
/// The position in the diagram: 0 is false, 1 is true, children have smaller indexes than parents, and -1 is <see cref="Undefined"/>.
/// </param>
public readonly record struct BddNode(int Index)
{
    /// <summary>Gets the constant false.</summary>
    public static BddNode False => new(0);

    /// <summary>Gets the constant true.</summary>
    public static BddNode True => new(1);

    /// <summary>Gets the result of an operation that met the node limit; every operation on it gives it again.</summary>
    public static BddNode Undefined => new(-1);

    /// <summary>Gets a value indicating whether this is one of the two constants.</summary>
    public bool IsTerminal => Index is 0 or 1;

    /// <summary>Gets a value indicating whether the operation that made this met the node limit.</summary>
    public bool IsUndefined => Index < 0;
}
