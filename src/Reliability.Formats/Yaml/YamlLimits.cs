namespace Reliability.Formats.Yaml;

/// <summary>How large a YAML text may be, so that hostile ones are refused before they cost anything.</summary>
/// <param name="Depth">Greatest nesting of lists and groups of keys.</param>
/// <param name="Nodes">Greatest number of values, keys, lists and groups.</param>
public sealed record YamlLimits(int Depth = 64, int Nodes = 1_000_000)
{
    /// <summary>The limits used unless told otherwise.</summary>
    public static YamlLimits Default { get; } = new();
}
