using System.Collections.Frozen;

namespace Reliability.Formats.Prism.Writing;

/// <summary>Makes names that the PRISM language accepts, each only once: other signs become '_', words of the language get one behind them.</summary>
internal sealed class PrismNames
{
    // The words of the language, and the names of its functions, which some versions keep for themselves too.
    private static readonly FrozenSet<string> Taken = new[]
    {
        "A", "C", "E", "F", "G", "I", "P", "Pmax", "Pmin", "R", "Rmax", "Rmin", "S", "Smax", "Smin", "U", "W", "X", "bool", "ceil", "clock", "const", "csg", "ctmc", "deadlock", "double", "dtmc",
        "endinit", "endinvariant", "endmodule", "endobservables", "endplayer", "endrewards", "endsystem", "false", "filter", "floor", "formula", "func", "global", "idtmc", "imdp", "init", "int",
        "invariant", "label", "log", "lts", "ma", "max", "mdp", "min", "mod", "module", "multi", "nondeterministic", "observable", "observables", "of", "player", "pomdp", "popta", "pow",
        "prob", "probabilistic", "pta", "rate", "rewards", "round", "smg", "stochastic", "system", "true",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>A legal name that was not given before, as like the given one as can be.</summary>
    public string Legal(string name)
    {
        var letters = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        if (letters.Length == 0 || char.IsAsciiDigit(letters[0])) letters = "_" + letters;
        if (Taken.Contains(letters)) letters += "_";
        var legal = letters;
        for (var k = 2; !used.Add(legal); k++) legal = $"{letters}_{k}";
        return legal;
    }

    /// <summary>Legal names for all, in their order.</summary>
    public static string[] For(IEnumerable<string> names)
    {
        var table = new PrismNames();
        return [.. names.Select(table.Legal)];
    }
}
