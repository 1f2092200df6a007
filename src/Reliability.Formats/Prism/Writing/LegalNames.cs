using Reliability.Formats.Prism.Syntax;

namespace Reliability.Formats.Prism.Writing;

/// <summary>Makes names that the PRISM language accepts, each only once: other signs become '_', words of the language get one behind them.</summary>
internal sealed class LegalNames
{
    // The names of functions, which some versions keep for themselves too, and the labels that every model has.
    private static readonly string[] Further = ["ceil", "deadlock", "floor", "log", "mod", "multi", "pow", "round"];

    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>A legal name that was not given before, as like the given one as can be.</summary>
    public string Legal(string name)
    {
        var letters = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        if (letters.Length == 0 || char.IsAsciiDigit(letters[0])) letters = "_" + letters;
        if (ReservedWords.Contains(letters) || Further.Contains(letters, StringComparer.Ordinal)) letters += "_";
        var legal = letters;
        for (var k = 2; !used.Add(legal); k++) legal = $"{letters}_{k}";
        return legal;
    }

    /// <summary>Legal names for all, in their order.</summary>
    public static string[] For(IEnumerable<string> names)
    {
        var table = new LegalNames();
        return [.. names.Select(table.Legal)];
    }
}
