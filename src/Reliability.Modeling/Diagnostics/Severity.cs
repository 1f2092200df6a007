namespace Reliability.Modeling.Diagnostics;

/// <summary>How serious a diagnostic is.</summary>
public enum Severity
{
    /// <summary>Something worth knowing; the input is used as it is.</summary>
    Note,

    /// <summary>The input is used, though perhaps not as its author expects.</summary>
    Warning,

    /// <summary>The input cannot be used.</summary>
    Error,
}
