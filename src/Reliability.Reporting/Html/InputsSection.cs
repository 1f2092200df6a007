using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>Switches and numbers that went in, each once, with the topologies that take it.</summary>
internal static class InputsSection
{
    private const string DefaultMark = "; default: ";

    public static void Write(HtmlText html, Comparison comparison)
    {
        var all = comparison.Studies.Length;
        html.Paragraph("Each line says which topologies it holds for, by their numbers. What a file does not give is a default; its source stands beside it.");
        html.Element("h3", "Switches that change the answer");
        var switches = Grouped(comparison, s => s.Subject.Assumptions.IsDefaultOrEmpty ? [] : s.Subject.Assumptions);
        if (switches.Count == 0)
        {
            html.Paragraph("Model files have none.");
        }
        else
        {
            html.OpenTable("Assumptions", sortable: false, "Switch", "Setting", "Topologies");
            foreach (var ((name, setting), numbers) in switches) html.Row(name, setting, Places.Of(numbers, all));
            html.CloseTable();
        }

        html.Element("h3", "Numbers");
        var inputs = Grouped(comparison, s => s.Subject.Inputs.IsDefaultOrEmpty ? [] : s.Subject.Inputs);
        if (inputs.Count == 0)
        {
            html.Paragraph("The models do not list theirs.");
            return;
        }

        html.Open("div", "class=\"inputs\"");
        html.OpenTable("Every number that went in", sortable: true, "Place", "Value", "From", "Meaning", "Source of the default", "Topologies");
        foreach (var (input, numbers) in inputs)
        {
            var at = input.Meaning.IndexOf(DefaultMark, StringComparison.Ordinal);
            var (meaning, source) = at < 0 ? (input.Meaning, "") : (input.Meaning[..at], input.Meaning[(at + DefaultMark.Length)..]);
            html.Row(input.Place, input.Value, input.IsDefault ? "default" : "file", meaning, source, Places.Of(numbers, all));
        }

        html.CloseTable();
        html.Close("div");
    }

    private static List<(T What, List<int> Numbers)> Grouped<T>(Comparison comparison, Func<ModelStudy, IEnumerable<T>> read)
        where T : notnull
    {
        var groups = new List<(T What, List<int> Numbers)>();
        var places = new Dictionary<T, List<int>>();
        for (var i = 0; i < comparison.Studies.Length; i++)
        {
            foreach (var what in read(comparison.Studies[i]).Distinct())
            {
                if (!places.TryGetValue(what, out var numbers)) groups.Add((what, places[what] = numbers = []));
                numbers.Add(i + 1);
            }
        }

        return groups;
    }
}
