using Reliability.Formats.Yaml;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Topologies;

/// <summary>The values of one section, defaults filled in.</summary>
internal sealed class SectionValues
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    public void Set(string key, object value) => values[key] = value;

    public bool Has(string key) => values.ContainsKey(key);

    public double Number(string key) => (double)values[key];

    public Duration Duration(string key) => Modeling.Quantities.Duration.FromHours(Number(key));

    public Duration? OptionalDuration(string key) => Has(key) ? Duration(key) : null;

    public int Integer(string key) => (int)values[key];

    public int? OptionalInteger(string key) => Has(key) ? Integer(key) : null;

    public string Text(string key) => (string)values[key];

    public string? OptionalText(string key) => Has(key) ? Text(key) : null;

    public SectionValues Section(string key) => (SectionValues)values[key];

    public SectionValues? OptionalSection(string key) => Has(key) ? Section(key) : null;

    public IReadOnlyList<YamlScalar> Names(string key) => Has(key) ? (IReadOnlyList<YamlScalar>)values[key] : [];
}
