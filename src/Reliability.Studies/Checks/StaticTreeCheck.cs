using System.Globalization;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Analytic;
using Reliability.Studies.Results;

namespace Reliability.Studies.Checks;

/// <summary>
/// Compares a static fault tree with the chain of the same topology. A tree of independent basic events cannot see what happens in time: failovers,
/// restarts elsewhere, resynchronisation, repair queues. The chain's downtime of causes that are nothing but such time is named and taken off; what is left
/// must agree, or be put down to the other things in time that the parts name, with its size.
/// </summary>
internal static class StaticTreeCheck
{
    /// <summary>Relative difference that remains allowed: a static tree multiplies mean unavailabilities where the chain follows overlaps in time.</summary>
    public const double Allowance = 0.05;

    /// <summary>Judges the top probability against the chain.</summary>
    /// <param name="chain">The chain's answer.</param>
    /// <param name="layers">The chain's downtime by part and cause; of a model that is no topology, none.</param>
    /// <param name="top">The exact top probability of the tree.</param>
    /// <param name="invisible">What the tree cannot see: of which part, by which cause.</param>
    /// <param name="dynamics">What else happens in time that no tree can say.</param>
    public static Check Judge(AnalyticResult chain, IReadOnlyCollection<LayerDowntime> layers, double top, IReadOnlyCollection<(string Part, Cause Cause)> invisible, IReadOnlyCollection<string> dynamics)
    {
        Check Of(Verdict verdict, string note) => new("unavailability", "markov", "fault-tree", chain.Unavailability, top, null, null, verdict, note);
        if (chain.ByCause is null) return Of(Verdict.Inconclusive, "the chain's downtime by cause is not known");
        var hidden = layers.Where(l => invisible.Contains((l.Part, new Cause(l.Cause))) && l.MinutesPerYear > 0)
            .GroupBy(l => l.Cause, StringComparer.Ordinal).Select(g => (Cause: g.Key, ShareOfTime: g.Sum(l => l.MinutesPerYear) / Duration.MinutesPerYear)).ToArray();
        var seen = layers.Count == 0 ? chain.Unavailability : layers.Where(l => !invisible.Contains((l.Part, new Cause(l.Cause)))).Sum(l => l.MinutesPerYear) / Duration.MinutesPerYear;
        var names = hidden.Length == 0 ? "" : "by design the tree does not see " + string.Join(", ", hidden.Select(h => $"{h.Cause} ({Minutes(h.ShareOfTime)})"));
        var remainder = string.Create(CultureInfo.InvariantCulture, $"what both see differs by {Percent(top, seen)} %");
        // What the tree adds for an invisible cause (hosts lost together, say) is at most what the chain books to it.
        var slack = (Allowance * Math.Max(top, seen)) + (top > seen ? hidden.Sum(h => h.ShareOfTime) : 0);
        if (Math.Abs(top - seen) <= slack) return Of(Verdict.Agree, names.Length == 0 ? remainder : $"{names}; {remainder}");
        if (dynamics.Count == 0) return Of(Verdict.Disagree, (names.Length == 0 ? "nothing is hidden from the tree, yet " : names + "; ") + remainder);
        var size = $"{(top < seen ? "the chain has" : "the tree has")} {Minutes(Math.Abs(top - seen))} more because a static tree does not know: {string.Join(", ", dynamics)}";
        return Of(Verdict.ByDesign, names.Length == 0 ? size : $"{names}; {size}");
    }

    private static string Percent(double top, double seen)
    {
        var percent = Math.Round(seen > 0 ? 100 * (top - seen) / seen : 100, 2);
        return (percent == 0 ? 0 : percent).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static string Minutes(double share) => QuantityText.Number(share * Duration.MinutesPerYear) + " min/yr";
}
