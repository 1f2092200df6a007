using System.Globalization;
using Reliability.Markov.ModelChecking;
using Reliability.Markov.Solvers;
using Reliability.Studies.Properties;
using Spectre.Console;

namespace Reliability.Cli.Output;

/// <summary>The answers to properties as a table.</summary>
internal static class PropertyView
{
    private const int MostListed = 20;

    public static void Show(IAnsiConsole console, PropertyStudy study)
    {
        var table = new FittingTable(string.Create(CultureInfo.InvariantCulture, $"{study.Subject.Name}: {study.States} states{(study.SolvedStates == study.States ? "" : $", solved as {study.SolvedStates}")}, {study.Transitions} transitions, built in {study.BuildSeconds:0.##} s"));
        table.Add("property", 9, study.Results.Select(r => (r.Property.Name ?? r.Property.Text, (Style?)null)));
        table.Add("value", 8, study.Results.Select(r => (Value(r), (Style?)null)));
        table.Add("error", 7, study.Results.Select(r => (Error(r), (Style?)null)));
        table.Add("seconds", 5, study.Seconds.Select(s => (s.ToString("0.##", CultureInfo.InvariantCulture), (Style?)null)));
        table.Add("method", 6, study.Results.Select(r => (r.Method, (Style?)null)));
        table.Write(console);
        foreach (var result in study.Results.Where(r => !r.Listed.IsEmpty)) List(console, study, result);
    }

    private static void List(IAnsiConsole console, PropertyStudy study, PropertyResult result)
    {
        console.WriteLine($"  {result.Property.Name ?? result.Property.Text}:");
        foreach (var (state, value) in result.Listed.Take(MostListed)) console.WriteLine($"    {state} ({study.Describe(state)}): {Number(value)}");
        if (result.Listed.Length > MostListed) console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    and {result.Listed.Length - MostListed} more"));
    }

    private static string Value(PropertyResult r)
    {
        if (!r.Answered && double.IsNaN(r.Value)) return "no answer";
        if (r.Upper is { } upper) return $"{Number(r.Value)} to {Number(upper)}";
        var text = r.IsTruth ? (r.Value != 0 ? "true" : "false") : Number(r.Value);
        return r.Answered ? text : text + " (?)";
    }

    private static string Error(PropertyResult r) =>
        double.IsNaN(r.Value) || r.IsTruth ? ""
        : r.Error.Absolute == 0 ? "0"
        : (r.Error.Kind == ErrorKind.Estimate ? "~ " : "< ") + r.Error.Absolute.ToString("0.#e+0", CultureInfo.InvariantCulture);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "infinity" : value.ToString("G12", CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal).Replace("E+0", "e", StringComparison.Ordinal).Replace("E", "e", StringComparison.Ordinal);
}
