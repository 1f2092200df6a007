using System.Globalization;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>The outcome of a run in one sentence, the same on the console and in every report.</summary>
public static class Headline
{
    /// <summary>Says whether the answers agree, and where they do not.</summary>
    public static string Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var studies = comparison.Studies;
        var count = studies.Length == 1 ? "1 topology" : $"{studies.Length} topologies";
        if (studies.IsEmpty) return "No topologies: nothing was compared";
        if (studies.All(s => s.Verdict is Verdict.Agree)) return $"Every answer agrees{ByDesign(comparison)}: {count}, {Checks(comparison)}{Missed(comparison)}";
        if (studies.All(s => s.Verdict is null)) return $"Nothing was compared, because one engine alone answered: {count}{Missed(comparison)}";
        var agreeing = studies.Count(s => s.Verdict == Verdict.Agree);
        string?[] parts =
        [
            Named("answers DISAGREE for", studies.Where(s => s.Verdict == Verdict.Disagree)),
            Named("inconclusive for", studies.Where(s => s.Verdict == Verdict.Inconclusive)),
            Named("nothing was compared for", studies.Where(s => s.Verdict is null)),
            agreeing > 0 ? $"every answer agrees for the other {(agreeing == 1 ? "one" : agreeing)}" : null,
        ];
        var text = $"{string.Join("; ", parts.Where(p => p is not null))} ({count}, {Checks(comparison)}){Missed(comparison)}";
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>What the verdict rests on: the probability of a false alarm and the seed, and what would decide what is open.</summary>
    public static string Basis(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var options = comparison.Options;
        var rare = comparison.Studies.Sum(s => s.TooRare);
        var few = rare > 0 ? $"{rare} {(rare == 1 ? "measure is" : "measures are")} too rare for a simulation of this length to check. " : "";
        var open = Worst(comparison) == Verdict.Inconclusive ? "A longer simulation decides what is inconclusive. " : "";
        var chance = comparison.Studies.Any(s => s.Verdict is not null)
            ? string.Create(CultureInfo.InvariantCulture, $"The chance of a false alarm in the whole run is {options.FalseAlarm}. ")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{open}{few}{chance}Seed {options.Seed}.");
    }

    /// <summary>The worst verdict of all; <c>null</c> when nothing was compared.</summary>
    internal static Verdict? Worst(Comparison comparison)
    {
        Verdict?[] verdicts = [.. comparison.Studies.Select(s => s.Verdict)];
        if (verdicts.Contains(Verdict.Disagree)) return Verdict.Disagree;
        if (verdicts.Contains(Verdict.Inconclusive)) return Verdict.Inconclusive;
        return verdicts.Contains(Verdict.Agree) ? Verdict.Agree : null;
    }

    private static string ByDesign(Comparison comparison)
    {
        var count = comparison.Studies.Sum(s => s.Checks.Count(c => c.Verdict == Verdict.ByDesign));
        return count == 0 ? "" : $", but for {count} that {(count == 1 ? "differs" : "differ")} by design";
    }

    private static string Missed(Comparison comparison)
    {
        var count = comparison.Studies.Count(s => s.Objective == ObjectiveVerdict.NotMet);
        return count == 0 ? "" : $"; {count} {(count == 1 ? "objective is" : "objectives are")} NOT MET";
    }

    private static string Checks(Comparison comparison)
    {
        var checks = comparison.Studies.Sum(s => s.Checks.Length);
        return checks == 1 ? "1 check" : $"{checks} checks";
    }

    private static string? Named(string what, IEnumerable<ModelStudy> studies)
    {
        var names = string.Join(", ", studies.Select(s => Wording.Label(s.Subject.Name)));
        return names.Length == 0 ? null : $"{what} {names}";
    }
}
