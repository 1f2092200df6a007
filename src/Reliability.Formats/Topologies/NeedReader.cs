using System.Globalization;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Diagnostics;
using Reliability.Topologies.Services;

namespace Reliability.Formats.Topologies;

/// <summary>Reads what services need. A need may name a part or another service; circles are reported.</summary>
internal sealed class NeedReader(IReadOnlyDictionary<string, YamlNode> services, IReadOnlyCollection<string> parts, DiagnosticBag diagnostics)
{
    private static readonly string[] Keys = ["all", "any", "at-least"];

    private readonly List<string> open = [];

    public Need? Service(string name, YamlNode? place)
    {
        if (open.Contains(name, StringComparer.Ordinal))
        {
            diagnostics.Error($"service '{name}' needs itself", place?.Head, $"in a circle: {string.Join(" → ", open.SkipWhile(o => o != name))} → {name}");
            return null;
        }

        open.Add(name);
        var need = Read(services[name]);
        open.RemoveAt(open.Count - 1);
        return need;
    }

    private Need? Read(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar { IsEmpty: false } scalar:
                if (parts.Contains(scalar.Text)) return new NeedPart(scalar.Text);
                if (services.ContainsKey(scalar.Text)) return Service(scalar.Text, scalar);
                diagnostics.Error($"there is no part or service '{scalar.Text}'", scalar.Span, NearestName.Hint(scalar.Text, [.. parts, .. services.Keys]));
                return null;
            case YamlMapping { Entries: [var (key, value)] } when Keys.Contains(key.Text, StringComparer.Ordinal):
                return key.Text == "at-least" ? AtLeast(value) : Several(value, all: key.Text == "all");
            case YamlMapping { Entries: [var (key, _), ..] }:
                diagnostics.Error($"'{key.Text}' is not expected here", key.Span, "a need is a part, all: [...], any: [...] or at-least: { count: k, of: [...] }");
                return null;
            case YamlSequence list:
                return Several(list, all: true);
            default:
                diagnostics.Error("a need is missing", node.Head, "name a part, or write all: [...], any: [...] or at-least: { count: k, of: [...] }");
                return null;
        }
    }

    private NeedAtLeast? Several(YamlNode node, bool all) => Items(node) is { } items ? new NeedAtLeast(all ? items.Count : 1, items.ToEquatableArray()) : null;

    private NeedAtLeast? AtLeast(YamlNode node)
    {
        if (node is not YamlMapping mapping || mapping.Find("of") is not { } of || mapping.Find("count") is not YamlScalar count)
        {
            diagnostics.Error("'at-least' needs a count and a list", node.Head, "write at-least: { count: 2, of: [a, b, c] }");
            return null;
        }

        if (Items(of) is not { } items) return null;
        if (int.TryParse(count.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var k) && k >= 1 && k <= items.Count) return new NeedAtLeast(k, items.ToEquatableArray());
        diagnostics.Error($"the count is '{count.Text}', but a whole number from 1 to {items.Count} is expected", count.Span);
        return null;
    }

    private List<Need>? Items(YamlNode node)
    {
        if (node is not YamlSequence { Items.Length: > 0 } list)
        {
            diagnostics.Error("a list of needs is expected", node.Head, "write for example all: [vm, san]");
            return null;
        }

        var needs = list.Items.Select(Read).OfType<Need>().ToList();
        return needs.Count < list.Items.Length ? null : needs;
    }
}
