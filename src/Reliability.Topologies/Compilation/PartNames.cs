namespace Reliability.Topologies.Compilation;

/// <summary>How the names of parts stand in a compiled model.</summary>
public static class PartNames
{
    /// <summary>The word that begins the names of a part's variables and events: its letters and digits, everything else an underscore.</summary>
    public static string Identifier(string part) => PartScope.Identifier(part);
}
