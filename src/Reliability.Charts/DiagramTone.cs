namespace Reliability.Charts;

/// <summary>How a box of a <see cref="DiagramChart"/> looks. Text on every tone keeps a contrast of at least 4.5.</summary>
public enum DiagramTone
{
    /// <summary>White with a grey outline.</summary>
    Plain,

    /// <summary>A pale grey ground: something that holds others.</summary>
    Ground,

    /// <summary>Filled in the first colour of the palette: in use.</summary>
    Strong,

    /// <summary>Outlined in the first colour of the palette: standing by.</summary>
    Light,

    /// <summary>Pale outline and grey text: spare.</summary>
    Faint,

    /// <summary>A warm pale fill: shared fate.</summary>
    Warm,

    /// <summary>A pale green fill: a supply.</summary>
    Fresh,
}
