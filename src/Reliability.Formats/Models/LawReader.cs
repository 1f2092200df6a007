using Reliability.Modeling.Collections;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>Reads the law of a delay: a mean, or a name with parameters in parentheses.</summary>
internal sealed class LawReader(ValueReader values, DiagnosticBag diagnostics)
{
    private const int MaximumStages = 100_000;
    private const int MaximumDepth = 8;

    private static readonly Dictionary<string, LawForm> Laws = new(StringComparer.Ordinal)
    {
        ["exponential"] = new("exponential(4 h)", static (r, c) => r.Times(c, 1) is [var mean] ? new Exponential(mean) : null),
        ["deterministic"] = new("deterministic(30 min)", static (r, c) => r.Times(c, 1) is [var length] ? new Deterministic(length) : null),
        ["uniform"] = new("uniform(1 h, 3 h)", static (r, c) => r.Uniform(c)),
        ["triangular"] = new("triangular(1 h, 2 h, 5 h)", static (r, c) => r.Triangular(c)),
        ["weibull"] = new("weibull(shape 2, mean 4 h)", static (r, c) => r.Weibull(c), "shape", "mean", "scale", "location"),
        ["lognormal"] = new("lognormal(median 4 h, error-factor 3)", static (r, c) => r.LogNormal(c), "median", "error-factor", "sigma"),
        ["loglogistic"] = new("loglogistic(shape 3, median 4 h)", static (r, c) => r.Number(c, "shape", 0, "the shape") is { } k && r.Time(c, "median") is { } m ? new LogLogistic(k, m) : null, "shape", "median"),
        ["normal"] = new("normal(mean 4 h, deviation 1 h)", static (r, c) => r.Signed(c, "mean") is { } m && r.Time(c, "deviation") is { } d ? new TruncatedNormal(m, d) : null, "mean", "deviation"),
        ["gumbel"] = new("gumbel(location 4 h, scale 1 h)", static (r, c) => r.Gumbel(c, Extreme.Greatest), "location", "scale"),
        ["gumbel-least"] = new("gumbel-least(location 4 h, scale 1 h)", static (r, c) => r.Gumbel(c, Extreme.Least), "location", "scale"),
        ["erlang"] = new("erlang(stages 4, mean 4 h)", static (r, c) => r.Erlang(c), "stages", "mean"),
        ["gamma"] = new("gamma(shape 2, mean 4 h)", static (r, c) => r.Number(c, "shape", 0, "the shape") is { } k && r.Time(c, "mean") is { } m ? new Gamma(k, m) : null, "shape", "mean"),
        ["hyperexponential"] = new("hyperexponential(0.3 mean 4 h, 0.7 mean 1 h)", static (r, c) => r.HyperExponential(c)),
        ["phase-type"] = new("phase-type(start (1, 0), row (-2 / h, 1 / h), row (0, -3 / h))", static (r, c) => r.PhaseType(c)),
        ["empirical"] = new("empirical(3 h, 5 h, 8 h) or empirical(file repairs.csv)", static (r, c) => r.Empirical(c)),
        ["mixture"] = new("mixture(0.9 lognormal(median 1 h, sigma 0.5), 0.1 uniform(8 h, 24 h))", static (r, c) => r.Mixture(c)),
        ["shifted"] = new("shifted(by 2 h, weibull(shape 2, mean 4 h))", static (r, c) => r.Shifted(c)),
    };

    private int depth;

    /// <summary>A law; an exponential one for a mean alone; <c>null</c> after an error.</summary>
    public Distribution? Read(TextPart text)
    {
        var open = text.Text.IndexOf('(', StringComparison.Ordinal);
        var name = open <= 0 ? "" : text.Text[..open].Trim();
        if (!IsName(name)) return Positive(text) is { } mean ? new Exponential(mean) : null;
        if (!Laws.TryGetValue(name, out var form))
        {
            diagnostics.Error($"there is no law '{name}'", text.Slice(0, open).Span, NearestName.Hint(name, Laws.Keys));
            return null;
        }

        TextPart[] arguments = text.Text[^1] == ')' ? [.. text.Slice(open + 1, text.Text.Length - open - 2).AtCommas()] : [];
        var call = new LawCall(name, text, arguments, form.Example);
        if (arguments.Length == 0 || arguments.Any(a => a.Text.Length == 0)) return Incomplete(call);
        if (depth == MaximumDepth)
        {
            diagnostics.Error("laws are nested too deeply", text.Span, $"at most {MaximumDepth} may stand inside each other");
            return null;
        }

        if (form.Words.Length > 0 && !Words(call, form.Words)) return null;
        depth++;
        var law = form.Read(this, call);
        depth--;
        if (law is null) return null;
        if (law.Problem() is { } problem)
        {
            diagnostics.Error($"'{Shown(text)}' is no law of a delay: {problem}", text.Span, call.Hint);
            return null;
        }

        // A law so extreme that its mean overflows or vanishes is of no use to anyone.
        if (law.Mean.TotalHours is > 0 and < double.PositiveInfinity) return law;
        diagnostics.Error($"the mean of '{Shown(text)}' is not a finite time above zero", text.Span, "check its parameters");
        return null;
    }

