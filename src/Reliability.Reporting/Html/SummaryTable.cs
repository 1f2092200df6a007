using System.Globalization;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>One line a topology: what it achieves, what it promised, and whether the answers agree.</summary>
internal static class SummaryTable
{
    public static void Write(HtmlText html, Comparison comparison)
    {
        var objectives = comparison.Studies.Any(s => s.Subject.ObjectiveMinutes is not null);
        var losses = comparison.Studies.Any(s => s.Find(MeasureNames.DataLossProbability) is not null);
        Column[] headers =
        [
            "Topology", .. ((string[])["Availability", "Nines", "Downtime, min/yr", "planned", "unplanned", "Interruptions per year", "Mean length"]).Select(Column.Of),
            .. losses ? [Column.Of("Data loss, per year")] : Array.Empty<Column>(), .. objectives ? ["Objective"] : Array.Empty<Column>(), "Answers",
        ];
        html.OpenTable("The topologies side by side. Each number comes from the best engine that has it: the chain, else the simulation, else the tree", sortable: true, headers);
        for (var i = 0; i < comparison.Studies.Length; i++)
        {
            var study = comparison.Studies[i];
            var u = study.Find(MeasureNames.Unavailability);
            var length = study.Find(MeasureNames.MeanDownTime);
            html.Open("tr");
            Name(html, study, i);
            html.Number(Availability(u), -u.Key());
            html.Number(Nines(u), -u.Key());
            foreach (var measure in (ReadOnlySpan<string>)[MeasureNames.Downtime, MeasureNames.ScheduledDowntime, MeasureNames.UnscheduledDowntime]) html.Number(study.Find(measure).Text(), study.Find(measure).Key());
            html.Number(study.Find(MeasureNames.InterruptionFrequency).Text(Duration.HoursPerYear), study.Find(MeasureNames.InterruptionFrequency).Key());
            html.Number(Numbers.Length(length?.Value), length.Key());
            if (losses) html.Number(study.Find(MeasureNames.DataLossProbability).Text(), study.Find(MeasureNames.DataLossProbability).Key());
            if (objectives) html.Element("td", Objective.Of(study).Text);
            html.Open("td");
            html.Element(study.Verdict is null or Verdict.Agree ? "span" : "mark", study.Verdict is { } verdict ? Wording.Of(verdict) : "not compared");
            html.Close("td");
            html.Close("tr");
        }

        html.CloseTable();
    }

    /// <summary>The header cell of a topology: its number and its name, a link to its drawing.</summary>
    public static void Name(HtmlText html, ModelStudy study, int index)
    {
        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        html.Open("th", $"scope=\"row\" data-v=\"{number}\"");
        html.Raw($"{number} ");
        html.Element("a", study.Subject.Name, $"href=\"#topology-{number}\"");
        html.Close("th");
    }

    /// <summary>Availability with all its nines.</summary>
    public static string Availability(Measurement? u) => u switch
    {
        null => Numbers.Absent,
        { Kind: ErrorKind.Bound } => u.Upper is { } upper ? "at least " + Numbers.NearOne(upper) : Numbers.Absent,
        _ => Numbers.NearOne(u.Value),
    };

    private static string Nines(Measurement? u) => u switch
    {
        null => Numbers.Absent,
        { Kind: ErrorKind.Bound } => u.Upper is > 0 ? "at least " + Numbers.Nines(u.Upper.Value) : Numbers.Absent,
        _ => Numbers.Nines(u.Value),
    };
}
