using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Topologies;

/// <summary>The named parameters of a file, and what the command line sets instead; parameters may use each other in any order.</summary>
internal sealed class QuantityScope
{
    private readonly Dictionary<string, YamlScalar> parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Quantity?> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlScalar> overrides = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly DiagnosticBag diagnostics;

    public QuantityScope(YamlNode? section, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        foreach (var (name, text) in settings) overrides[name] = new YamlScalar(text, new SourceSpan(new SourceText("--set " + name, text), 0, text.Length), false);
        if (section is YamlMapping mapping)
        {
            foreach (var (key, value) in mapping.Entries)
            {
                if (value is YamlScalar scalar && !scalar.IsEmpty) parameters[key.Text] = scalar;
                else diagnostics.Error($"parameter '{key.Text}' is {value.Kind}, but a quantity is expected", value.Head, "write for example guest-mtbf: 1460 h");
            }
        }
        else if (section is not null and not YamlScalar { IsEmpty: true })
        {
            diagnostics.Error($"'parameters' is {section.Kind}, but names with values are expected", section.Head);
        }

        foreach (var name in overrides.Keys.Where(parameters.ContainsKey).ToArray())
        {
            parameters[name] = overrides[name];
            used.Add(name);
        }

        foreach (var name in parameters.Keys) Value(name);
    }

    public YamlScalar? Override(string place)
    {
        if (!overrides.TryGetValue(place, out var value)) return null;
        used.Add(place);
        return value;
    }

    public bool OverridesBelow(string place) => overrides.Keys.Any(k => k.StartsWith(place + ".", StringComparison.Ordinal));

    /// <summary>Reports what the command line sets but the file does not have.</summary>
    public void ReportUnused(IEnumerable<string> places)
    {
        foreach (var name in overrides.Keys.Where(n => !used.Contains(n)))
        {
            diagnostics.Error($"--set names '{name}', which this file does not have", null, NearestName.Hint(name, [.. parameters.Keys, .. places]));
        }
    }

    /// <summary>The named parameters with their values, in the order of the file.</summary>
    public IEnumerable<InputValue> Named() => parameters.Select(p => new InputValue(p.Key, p.Value.Text, false, "a named parameter") { Quantity = values[p.Key] });

    public Quantity? Parse(YamlScalar scalar, DiagnosticBag bag) => QuantityParser.Parse(scalar.Text, scalar.Span, Value, () => parameters.Keys, bag);

    public Quantity? Parse(YamlScalar scalar, Dimension dimension, DiagnosticBag bag) => QuantityParser.Parse(scalar.Text, scalar.Span, dimension, Value, () => parameters.Keys, bag);

    private Quantity? Value(string name)
    {
        if (values.TryGetValue(name, out var known)) return known ?? new Quantity(1, Dimension.Duration);
        if (!parameters.TryGetValue(name, out var scalar)) return null;
        if (!open.Add(name))
        {
            diagnostics.Error($"parameter '{name}' is defined by itself", scalar.Span, $"in a circle: {string.Join(" → ", open)} → {name}");
            return new Quantity(1, Dimension.Duration);
        }

        var value = Parse(scalar, diagnostics);
        open.Remove(name);
        values[name] = value;
        return value ?? new Quantity(1, Dimension.Duration);
    }
}