    /// <summary>A text as messages show it: no more than a line of it.</summary>
    internal static string Shown(TextPart text) => text.Text.Length <= 80 ? text.Text : text.Text[..77] + "...";

    private static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && char.IsAsciiLetter(name[^1]) && name.All(c => char.IsAsciiLetter(c) || c == '-');

    private Distribution? Incomplete(LawCall call)
    {
        var isCut = NodeAccess.Balance(call.Whole.Text) > 0;
        diagnostics.Error($"'{Shown(call.Whole)}' is not complete", call.Whole.Span, isCut ? "close the parenthesis; between { and } put the law into quotes, as a comma ends a value there" : call.Hint);
        return null;
    }

    private Distribution? Lacks(LawCall call)
    {
        diagnostics.Error($"'{Shown(call.Whole)}' does not name what '{call.Name}' needs", call.Whole.Span, call.Hint);
        return null;
    }

    // Each argument is a word with a value; every word is known and stands there once.
    private bool Words(LawCall call, string[] known)
    {
        var good = true;
        foreach (var argument in call.Arguments)
        {
            var (word, value) = Split(argument);
            if (!known.Contains(word.Text, StringComparer.Ordinal))
            {
                if (word.Text.Length == 0 || !char.IsAsciiLetter(word.Text[0])) Lacks(call);
                else diagnostics.Error($"'{word.Text}' is no parameter of '{call.Name}'", word.Span, NearestName.Hint(word.Text, known));
                good = false;
            }
            else if (!call.Values.TryAdd(word.Text, value))
            {
                diagnostics.Error($"'{word.Text}' is given twice", word.Span);
                good = false;
            }
        }

        return good;
    }

    private static (TextPart Word, TextPart Value) Split(TextPart argument)
    {
        var end = 0;
        while (end < argument.Text.Length && !char.IsWhiteSpace(argument.Text[end]) && argument.Text[end] != '(') end++;
        return (argument.Slice(0, end), argument.Slice(end, argument.Text.Length - end));
    }

    private Duration[]? Times(LawCall call, int count)
    {
        if (call.Arguments.Length != count)
        {
            Incomplete(call);
            return null;
        }

        Duration?[] times = [.. call.Arguments.Select(Positive)];
        return times.All(t => t is not null) ? [.. times.Select(t => t!.Value)] : null;
    }

    private Empirical? Empirical(LawCall call) => new EmpiricalReader(values, diagnostics).Read(call);

    private Uniform? Uniform(LawCall call)
    {
        if (Bounds(call, 2) is not { } bounds) return null;
        return new Uniform(bounds[0], bounds[1]);
    }

    private Triangular? Triangular(LawCall call)
    {
        if (Bounds(call, 3) is not { } bounds) return null;
        return new Triangular(bounds[0], bounds[1], bounds[2]);
    }

    private Duration[]? Bounds(LawCall call, int count)
    {
        if (call.Arguments.Length != count)
        {
            Incomplete(call);
            return null;
        }

        double?[] hours = [.. call.Arguments.Select(a => values.Constant(a.Text, a.Span, Dimension.Duration))];
        if (hours.Any(h => h is null)) return null;
        Duration[] bounds = [.. hours.Select(h => Duration.FromHours(h!.Value))];
        var inOrder = bounds[0].TotalHours >= 0 && bounds[0] < bounds[^1] && bounds.Zip(bounds.Skip(1)).All(p => p.First <= p.Second);
        if (inOrder) return bounds;
        diagnostics.Error("the bounds are not in order", call.Arguments[0].Span, "the lower one comes first and is not negative");
        return null;
    }

