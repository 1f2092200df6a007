using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>Reads how long an event waits: a rate, a law, or nothing at all.</summary>
internal sealed class DelayReader(NodeAccess access, ValueReader values)
{
    private const int MaximumStages = 100_000;
    private static readonly string[] Ways = ["rate", "after", "immediate"];

    private static readonly Dictionary<string, string> Laws = new(StringComparer.Ordinal)
    {
        ["exponential"] = "exponential(4 h)",
        ["deterministic"] = "deterministic(30 min)",
        ["uniform"] = "uniform(1 h, 3 h)",
        ["weibull"] = "weibull(shape 2, mean 4 h)",
        ["lognormal"] = "lognormal(median 4 h, error-factor 3)",
        ["erlang"] = "erlang(stages 4, mean 4 h)",
        ["gamma"] = "gamma(shape 2, mean 4 h)",
    };

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

        if (given[0] != "after") Refuse(group, "memory", "after", what);
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

        if (access.Find(group, "after", what) is not { } scalar || Law(TextPart.Whole(scalar)) is not { } law) return null;
        return law is Exponential { MeanLength.TotalHours: var mean } ? new ExponentialDelay(1 / mean) : new GeneralDelay(law, memory);
    }

    private Distribution? Law(TextPart text)
    {
        var open = text.Text.IndexOf('(', StringComparison.Ordinal);
        var name = open <= 0 ? "" : text.Text[..open].Trim();
        if (name.Length == 0 || !name.All(char.IsAsciiLetter)) return Mean(text) is { } mean ? new Exponential(mean) : null;
        if (!Laws.TryGetValue(name, out var example))
        {
            Diagnostics.Error($"there is no law '{name}'", text.Slice(0, open).Span, NearestName.Hint(name, Laws.Keys));
            return null;
        }

        TextPart[] arguments = text.Text[^1] == ')' ? [.. text.Slice(open + 1, text.Text.Length - open - 2).AtCommas()] : [];
        var hint = $"write for example {example}";
        if (arguments.Length != (name is "exponential" or "deterministic" ? 1 : 2))
        {
            Diagnostics.Error($"'{text.Text}' is not complete", text.Span, hint);
            return null;
        }

        if (name == "exponential") return Mean(arguments[0]) is { } m ? new Exponential(m) : null;
        if (name == "deterministic") return Mean(arguments[0]) is { } d ? new Deterministic(d) : null;
        if (name == "uniform") return Uniform(arguments);
        return TwoParameters(name, text, [.. arguments.Select(Split)], hint);
    }

    private Distribution? TwoParameters(string name, TextPart text, (string Word, TextPart Value)[] arguments, string hint)
    {
        TextPart? Find(string word) => arguments.FirstOrDefault(a => a.Word == word).Value;
        switch (name)
        {
            case "weibull" when Find("shape") is { } shape && (Find("mean") ?? Find("scale")) is { } length:
                return Number(shape, 0, "the shape") is { } k && Mean(length) is { } time
                    ? Checked(Find("mean") is null ? new Weibull(k, time) : Weibull.WithMean(k, time), text)
                    : null;
            case "lognormal" when Find("median") is { } median && Find("error-factor") is { } factor:
                return Number(factor, 1, "the error factor") is { } f && Mean(median) is { } middle ? Checked(LogNormal.WithErrorFactor(middle, f), text) : null;
            case "lognormal" when Find("median") is { } median && Find("sigma") is { } sigma:
                return Number(sigma, 0, "sigma") is { } spread && Mean(median) is { } half ? Checked(new LogNormal(half, spread), text) : null;
            case "gamma" when Find("shape") is { } shape && Find("mean") is { } mean:
                return Number(shape, 0, "the shape") is { } s && Mean(mean) is { } average ? new Gamma(s, average) : null;
            case "erlang" when Find("stages") is { } stages && Find("mean") is { } whole:
                var (count, sum) = (values.Integer(stages.Text, stages.Span, "the number of stages"), Mean(whole));
                if (count is < 1 or > MaximumStages) Diagnostics.Error($"the number of stages is {count}, outside 1..{MaximumStages}", stages.Span);
                else if (count is { } n && sum is { } l) return new Erlang(n, l);
                return null;
            default:
                Diagnostics.Error($"'{text.Text}' does not name what '{name}' needs", text.Span, hint);
                return null;
        }
    }

    private Uniform? Uniform(TextPart[] arguments)
    {
        var least = values.Constant(arguments[0].Text, arguments[0].Span, Dimension.Duration);
        if (Mean(arguments[1]) is not { } greatest || least is not { } low) return null;
        if (low >= 0 && low < greatest.TotalHours) return new Uniform(Duration.FromHours(low), greatest);
        Diagnostics.Error("the bounds are not in order", arguments[0].Span, "the lower one comes first and is not negative");
        return null;
    }

    // A law so extreme that its mean overflows or vanishes is of no use to anyone.
    private Distribution? Checked(Distribution law, TextPart text)
    {
        if (law.Mean.TotalHours is > 0 and < double.PositiveInfinity && law is not Weibull { Scale.TotalHours: not (> 0 and < double.PositiveInfinity) }) return law;
        Diagnostics.Error($"the mean of '{text.Text}' is not a finite time above zero", text.Span, "check its parameters");
        return null;
    }

    private static (string Word, TextPart Value) Split(TextPart argument)
    {
        var space = argument.Text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? ("", argument) : (argument.Text[..space], argument.Slice(space, argument.Text.Length - space));
    }

    private double? Number(TextPart part, double above, string what)
    {
        if (values.Constant(part.Text, part.Span, Dimension.Number) is not { } number) return null;
        if (number > above) return number;
        Diagnostics.Error($"{what} is {ValueReader.Text(number)}, not above {ValueReader.Text(above)}", part.Span);
        return null;
    }

    private Duration? Mean(TextPart part)
    {
        if (values.Constant(part.Text, part.Span, Dimension.Duration) is not { } hours) return null;
        if (hours > 0) return Duration.FromHours(hours);
        Diagnostics.Error("the time is not above zero", part.Span, "for no delay at all write 'immediate: true' instead of 'after:'");
        return null;
    }
}
