using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>The outcome of a run in one sentence.</summary>
public static class Headline
{
    /// <summary>Says whether the answers agree, and where they do not.</summary>
    public static string Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var studies = comparison.Studies;
        var count = studies.Length == 1 ? "1 topology" : $"{studies.Length} topologies";
        if (studies.IsEmpty) return "no topologies: nothing was compared";
        if (studies.All(s => s.Verdict == Verdict.Agree)) return $"{count}: every answer agrees";
        if (studies.All(s => s.Verdict is null)) return $"{count}: nothing was compared";
        var agreeing = studies.Count(s => s.Verdict == Verdict.Agree);
        string?[] parts =
        [
            Named("answers disagree for", studies.Where(s => s.Verdict == Verdict.Disagree)),
            Named("inconclusive for", studies.Where(s => s.Verdict == Verdict.Inconclusive)),
            Named("nothing was compared for", studies.Where(s => s.Verdict is null)),
            agreeing > 0 ? $"every answer agrees for the other {(agreeing == 1 ? "one" : agreeing)}" : null,
        ];
        return $"{count}: {string.Join("; ", parts.Where(p => p is not null))}";
    }

    /// <summary>The worst verdict of all; <c>null</c> when nothing was compared.</summary>
    internal static Verdict? Worst(Comparison comparison)
    {
        Verdict?[] verdicts = [.. comparison.Studies.Select(s => s.Verdict)];
        if (verdicts.Contains(Verdict.Disagree)) return Verdict.Disagree;
        if (verdicts.Contains(Verdict.Inconclusive)) return Verdict.Inconclusive;
        return verdicts.Contains(Verdict.Agree) ? Verdict.Agree : null;
    }

    private static string? Named(string what, IEnumerable<ModelStudy> studies)
    {
        var names = string.Join(", ", studies.Select(s => Wording.Clean(s.Subject.Name)));
        return names.Length == 0 ? null : $"{what} {names}";
    }
}
