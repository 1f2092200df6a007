namespace Reliability.FaultTrees;

/// <summary>The Boolean connective of a gate.</summary>
public enum GateKind
{
    /// <summary>All inputs happen.</summary>
    And,

    /// <summary>At least one input happens.</summary>
    Or,

    /// <summary>At least k of the inputs happen; an input listed twice counts twice.</summary>
    AtLeast,

    /// <summary>The single input does not happen.</summary>
    Not,

    /// <summary>Exactly one of the two inputs happens.</summary>
    Xor,

    /// <summary>Not all inputs happen.</summary>
    Nand,

    /// <summary>No input happens.</summary>
    Nor,

    /// <summary>The second of two inputs happens, or the first does not.</summary>
    Imply,

    /// <summary>Both of two inputs happen, or neither does.</summary>
    Iff,
}
