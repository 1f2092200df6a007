using Reliability.Modeling.Diagnostics;
using Reliability.Topologies.Compilation;

namespace Reliability.Formats.Topologies;

/// <summary>The names taken in a topology. Two that differ in punctuation only would be one in the model, so the second is refused.</summary>
internal sealed class NamesTaken(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, string> taken = new(StringComparer.Ordinal);

    /// <summary>Takes a name; reports why it cannot be had.</summary>
    public bool Take(string name, SourceSpan? span)
    {
        if (!name.Any(char.IsLetterOrDigit))
        {
            diagnostics.Error($"'{name}' is no name for a part", span, "a name has at least one letter or digit");
            return false;
        }

        var identifier = PartNames.Identifier(name);
        if (taken.TryAdd(identifier, name)) return true;
        diagnostics.Error(
            taken[identifier] == name ? $"'{name}' is already the name of a power feed or host" : $"'{name}' and '{taken[identifier]}' would have the same name '{identifier}' in the model", span, "choose another name");
        return false;
    }
}
