using System.Globalization;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Topologies;

/// <summary>Reads a section by its form: checks keys, kinds, dimensions and ranges, fills in defaults, and notes every number that went in.</summary>
internal sealed class SectionReader(QuantityScope scope, DiagnosticBag diagnostics, List<InputValue> inputs)
{
    // Says the same as a mean time, the other way round.
    internal const string Rate = "rate";

    /// <summary>Reads a section.</summary>
    /// <param name="node">What stands there; <c>null</c> when the section is absent and all defaults hold.</param>
    /// <param name="form">Its form.</param>
    /// <param name="place">Where it is, such as <c>parts.vm</c>.</param>
    /// <param name="given">Keys that something else gives: no default is filled in for them.</param>
    public SectionValues Read(YamlNode? node, SectionForm form, string place, params string[] given)
    {
        var values = new SectionValues();
        var mapping = node as YamlMapping;
        if (node is not null && mapping is null && node is not YamlScalar { IsEmpty: true })
        {
            diagnostics.Error($"'{form.Name}' is {node.Kind}, but a group of keys is expected", node.Head, $"write for example {form.Name}: {{ {form.Fields[0].Key}: {form.Fields[0].Default ?? "…"} }}");
            return values;
        }

        foreach (var (key, _) in mapping?.Entries ?? [])
        {
            if (form.Fields.All(f => f.Key != key.Text) && !(key.Text == Rate && form.Fields.Any(f => f.Kind == FieldKind.MeanTime)))
            {
                diagnostics.Error($"unknown key '{key.Text}' in {form.Name}", key.Span, NearestName.Hint(key.Text, [.. form.Fields.Select(f => f.Key)]));
            }
        }

        foreach (var field in form.Fields)
        {
            var here = $"{place}.{field.Key}";
            var value = mapping?.Find(field.Key);
            if (field.Kind == FieldKind.MeanTime && mapping?.Find(Rate) is { } rate)
            {
                if (value is not null) diagnostics.Error($"'{field.Key}' and '{Rate}' say the same in {form.Name}", rate.Head, "keep one of them");
                value ??= rate;
            }

            if (scope.Override(here) is { } text) value = new YamlScalar(text.Text, text.Span, false);
            if (field.Kind == FieldKind.Section)
            {
                if (field.Section is null || given.Contains(field.Key, StringComparer.Ordinal)) continue;
                if (value is null && field.Default is null && !scope.OverridesBelow(here)) continue;
                if (field.MayBeNone && value is YamlScalar { Text: "none" } && !scope.OverridesBelow(here))
                {
                    inputs.Add(new InputValue(here, "none", false, $"{field.Meaning}: left out"));
                    continue;
                }

                values.Set(field.Key, Read(value, field.Section, here));
                continue;
            }

            if (value is null)
            {
                if (given.Contains(field.Key, StringComparer.Ordinal) || field.Default is null) continue;
                if (field.Default.Length == 0) diagnostics.Error($"'{field.Key}' is missing in {form.Name}", mapping?.Head ?? node?.Head, field.Meaning);
                else ReadValue(new YamlScalar(field.Default, new SourceSpan(new SourceText("<default>", field.Default), 0, field.Default.Length), false), field, here, values, isDefault: true);
                continue;
            }

            ReadValue(value, field, here, values, isDefault: false);
        }

        return values;
    }

    private void ReadValue(YamlNode node, Field field, string place, SectionValues values, bool isDefault)
    {
        if (field.Kind == FieldKind.Names)
        {
            YamlNode[] items = node is YamlSequence list ? [.. list.Items] : [node];
            foreach (var item in items.Where(i => i is not YamlScalar)) diagnostics.Error($"'{field.Key}' takes names, not {item.Kind}", item.Head);
            values.Set(field.Key, items.OfType<YamlScalar>().ToArray());
            return;
        }

        if (node is not YamlScalar scalar || scalar.IsEmpty)
        {
            diagnostics.Error($"'{field.Key}' takes one value, not {node.Kind}", node.Head, field.Meaning);
            return;
        }

        if (Convert(scalar, field) is not { } value) return;
        values.Set(field.Key, value);
        if (field.Kind != FieldKind.Name) inputs.Add(new InputValue(place, Show(scalar.Text, field, value), isDefault, field.Meaning) { Quantity = Number(scalar, field) });
    }

