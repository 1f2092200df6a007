using System.Collections.Immutable;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>What a run found, in a few sentences that stand before all tables.</summary>
public static class Findings
{
    /// <summary>The sentences, the most important first; none when nothing was measured.</summary>
    public static ImmutableArray<string> Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        string?[] sentences = [Extremes(comparison), Threats(comparison), Objectives(comparison), DataLoss(comparison)];
        return [.. sentences.OfType<string>()];
    }

    private static string? Extremes(Comparison comparison)
    {
        var ranked = Ranked(comparison, MeasureNames.Downtime);
        if (ranked.Length == 0) return null;
        var (best, least) = ranked[0];
        var availability = best.Find(MeasureNames.Unavailability) is { } u ? $" ({Numbers.NearOne(u.Value)} available)" : "";
        if (ranked.Length == 1) return $"{Name(best)} is down {Numbers.Short(least)} min/yr{availability}.";
        var (worst, most) = ranked[^1];
        return $"Least downtime: {Name(best)}, {Numbers.Short(least)} min/yr{availability}. Most: {Name(worst)}, {Numbers.Short(most)} min/yr{(least > 0 ? $", {Numbers.Short(most / least)} times as much" : "")}.";
    }

    private static string? Threats(Comparison comparison)
    {
        var leading = comparison.Studies.Where(s => !s.Causes().IsEmpty).Select(s => s.Causes().MaxBy(c => c.Minutes)).Where(c => c.Minutes > 0).GroupBy(c => c.Cause, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ToArray();
        if (leading.Length == 0) return null;
        var total = comparison.Studies.Length;
        return "What costs most: " + string.Join(", ", leading.Select(g => total == 1 ? $"{g.Key}, {Numbers.Short(g.First().Minutes)} min/yr" : $"{g.Key} in {g.Count()} of {total} topologies")) + ".";
    }

    private static string? Objectives(Comparison comparison)
    {
        var agreed = comparison.Studies.Where(s => s.Subject.ObjectiveMinutes is not null).Select(s => (Study: s, Outcome: Objective.Of(s))).ToArray();
        if (agreed.Length == 0) return null;
        var missed = agreed.Where(a => a.Outcome.Met == false).Select(a => Name(a.Study)).ToArray();
        return $"Objectives met: {agreed.Count(a => a.Outcome.Met == true)} of {agreed.Length}{(missed.Length > 0 ? "; not met by " + string.Join(", ", missed) : "")}.";
    }

    private static string? DataLoss(Comparison comparison)
    {
        var ranked = Ranked(comparison, MeasureNames.DataLossProbability);
        return ranked.Length == 0 ? null
            : ranked.Length == 1 ? $"Data loss: {Name(ranked[0].Study)}, probability {Numbers.Short(ranked[0].Value)} per year."
            : $"Data loss, probability per year: from {Numbers.Short(ranked[0].Value)} ({Name(ranked[0].Study)}) to {Numbers.Short(ranked[^1].Value)} ({Name(ranked[^1].Study)}).";
    }

    private static (ModelStudy Study, double Value)[] Ranked(Comparison comparison, string measure) =>
    [
        .. comparison.Studies.Select(s => (Study: s, Found: s.Find(measure))).Where(f => f.Found is { } m && m.Kind != ErrorKind.Bound && double.IsFinite(m.Value))
            .Select(f => (f.Study, f.Found!.Value)).OrderBy(f => f.Value),
    ];

    private static string Name(ModelStudy study) => Wording.Label(study.Subject.Name);
}
