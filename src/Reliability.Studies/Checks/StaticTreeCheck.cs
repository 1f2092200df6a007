using System.Globalization;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Analytic;

namespace Reliability.Studies.Checks;

/// <summary>
/// Compares a static fault tree with the chain of the same topology. A tree of independent basic events cannot see what happens in time: failovers,
/// restarts elsewhere, resynchronisation. The chain's downtime of those causes is named as a difference by design; the rest must agree.
/// </summary>
public static class StaticTreeCheck
{
    /// <summary>Relative difference that remains allowed: a static tree multiplies mean unavailabilities where the chain follows overlaps and queues in time.</summary>
    public const double Allowance = 0.05;

    /// <summary>Judges the top probability against the chain.</summary>
    /// <param name="chain">The chain's answer, with downtime by cause.</param>
    /// <param name="top">The exact top probability of the tree.</param>
    /// <param name="invisible">Causes that the tree cannot see.</param>
    public static Check Judge(AnalyticResult chain, double top, IReadOnlyCollection<Cause> invisible)
    {
        if (chain.ByCause is not { } causes)
        {
            return new Check("unavailability", "markov", "fault-tree", chain.Unavailability, top, null, null, Verdict.Inconclusive, "the chain's downtime by cause is not known");
        }

        var hidden = causes.Where(c => invisible.Contains(c.Cause) && c.ShareOfTime > 0).ToArray();
        var seen = causes.Where(c => !invisible.Contains(c.Cause)).Sum(c => c.ShareOfTime);
        var rest = Math.Abs(top - seen);
        // What the tree adds for an invisible cause (hosts lost together, say) is at most what the chain books to it.
        var slack = (Allowance * Math.Max(top, seen)) + (top > seen ? hidden.Sum(h => h.ShareOfTime) : 0);
        var verdict = rest <= slack ? Verdict.Agree : Verdict.Disagree;
        var names = hidden.Length == 0 ? "nothing is hidden from the tree" : "by design the tree does not see " + string.Join(", ", hidden.Select(h => $"{h.Cause} ({Minutes(h.ShareOfTime)})"));
        var remainder = seen > 0 ? string.Create(CultureInfo.InvariantCulture, $"; what both see differs by {100 * (top - seen) / seen:0.##} %") : "";
        return new Check("unavailability", "markov", "fault-tree", chain.Unavailability, top, null, null, verdict, names + remainder);
    }

    private static string Minutes(double share) => QuantityText.Number(share * Duration.MinutesPerYear) + " min/yr";
}