    // In the dimension that is written, which for a mean time may be that of a rate; zero needs no unit.
    private Quantity? Number(YamlScalar scalar, Field field)
    {
        if (field.Kind is FieldKind.Name or FieldKind.Choice or FieldKind.Integer || scope.Parse(scalar, new DiagnosticBag()) is not { } quantity) return null;
        return quantity is { Value: 0, Dimension: { Time: 0, Size: 0 } } ? quantity with { Dimension = DimensionOf(field) } : quantity;
    }

    private object? Convert(YamlScalar scalar, Field field)
    {
        switch (field.Kind)
        {
            case FieldKind.Name:
                return scalar.Text;
            case FieldKind.Choice:
                if (field.Choices.Contains(scalar.Text, StringComparer.Ordinal)) return scalar.Text;
                diagnostics.Error($"'{scalar.Text}' is not a value of '{field.Key}'", scalar.Span, NearestName.Hint(scalar.Text, field.Choices));
                return null;
            case FieldKind.Integer:
                if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) && integer >= field.Minimum && integer <= field.Maximum) return integer;
                diagnostics.Error($"'{field.Key}' is '{scalar.Text}', but a whole number from {field.Minimum} to {field.Maximum} is expected", scalar.Span, field.Meaning);
                return null;
            case FieldKind.MeanTime:
                return MeanTime(scalar, field);
            default:
                return Quantity(scalar, field);
        }
    }

    private object? MeanTime(YamlScalar scalar, Field field)
    {
        if (scope.Parse(scalar, diagnostics) is not { } quantity) return null;
        if (quantity.Dimension == Dimension.Rate) quantity = new Quantity(1 / quantity.Value, Dimension.Duration);
        if (quantity.Dimension != Dimension.Duration)
        {
            if (quantity.Dimension == Dimension.Number) diagnostics.Error($"'{scalar.Text}' has no unit", scalar.Span, $"'{field.Key}' is a duration such as 4 h, or a rate such as 2 / y; units are {string.Join(", ", Units.Symbols.Take(9))}");
            else diagnostics.Error($"'{scalar.Text}' is {quantity.Dimension.Name}, but '{field.Key}' is a duration or a rate", scalar.Span, "write for example 1000 h, 8 y, or 2 / y");
            return null;
        }

        if (quantity.Value > 0 && double.IsFinite(quantity.Value)) return quantity.Value;
        diagnostics.Error($"'{field.Key}' must be above zero", scalar.Span, "a failure that never happens is left out instead");
        return null;
    }

    private static Dimension DimensionOf(Field field) => field.Kind switch
    {
        FieldKind.Duration or FieldKind.MeanTime => Dimension.Duration,
        FieldKind.PerBit => Dimension.PerBit,
        FieldKind.DataSize => Dimension.DataSize,
        _ => Dimension.Number,
    };

    private object? Quantity(YamlScalar scalar, Field field)
    {
        var dimension = DimensionOf(field);
        if (scope.Parse(scalar, dimension, diagnostics) is not { } quantity) return null;
        if (field.Kind == FieldKind.Probability && quantity.Value is < 0 or > 1 && dimension == Dimension.Number)
        {
            diagnostics.Error($"the probability '{field.Key}' is {QuantityText.Number(quantity.Value)}, outside 0..1", scalar.Span, quantity.Value is > 1 and <= 100 ? $"did you mean {QuantityText.Number(quantity.Value)} %?" : "a probability lies between 0 and 1, or between 0 % and 100 %");
            return null;
        }

        var mayBeZero = field.Kind != FieldKind.Duration || field.Default is "0 h" || field.Key is "switchover" or "pause" or "placement" or "offset";
        if (quantity.Value > 0 || (quantity.Value == 0 && mayBeZero)) return quantity.Value;
        diagnostics.Error(quantity.Value < 0 ? $"'{field.Key}' must not be negative" : $"'{field.Key}' must be above zero", scalar.Span, field.Meaning);
        return null;
    }

    // The text as written, with the value behind it where a name stands for it.
    private static string Show(string text, Field field, object value) =>
        value is double number && text.Any(char.IsLetter) && !text.Any(char.IsAsciiDigit)
            ? $"{text} = {(field.Kind is FieldKind.Duration or FieldKind.MeanTime ? QuantityText.Duration(number) : QuantityText.Number(number))}"
            : text;
}
