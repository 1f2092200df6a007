using System.Globalization;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>What brings each topology down by the static fault tree: alone, together, and how much each event matters.</summary>
internal static class WeakPointsSection
{
    private const int CutSetsShown = 8;
    private const int EventsShown = 6;

    public static void Write(HtmlText html, Comparison comparison)
    {
        html.Paragraph("By the static fault tree. A single point of failure is an event that is enough by itself; a minimal cut set is a set of events that is enough together and none of which can be left out. Brackets stand where a common cause divides an event: [a b] takes a and b at once, [a] is what takes a alone. Probabilities are shares of time.");
        Singles(html, comparison);
        for (var i = 0; i < comparison.Studies.Length; i++) Study(html, comparison.Studies[i], i + 1);
    }

    /// <summary>The single points of failure among the cut sets that are known, in words.</summary>
    public static string Singles(ModelStudy study) => study.CutSets.IsEmpty ? Numbers.Absent
        : study.CutSets.Any(c => c.Order == 1) ? string.Join(", ", study.CutSets.Where(c => c.Order == 1).Select(c => $"{c.Events[0]} ({Numbers.Short(c.Probability)})"))
        : $"none among the {study.CutSets.Length} most probable cut sets";

    private static void Singles(HtmlText html, Comparison comparison)
    {
        html.OpenTable("Single points of failure, with the share of time each is there", sortable: true, "Topology", Column.Of("Single points"), "Which");
        for (var i = 0; i < comparison.Studies.Length; i++)
        {
            var study = comparison.Studies[i];
            html.Open("tr");
            SummaryTable.Name(html, study, i);
            var count = study.CutSets.Count(c => c.Order == 1);
            html.Number(study.CutSets.IsEmpty ? Numbers.Absent : count.ToString(CultureInfo.InvariantCulture), study.CutSets.IsEmpty ? null : count);
            html.Element("td", Singles(study));
            html.Close("tr");
        }

        html.CloseTable();
    }

    private static void Study(HtmlText html, ModelStudy study, int number)
    {
        if (study.Subject.FaultTree is null && study.CutSets.IsEmpty) return;
        html.Element("h3", string.Create(CultureInfo.InvariantCulture, $"{number} {study.Subject.Name}"));
        if (study.CutSets.IsEmpty)
        {
            html.Paragraph("No minimal cut sets were computed.");
            return;
        }

        html.OpenTable(
            study.CutSets.Length > CutSetsShown ? $"The {CutSetsShown} most probable minimal cut sets" : "Minimal cut sets, most probable first", sortable: true,
            "Events that together bring it down", Column.Of("Order"), Column.Of("Probability"));
        foreach (var set in study.CutSets.Take(CutSetsShown))
        {
            html.Open("tr");
            html.Head(string.Join(" and ", set.Events));
            html.Number(Numbers.Long(set.Order), set.Order);
            html.Number(Numbers.Short(set.Probability), set.Probability);
            html.Close("tr");
        }

        html.CloseTable();
        if (study.Importance.IsEmpty) return;
        html.OpenTable(
            study.Importance.Length > EventsShown ? $"The {EventsShown} most critical events" : "Importance of events, most critical first", sortable: true,
            "Event", Column.Of("Probability"), Column.Of("Criticality"), Column.Of("Birnbaum"), Column.Of("Risk achievement worth"), Column.Of("Risk reduction worth"));
        foreach (var e in study.Importance.Take(EventsShown))
        {
            html.Open("tr");
            html.Head(e.Event.Name);
            foreach (var value in (ReadOnlySpan<double>)[e.Event.Probability, e.CriticalityImportance, e.BirnbaumImportance, e.RiskAchievementWorth, e.RiskReductionWorth]) html.Number(Numbers.Short(value), value);
            html.Close("tr");
        }

        html.CloseTable();
    }
}
