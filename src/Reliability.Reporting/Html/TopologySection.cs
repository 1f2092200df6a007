using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>All about one topology.</summary>
internal static class TopologySection
{
    private const int CutSetsShown = 15;
    private const int EventsShown = 10;

    public static void Write(HtmlText html, ModelStudy study, Comparison comparison, int number)
    {
        html.Open("section", $"id=\"topology-{number}\"");
        html.Element("h2", Wording.Clean(study.Subject.Name));
        html.Element("p", "From " + study.Subject.Source);
        AnswersTable.Write(html, study, comparison.Options);
        AnswersTable.WriteChecks(html, study);
        WriteTree(html, study);
        WriteInputs(html, study);
        WriteDiagnostics(html, study);
        html.Close("section");
    }

    private static void WriteTree(HtmlText html, ModelStudy study)
    {
        if (study.Subject.FaultTree is null && study.CutSets.IsEmpty) return;
        html.Element("h3", "What brings it down, by the static fault tree");
        if (study.CutSets.IsEmpty)
        {
            html.Element("p", "No minimal cut sets were computed.");
            return;
        }

        html.OpenTable(
            study.CutSets.Length > CutSetsShown ? $"The {CutSetsShown} most probable minimal cut sets" : "Minimal cut sets, most probable first",
            "Events that together bring it down", "Order", "Probability");
        foreach (var set in study.CutSets.Take(CutSetsShown)) html.Row(string.Join(" and ", set.Events), Wording.Number(set.Order), Wording.Number(set.Probability));
        html.CloseTable();
        var single = study.CutSets.Where(c => c.Order == 1).ToArray();
        html.Element("h3", "Single points of failure");
        if (single.Length == 0)
        {
            html.Element("p", $"None among the {study.CutSets.Length} most probable cut sets.");
        }
        else
        {
            html.Open("ul");
            foreach (var set in single) html.Element("li", $"{set.Events[0]} (probability {Wording.Number(set.Probability)})");
            html.Close("ul");
        }

        if (study.Importance.IsEmpty) return;
        html.OpenTable(
            study.Importance.Length > EventsShown ? $"The {EventsShown} most critical events" : "Importance of events, most critical first",
            "Event", "Probability", "Criticality", "Birnbaum", "Risk achievement worth", "Risk reduction worth");
        foreach (var i in study.Importance.Take(EventsShown))
        {
            html.Row(
                i.Event.Name, Wording.Number(i.Event.Probability), Wording.Number(i.CriticalityImportance), Wording.Number(i.BirnbaumImportance),
                Wording.Number(i.RiskAchievementWorth), Wording.Number(i.RiskReductionWorth));
        }

        html.CloseTable();
    }

    private static void WriteInputs(HtmlText html, ModelStudy study)
    {
        if (!study.Subject.Assumptions.IsDefaultOrEmpty)
        {
            html.Element("h3", "Assumptions");
            html.OpenTable("Switches that change the answer", "Switch", "Setting");
            foreach (var (name, setting) in study.Subject.Assumptions) html.Row(name, setting);
            html.CloseTable();
        }

        if (study.Subject.Inputs.IsDefaultOrEmpty) return;
        html.Element("h3", "Inputs");
        html.OpenTable("Every number that went in", "Place", "Value", "From", "Meaning and source");
        foreach (var input in study.Subject.Inputs) html.Row(input.Place, input.Value, input.IsDefault ? "default" : "file", input.Meaning);
        html.CloseTable();
    }

    private static void WriteDiagnostics(HtmlText html, ModelStudy study)
    {
        if (study.Diagnostics.IsEmpty && !study.LimitReached) return;
        html.Element("h3", "Diagnostics");
        html.Open("ul");
        if (study.LimitReached) html.Element("li", "A limit stopped an engine: its answer is missing.");
        foreach (var d in study.Diagnostics) html.Element("li", $"{d.Severity.ToString().ToLowerInvariant()}: {d.Message}{(d.Hint is null ? "" : $" ({d.Hint})")}");
        html.Close("ul");
    }
}
