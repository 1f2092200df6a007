using System.Text;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>The names and numbers of results as reports print them.</summary>
internal static class Wording
{
    public const string Markov = "markov";
    public const string Simulation = "simulation";
    public const string FaultTree = "fault-tree";
    private const int LongestLabel = 80;

    public static IReadOnlyList<string> Engines { get; } = [Markov, Simulation, FaultTree];

    public static string Engine(string name) => name switch
    {
        Markov => "Markov",
        Simulation => "Monte Carlo",
        FaultTree => "fault tree",
        _ => name,
    };

    public static string Kind(ErrorKind kind) => kind switch
    {
        ErrorKind.Exact => "exact",
        ErrorKind.Interval => "interval",
        ErrorKind.Approximation => "approximation",
        ErrorKind.Bound => "bound",
        ErrorKind.Guaranteed => "guaranteed",
        ErrorKind.Residual => "residual",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of error."),
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Agree => "agree",
        Verdict.Disagree => "disagree",
        Verdict.Inconclusive => "inconclusive",
        Verdict.ByDesign => "by design",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a verdict."),
    };

    /// <summary>Text without the characters that no XML may hold, control characters and lone halves of pairs, and without those that turn or hide the text around them.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || IsInvisible(rune.Value)) clean.Append('\uFFFD');
            else clean.Append(rune.ToString());
        }

        return clean.Length == 0 ? "unnamed" : clean.ToString();
    }

    /// <summary>A name short enough for a picture; tables have the whole of it.</summary>
    public static string Label(string text)
    {
        var clean = Clean(text);
        if (clean.Length <= LongestLabel) return clean;
        var end = LongestLabel - 1;
        if (char.IsHighSurrogate(clean[end - 1])) end--;
        return clean[..end].TrimEnd() + "…";
    }

    /// <summary>The measure with its cause and time.</summary>
    public static string Measure(string measure, string? cause, double? at) =>
        measure + (cause is null ? "" : ": " + cause) + (at is null ? "" : " at " + QuantityText.Duration(at.Value));

    private static bool IsInvisible(int rune) => rune is 0xFFFE or 0xFFFF or (>= 0x200B and <= 0x200F) or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF;
}
