namespace Reliability.Studies.Properties;

/// <summary>Which states are joined before properties are answered; all of it is exact.</summary>
public enum Reduction
{
    /// <summary>None: every state by itself.</summary>
    None,

    /// <summary>States that differ only in which of several identical components is which, while the model is explored.</summary>
    Symmetry,

    /// <summary>Those, and then all states that the properties cannot tell apart.</summary>
    Lumping,
}
