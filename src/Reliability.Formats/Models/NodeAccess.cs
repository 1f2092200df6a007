using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Models;

/// <summary>Takes nodes as what they should be, and says so where they are not.</summary>
internal sealed class NodeAccess(DiagnosticBag diagnostics)
{
    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>The node as a group with known keys only; what is unknown or missing is reported.</summary>
    public YamlMapping? Group(YamlNode node, string what, IReadOnlyList<ModelKey> form)
    {
        if (Mapping(node, what) is not { } mapping) return null;
        string[] names = [.. form.Select(k => k.Name)];
        foreach (var (key, _) in mapping.Entries)
        {
            if (names.Contains(key.Text, StringComparer.Ordinal)) continue;
            if (Balance(key.Text) < 0) diagnostics.Error($"the comma before '{key.Text}' ends the value, although a parenthesis is open", key.Span, "between { and } put a value that has commas into quotes");
            else diagnostics.Error($"{what} has no key '{key.Text}'", key.Span, NearestName.Hint(key.Text, names));
        }

        foreach (var key in form)
        {
            if (key.IsRequired && mapping.Find(key.Name) is null) diagnostics.Error($"{what} has no '{key.Name}:'", mapping.Head, Sentence(key.Description));
        }

        return mapping;
    }

    /// <summary>How many parentheses are open at the end of a text; below zero when it closes more than it opens.</summary>
    internal static int Balance(string text) => text.Count(c => c == '(') - text.Count(c => c == ')');

    public YamlMapping? Mapping(YamlNode node, string what)
    {
        if (node is YamlMapping mapping) return mapping;
        diagnostics.Error($"{what} is {node.Kind}, not a group of keys", node.Head, "write 'key: value' in the lines below, indented");
        return null;
    }

    public YamlSequence? List(YamlNode node, string what)
    {
        if (node is YamlSequence list) return list;
        diagnostics.Error($"{what} is {node.Kind}, not a list", node.Head, "write [a, b] or lines that begin with '- '");
        return null;
    }

    public YamlScalar? Scalar(YamlNode node, string what)
    {
        if (node is YamlScalar { IsEmpty: false } scalar) return scalar;
        if (node is YamlScalar) diagnostics.Error($"{what} has no value", node.Head, "write it behind the colon");
        else diagnostics.Error($"{what} is {node.Kind}, not a value", node.Head);
        return null;
    }

    public YamlScalar? Find(YamlMapping mapping, string key, string what) =>
        mapping.Find(key) is { } node ? Scalar(node, $"'{key}' of {what}") : null;

    public bool Truth(YamlNode node, string what)
    {
        if (Scalar(node, what) is not { } scalar) return false;
        if (scalar.Text is "true") return true;
        if (scalar.Text is not "false") diagnostics.Error($"'{scalar.Text}' is neither true nor false", scalar.Span);
        return false;
    }

    private static string Sentence(string description) => $"it says: {char.ToLowerInvariant(description[0])}{description[1..].TrimEnd('.')}";
}
