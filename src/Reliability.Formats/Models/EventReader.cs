using Reliability.Formats.Yaml;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>Reads events and calendar instants with their outcomes.</summary>
internal sealed class EventReader(NodeAccess access, ValueReader values, IReadOnlyDictionary<string, (int Index, Variable Variable)?> variables)
{
    private const double SumTolerance = 1e-9;
    private readonly Dictionary<string, bool> names = new(StringComparer.Ordinal);
    private readonly DelayReader delays = new(access, values);

    /// <summary>The names of all events, those included that can never happen.</summary>
    public IReadOnlyCollection<string> Names => names.Keys;

    /// <summary>False for an event that is left out because it can never happen.</summary>
    public bool IsKept(string name) => names[name];

    public void Event(YamlScalar key, YamlNode node, ModelBuilder builder)
    {
        names[key.Text] = false;
        var what = $"the event '{key.Text}'";
        if (access.Group(node, what, ModelForm.Event) is not { } group) return;
        var guard = Guard(group, what);
        var delay = delays.Read(group, what);
        var cause = Cause(group, what);
        var outcomes = Outcomes(group, what);
        if (guard is null || delay is null || outcomes is null || guard.IsFalse || delay is ExponentialDelay { Rate: LiteralExpression { Value: 0 } }) return;
        names[key.Text] = true;
        builder.Add(new Event(key.Text, guard, delay, outcomes.ToEquatableArray(), cause ?? Modeling.Models.Cause.Unknown) { Origin = new EventOrigin(key.Span) });
    }

    public void Instant(YamlNode node, HashSet<string> seen, ModelBuilder builder)
    {
        if (access.Group(node, "the instant", ModelForm.Instant) is not { } group) return;
        var name = access.Find(group, "name", "the instant");
        var what = name is null ? "the instant" : $"the instant '{name.Text}'";
        if (name is not null && !seen.Add(name.Text)) access.Diagnostics.Error($"the name '{name.Text}' is taken", name.Span, "an instant above has it already");
        var every = Time(group, "every", what);
        var at = group.Find("at") is null ? 0 : Time(group, "at", what);
        var guard = Guard(group, what);
        var outcomes = Outcomes(group, what);
        var cause = Cause(group, what) ?? Modeling.Models.Cause.Unknown;
        var takesOver = group.Find("takes-over") is not { } word || access.Truth(word, $"'takes-over' of {what}");
        if (every is <= 0)
        {
            access.Diagnostics.Error($"the period of {what} is not above zero", group.Find("every")!.Head);
        }
        else if (every is { } whole && at is { } start && (start < 0 || start >= whole))
        {
            access.Diagnostics.Error($"'at' of {what} is outside its period", group.Find("at")!.Head, "it is the time of the first occurrence: zero or more, and less than 'every'");
        }
        else if (every is { } period && at is { } offset && guard is not null && outcomes is not null && name is not null)
        {
            builder.Add(new CalendarInstant(name.Text, Duration.FromHours(period), Duration.FromHours(offset), guard, outcomes.ToEquatableArray(), cause) { TakesOver = takesOver });
        }
    }

    private double? Time(YamlMapping group, string key, string what) =>
        access.Find(group, key, what) is { } scalar ? values.Constant(scalar.Text, scalar.Content, Dimension.Duration) : null;

    private Expression? Guard(YamlMapping group, string what)
    {
        if (group.Find("when") is null) return Expression.True;
        return access.Find(group, "when", what) is { } scalar ? values.Condition(scalar, $"'when' of {what}") : null;
    }

    private Cause? Cause(YamlMapping group, string what) => access.Find(group, "cause", what) is { } cause ? new Cause(cause.Text) : null;