    private Distribution? Weibull(LawCall call)
    {
        var mean = call.Values.ContainsKey("mean");
        if (!call.Values.ContainsKey("shape") || mean == call.Values.ContainsKey("scale")) return Lacks(call);
        var location = call.Values.ContainsKey("location") ? Signed(call, "location") : Duration.Zero;
        if (Number(call, "shape", 0, "the shape") is not { } shape || Time(call, mean ? "mean" : "scale") is not { } length || location is not { } from) return null;
        if (!mean) return new Weibull(shape, length, from);
        if (from < length) return Modeling.Distributions.Weibull.WithMean(shape, length, from);
        diagnostics.Error("the mean is not above the location", call.Values["mean"].Span, "the mean counts from zero, the location included");
        return null;
    }

    private Distribution? LogNormal(LawCall call)
    {
        var factor = call.Values.ContainsKey("error-factor");
        if (!call.Values.ContainsKey("median") || factor == call.Values.ContainsKey("sigma")) return Lacks(call);
        var spread = factor ? Number(call, "error-factor", 1, "the error factor") : Number(call, "sigma", 0, "sigma");
        if (spread is not { } s || Time(call, "median") is not { } median) return null;
        return factor ? Modeling.Distributions.LogNormal.WithErrorFactor(median, s) : new LogNormal(median, s);
    }

    private Gumbel? Gumbel(LawCall call, Extreme extreme) =>
        Signed(call, "location") is { } location && Time(call, "scale") is { } scale ? new Gumbel(location, scale, extreme) : null;

    private Erlang? Erlang(LawCall call)
    {
        if (Value(call, "stages") is not { } stages) return null;
        var (count, mean) = (values.Integer(stages.Text, stages.Span, "the number of stages"), Time(call, "mean"));
        if (count is < 1 or > MaximumStages) diagnostics.Error($"the number of stages is {count}, outside 1..{MaximumStages}", stages.Span);
        else if (count is { } n && mean is { } length) return new Erlang(n, length);
        return null;
    }

    private HyperExponential? HyperExponential(LawCall call)
    {
        var branches = new List<Branch>();
        foreach (var argument in call.Arguments)
        {
            var word = argument.Text.IndexOf(" mean ", StringComparison.Ordinal);
            if (word <= 0)
            {
                diagnostics.Error($"'{Shown(argument)}' is no branch", argument.Span, call.Hint);
                continue;
            }

            var (probability, mean) = (Probability(argument.Slice(0, word)), Positive(argument.Slice(word + 6, argument.Text.Length - word - 6)));
            if (probability is { } p && mean is { } m) branches.Add(new Branch(p, m));
        }

        return branches.Count == call.Arguments.Length ? new HyperExponential(branches.ToEquatableArray()) : null;
    }

    private PhaseType? PhaseType(LawCall call)
    {
        var lists = new List<double[]>();
        var n = call.Arguments.Length - 1;
        if (n > Modeling.Distributions.PhaseType.MaximumPhases)
        {
            diagnostics.Error($"there are {n} phases, more than {Modeling.Distributions.PhaseType.MaximumPhases}", call.Whole.Span, "use an erlang or gamma law for long chains");
            return null;
        }

        for (var i = 0; i <= n; i++)
        {
            var (word, list) = Split(call.Arguments[i]);
            if (word.Text != (i == 0 ? "start" : "row") || list.Text.Length < 2 || list.Text[0] != '(' || list.Text[^1] != ')')
            {
                diagnostics.Error($"'{Shown(call.Arguments[i])}' is not the {(i == 0 ? "beginning of the phases" : $"row of phase {i}")}", call.Arguments[i].Span, call.Hint);
                continue;
            }

            TextPart[] items = [.. list.Slice(1, list.Text.Length - 2).AtCommas()];
            if (items.Length != n)
            {
                diagnostics.Error($"there are {items.Length} numbers for {n} {(n == 1 ? "phase" : "phases")}", list.Span, "there is one row for each phase, and each list has one number for each phase");
                continue;
            }

            double?[] numbers = [.. items.Select(x => i == 0 ? Probability(x) : Rate(x))];
            if (numbers.All(x => x is not null)) lists.Add([.. numbers.Select(x => x!.Value)]);
        }

        return lists.Count == n + 1 && n > 0 ? new PhaseType(lists[0].ToEquatableArray(), lists.Skip(1).SelectMany(r => r).ToEquatableArray()) : null;
    }

