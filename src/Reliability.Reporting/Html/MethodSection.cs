using System.Globalization;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>How each number is found and how far it can be trusted, then every number of every engine.</summary>
internal static class MethodSection
{
    public static void Write(HtmlText html, Comparison comparison)
    {
        html.Element("h3", "How the numbers are found");
        html.Open("dl");
        foreach (var (term, text) in Methods.Of(comparison))
        {
            html.Element("dt", term);
            html.Element("dd", text);
        }

        html.Close("dl");
        for (var i = 0; i < comparison.Studies.Length; i++)
        {
            var study = comparison.Studies[i];
            html.Element("h3", string.Create(CultureInfo.InvariantCulture, $"{i + 1} {study.Subject.Name}"), string.Create(CultureInfo.InvariantCulture, $"id=\"answers-{i + 1}\""));
            AnswersTable.Write(html, study, comparison.Options);
            AnswersTable.WriteChecks(html, study);
            Diagnostics(html, study);
        }
    }

    private static void Diagnostics(HtmlText html, ModelStudy study)
    {
        if (study.Diagnostics.IsEmpty && !study.LimitReached) return;
        html.Element("h4", "Diagnostics");
        html.Open("ul");
        if (study.LimitReached) html.Element("li", "A limit stopped an engine: its answer is missing.");
        foreach (var d in study.Diagnostics) html.Element("li", $"{d.Severity.ToString().ToLowerInvariant()}: {d.Message}{(d.Hint is null ? "" : $" ({d.Hint})")}");
        html.Close("ul");
    }
}
