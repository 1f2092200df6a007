using System.Collections.Immutable;
using Reliability.Formats.Prism;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Models;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Tests.Prism;

/// <summary>Reads models and properties for tests.</summary>
internal static class PrismText
{
    public static (PrismModel? Model, ImmutableArray<Diagnostic> Diagnostics) Read(string text, params (string Name, string Value)[] settings)
    {
        var diagnostics = new DiagnosticBag();
        var model = PrismModelReader.Read(new SourceText("m.sm", text), Settings(settings), diagnostics);
        return (model, diagnostics.ToImmutable());
    }

    public static PrismModel Good(string text, params (string Name, string Value)[] settings)
    {
        var (model, diagnostics) = Read(text, settings);
        Assert.That(diagnostics.Select(d => d.ToString()), Is.Empty);
        return model!;
    }

    public static (ImmutableArray<Property>? Properties, ImmutableArray<Diagnostic> Diagnostics) Properties(string text, PrismModel model, params (string Name, string Value)[] settings)
    {
        var diagnostics = new DiagnosticBag();
        var properties = PrismPropertyReader.Read(new SourceText("m.props", text), model, Settings(settings), diagnostics);
        return (properties, diagnostics.ToImmutable());
    }

    public static ImmutableArray<Property> GoodProperties(string text, PrismModel model, params (string Name, string Value)[] settings)
    {
        var (properties, diagnostics) = Properties(text, model, settings);
        Assert.That(diagnostics.Select(d => d.ToString()), Is.Empty);
        return properties!.Value;
    }

    public static Dictionary<string, string> Settings(params (string Name, string Value)[] settings) => settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);

    /// <summary>An event in one line: name, guard, rate, assignments.</summary>
    public static string Show(Event e, StochasticModel model) =>
        $"{e.Name}: {e.Guard} -> {((ExponentialDelay)e.Delay).Rate} : {(e.Outcomes[0].Assignments.Count == 0 ? "true" : string.Join(" & ", e.Outcomes[0].Assignments.Select(a => $"{model.Variables[a.Variable].Name}' = {a.Value}")))}";

    public static string[] Events(PrismModel model) => [.. model.Model.Events.Select(e => Show(e, model.Model))];
}