    private Mixture? Mixture(LawCall call)
    {
        var parts = new List<WeightedLaw>();
        foreach (var argument in call.Arguments)
        {
            // The law is what ends in parentheses; all before its name is the probability.
            var start = Opening(argument.Text);
            while (start > 0 && (char.IsAsciiLetter(argument.Text[start - 1]) || argument.Text[start - 1] == '-')) start--;
            if (start <= 0 || !char.IsWhiteSpace(argument.Text[start - 1]))
            {
                diagnostics.Error($"'{Shown(argument)}' is no probability with a law", argument.Span, call.Hint);
                continue;
            }

            var (probability, law) = (Probability(argument.Slice(0, start)), Read(argument.Slice(start, argument.Text.Length - start)));
            if (probability is { } p && law is not null) parts.Add(new WeightedLaw(p, law));
        }

        return parts.Count == call.Arguments.Length ? new Mixture(parts.ToEquatableArray()) : null;
    }

    // The place of the parenthesis that the last character closes, or -1.
    private static int Opening(string text)
    {
        var open = 0;
        for (var i = text.Length - 1; i >= 0 && text[^1] == ')'; i--)
        {
            if (text[i] == ')') open++;
            else if (text[i] == '(' && --open == 0) return i;
        }

        return -1;
    }

    private Distribution? Shifted(LawCall call)
    {
        if (call.Arguments.Length != 2) return Incomplete(call);
        var (word, value) = Split(call.Arguments[0]);
        if (word.Text != "by") return Lacks(call);
        var (shift, law) = (values.Constant(value.Text, value.Span, Dimension.Duration), Read(call.Arguments[1]));
        return shift is { } hours && law is not null ? new Shifted(Duration.FromHours(hours), law) : null;
    }

    private TextPart? Value(LawCall call, string word)
    {
        if (call.Values.TryGetValue(word, out var value)) return value;
        Lacks(call);
        return null;
    }

    private double? Number(LawCall call, string word, double above, string what)
    {
        if (Value(call, word) is not { } part || values.Constant(part.Text, part.Span, Dimension.Number) is not { } number) return null;
        if (number > above) return number;
        diagnostics.Error($"{what} is {ValueReader.Text(number)}, not above {ValueReader.Text(above)}", part.Span);
        return null;
    }

    private double? Probability(TextPart part)
    {
        if (values.Constant(part.Text, part.Span, Dimension.Number) is not { } number) return null;
        if (number is >= 0 and <= 1) return number;
        diagnostics.Error($"the probability is {ValueReader.Text(number)}, outside 0..1", part.Span, number is > 1 and <= 100 ? $"did you mean {ValueReader.Text(number)} %?" : null);
        return null;
    }

    private double? Rate(TextPart part)
    {
        if (values.Any(part.Text, part.Span) is not { } meaning) return null;
        if (meaning.Expression is not LiteralExpression { Type: not ExpressionType.Bool } literal) diagnostics.Error($"'{part.Text}' is not a constant rate", part.Span, "write for example -2 / h");
        else if (meaning.Dimension == Dimension.Rate) return literal.Value;
        else if (meaning.Dimension == Dimension.Number) return literal.Value / values.HoursPerTimeUnit;
        else diagnostics.Error($"'{part.Text}' is {meaning.Dimension?.Name ?? "a number"}, but {Dimension.Rate.Name} is expected here", part.Span, "write for example -2 / h");
        return null;
    }

    private Duration? Time(LawCall call, string word) => Value(call, word) is { } part ? Positive(part) : null;

    private Duration? Signed(LawCall call, string word) =>
        Value(call, word) is { } part && values.Constant(part.Text, part.Span, Dimension.Duration) is { } hours ? Duration.FromHours(hours) : null;

    private Duration? Positive(TextPart part)
    {
        if (values.Constant(part.Text, part.Span, Dimension.Duration) is not { } hours) return null;
        if (hours > 0) return Duration.FromHours(hours);
        diagnostics.Error("the time is not above zero", part.Span, "for no delay at all write 'immediate: true' instead of 'after:'");
        return null;
    }

    private sealed record LawForm(string Example, Func<LawReader, LawCall, Distribution?> Read, params string[] Words);
}

/// <summary>The name of a law with its arguments.</summary>
internal sealed record LawCall(string Name, TextPart Whole, TextPart[] Arguments, string Example)
{
    public string Hint => $"write for example {Example}";

    /// <summary>The values of arguments that begin with a word.</summary>
    public Dictionary<string, TextPart> Values { get; } = new(StringComparer.Ordinal);
}
