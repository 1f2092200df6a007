using System.Globalization;
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
    public const string Absent = "–";

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

    /// <summary>A number of at most six digits; a dash for what is not known.</summary>
    public static string Number(double? value) => value switch
    {
        null or double.NaN => Absent,
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        { } v => QuantityText.Number(v),
    };

    /// <summary>A probability near one, in percent, with at least two digits more than it has nines.</summary>
    public static string NearOne(double unavailability)
    {
        if (double.IsNaN(unavailability)) return Absent;
        if (unavailability is <= 0 or > 1) return unavailability <= 0 ? "100 %" : "0 %";
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(unavailability)), 1, 20);
        // The difference is taken in decimal: in binary the last of many nines would be rounding.
        var percent = 100m - (100m * (unavailability < 1e-22 ? 0m : (decimal)unavailability));
        return percent.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>Text without the characters that no XML may hold: control characters and lone halves of pairs.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF) clean.Append('\uFFFD');
            else clean.Append(rune.ToString());
        }

        return clean.Length == 0 ? "unnamed" : clean.ToString();
    }
}
