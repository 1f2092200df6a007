using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>Reads how long an event waits: a rate, a law, or nothing at all.</summary>
internal sealed class DelayReader(NodeAccess access, ValueReader values)
{
    private static readonly string[] Ways = ["rate", "after", "immediate"];

    private static readonly string[] Repairs = ["as-new", "as-old", "virtual-age"];
    private const string RepairHint = "write for example virtual-age(factor 0.3, kind I)";

    private readonly LawReader laws = new(values, access.Diagnostics);

    private DiagnosticBag Diagnostics => access.Diagnostics;

    /// <summary>The delay of an event; <c>null</c> after an error.</summary>
    public Delay? Read(YamlMapping group, string what)
    {
        string[] given = [.. Ways.Where(w => group.Find(w) is not null)];
        if (given.Length != 1)
        {
            if (given.Length == 0) Diagnostics.Error($"{what} does not say when it happens", group.Head, "write 'rate:', 'after:' or 'immediate: true'");
            else Diagnostics.Error($"{what} has both '{given[0]}:' and '{given[1]}:'", group.Head, "one of them is enough");
            return null;
        }

        if (given[0] != "after")
        {
            Refuse(group, "memory", "after", what);
            Refuse(group, "repair", "after", what);
        }

        if (given[0] != "immediate")
        {
            Refuse(group, "priority", "immediate", what);
            Refuse(group, "weight", "immediate", what);
        }

        return given[0] switch
        {
            "rate" => access.Find(group, "rate", what) is { } rate && values.Rate(rate, $"the rate of {what}") is { } perHour ? new ExponentialDelay(perHour) : null,
            "after" => After(group, what),
            _ => Immediate(group, what),
        };
    }

    private void Refuse(YamlMapping group, string key, string with, string what)
    {
        if (group.Find(key) is { } node) Diagnostics.Error($"'{key}:' of {what} means nothing without '{with}:'", node.Head);
    }

    private ImmediateDelay? Immediate(YamlMapping group, string what)
    {
        if (!access.Truth(group.Find("immediate")!, $"'immediate' of {what}"))
        {
            Diagnostics.Error($"{what} does not say when it happens", group.Find("immediate")!.Head, "write 'rate:', 'after:' or 'immediate: true'");
            return null;
        }

        int? priority = 1;
        if (access.Find(group, "priority", what) is { } p) priority = values.Integer(p.Text, p.Content, $"the priority of {what}");
        var weight = access.Find(group, "weight", what) is { } w ? values.Positive(w, $"the weight of {what}") : 1.0;
        return priority is { } level && weight is not null ? new ImmediateDelay(level, weight) : null;
    }

    private Delay? After(YamlMapping group, string what)
    {
        var memory = MemoryPolicy.Restart;
        if (access.Find(group, "memory", what) is { } word)
        {
            if (word.Text == "resume") memory = MemoryPolicy.Resume;
            else if (word.Text != "restart") Diagnostics.Error($"'{word.Text}' is not a memory", word.Content, "expected 'restart' or 'resume'");
        }

        RepairEffect? effect = RepairEffect.AsNew;
        var repair = access.Find(group, "repair", what);
        if (repair is not null) effect = Repair(TextPart.Whole(repair));
        var given = access.Find(group, "after", what) is { } scalar ? laws.Read(TextPart.Whole(scalar)) : null;
        if (given is not { } law || effect is not { } after) return null;
        // Without memory there is no age to lose.
        if (law is Exponential { MeanLength.TotalHours: var mean }) return new ExponentialDelay(1 / mean);
        var delay = new GeneralDelay(law, memory) { Repair = after };
        if (delay.Problem() is not { } problem) return delay;
        Diagnostics.Error($"the repair of {what} does not go with its law: {problem}", repair!.Content, "write 'as-new', or kind II with a factor below 1");
        return null;
    }

    private RepairEffect? Repair(TextPart text)
    {
        if (text.Text == "as-new") return RepairEffect.AsNew;
        if (text.Text == "as-old") return RepairEffect.AsOld;
        var open = text.Text.IndexOf('(', StringComparison.Ordinal);
        var name = text.Slice(0, open < 0 ? text.Text.Length : open);
        if (name.Text != "virtual-age")
        {
            Diagnostics.Error($"'{name.Text}' is not a repair", name.Span, NearestName.Hint(name.Text, Repairs));
            return null;
        }

        double? factor = null;
        VirtualAge? kind = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in open >= 0 && text.Text[^1] == ')' ? text.Slice(open + 1, text.Text.Length - open - 2).AtCommas() : [])
        {
            var space = argument.Text.IndexOf(' ', StringComparison.Ordinal);
            var word = argument.Slice(0, space < 0 ? argument.Text.Length : space);
            var value = argument.Slice(word.Text.Length, argument.Text.Length - word.Text.Length);
            if (!seen.Add(word.Text))
            {
                Diagnostics.Error($"'{word.Text}' is given twice", word.Span);
                return null;
            }

            switch (word.Text)
            {
                case "factor" when values.Constant(value.Text, value.Span, Dimension.Number) is { } number:
                    if (number is >= 0 and <= 1)
                    {
                        factor = number;
                        break;
                    }

                    Diagnostics.Error($"the factor is {ValueReader.Text(number)}, outside 0..1", value.Span, "0 is as new, 1 is as old");
                    return null;
                case "factor":
                    return null;
                case "kind" when value.Text is "I" or "1" or "II" or "2":
                    kind = value.Text is "I" or "1" ? VirtualAge.KijimaI : VirtualAge.KijimaII;
                    break;
                case "kind":
                    Diagnostics.Error($"'{value.Text}' is no kind of virtual age", value.Span.Length > 0 ? value.Span : word.Span, "I mends what the last delay has added, II the whole age");
                    return null;
                default:
                    Diagnostics.Error($"'{word.Text}' is no parameter of 'virtual-age'", word.Span, NearestName.Hint(word.Text, ["factor", "kind"]));
                    return null;
            }
        }

        if (factor is { } f && kind is { } k) return RepairEffect.Imperfect(f, k);
        Diagnostics.Error($"'{LawReader.Shown(text)}' is not complete", text.Span, RepairHint);
        return null;
    }
}
