using System.Collections.Frozen;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>The words that PRISM keeps for itself: none of them can be a name.</summary>
internal static class ReservedWords
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "A", "bool", "clock", "const", "ctmc", "C", "double", "dtmc", "E", "endinit", "endinvariant", "endmodule", "endobservables", "endrewards", "endsystem", "false", "formula", "filter",
        "func", "F", "global", "G", "init", "invariant", "I", "int", "label", "max", "mdp", "min", "module", "nondeterministic", "observable", "observables", "of", "Pmax", "Pmin", "P", "pomdp",
        "popta", "probabilistic", "prob", "pta", "rate", "rewards", "Rmax", "Rmin", "R", "S", "Smax", "Smin", "stochastic", "system", "true", "U", "W", "X",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);

    /// <summary>True for a name as the PRISM language writes it.</summary>
    public static bool IsName(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_') && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !Contains(text);
}