    // Null after an error.
    private List<Outcome>? Outcomes(YamlMapping group, string what)
    {
        if (group.Find("outcomes") is not { } node)
        {
            if (group.Find("then") is null)
            {
                access.Diagnostics.Error($"{what} has no effect", group.Head, "write then: \"x' = x - 1\", or 'outcomes:'");
                return null;
            }

            return Assignments(group, what) is { } only ? [new Outcome(1.0, only.ToEquatableArray())] : null;
        }

        if (group.Find("then") is { } then) access.Diagnostics.Error($"{what} has both 'then:' and 'outcomes:'", then.Head, "move 'then:' into an outcome");
        if (access.List(node, $"'outcomes' of {what}") is not { } list) return null;
        var result = new List<Outcome>();
        var complete = true;
        foreach (var item in list.Items)
        {
            var inner = $"an outcome of {what}";
            if (access.Group(item, inner, ModelForm.Outcome) is not { } outcome)
            {
                complete = false;
                continue;
            }

            var probability = access.Find(outcome, "probability", inner) is { } scalar ? values.Probability(scalar) : null;
            var assignments = outcome.Find("then") is null ? [] : Assignments(outcome, inner);
            var cause = Cause(outcome, inner);
            if (probability is null || assignments is null) complete = false;
            else if (probability is not LiteralExpression { Value: 0 }) result.Add(new Outcome(probability, assignments.ToEquatableArray(), cause));
        }

        if (!complete) return null;
        if (!result.All(o => o.Probability is LiteralExpression)) return result;
        var sum = result.Sum(o => ((LiteralExpression)o.Probability).Value);
        if (Math.Abs(sum - 1) <= SumTolerance) return result;
        access.Diagnostics.Error($"the probabilities of {what} sum to {ValueReader.Text(sum)}, not to 1", node.Head);
        return null;
    }

    private List<Assignment>? Assignments(YamlMapping group, string what)
    {
        if (access.Find(group, "then", what) is not { } scalar) return null;
        var result = new List<Assignment>();
        var complete = true;
        foreach (var part in TextPart.Whole(scalar).AtCommas())
        {
            if (Assignment(part, what) is not { } assignment) complete = false;
            else if (result.Any(a => a.Variable == assignment.Variable)) access.Diagnostics.Error($"{what} assigns a variable twice", part.Span);
            else result.Add(assignment);
        }

        return complete ? result : null;
    }

    private Assignment? Assignment(TextPart part, string what)
    {
        var prime = part.Text.IndexOf('\'', StringComparison.Ordinal);
        var sign = prime < 0 ? -1 : part.Text.IndexOf('=', prime);
        if (sign < 0 || part.Text[(prime + 1)..sign].Trim().Length > 0)
        {
            access.Diagnostics.Error($"'{part.Text}' is not an assignment", part.Span, "write x' = value, with commas between assignments");
            return null;
        }

        var name = part.Slice(0, prime);
        var value = part.Slice(sign + 1, part.Text.Length - sign - 1);
        if (!variables.TryGetValue(name.Text, out var found))
        {
            access.Diagnostics.Error($"there is no variable '{name.Text}'", name.Span, access.Diagnostics.HintAt(name.Text, () => [.. variables.Keys]));
            return null;
        }

        if (values.Any(value.Text, value.Span) is not { } meaning || found is not { } target) return null;
        var (v, e) = (target.Variable, meaning.Expression);
        if ((e.Type == ExpressionType.Bool) != v.IsBoolean) access.Diagnostics.Error($"{what} gives '{v.Name}' {(v.IsBoolean ? "a number, but it is true or false" : "a condition, but it is an integer")}", value.Span);
        else if (e.Type == ExpressionType.Double) access.Diagnostics.Error($"{what} gives '{v.Name}' a real number, but it is an integer", value.Span, "use floor, ceil or round");
        else if (e is LiteralExpression l && (l.Value < v.Minimum || l.Value > v.Maximum)) access.Diagnostics.Error($"{what} sets '{v.Name}' to {ValueReader.Text(l.Value)}, outside {v.Minimum}..{v.Maximum}", value.Span);
        else return new Assignment(target.Index, e);
        return null;
    }
}
