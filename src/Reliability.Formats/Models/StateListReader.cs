using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Models;

/// <summary>Reads the short form, states with transitions, as a model of one variable <c>state</c>.</summary>
internal sealed class StateListReader(NodeAccess access, ValueReader values)
{
    private readonly Dictionary<string, int> states = new(StringComparer.Ordinal);

    private DiagnosticBag Diagnostics => access.Diagnostics;

    public void Read(YamlMapping root, YamlNode node, ModelBuilder builder)
    {
        foreach (var name in Scalars(node, "'states'"))
        {
            if (!states.TryAdd(name.Text, states.Count)) Diagnostics.Error($"the state '{name.Text}' is listed twice", name.Span);
        }

        if (states.Count == 0) Diagnostics.Error("there is no state", node.Head, "write states: [Up, Down]");
        var initial = root.Find("initial") is { } start && access.Scalar(start, "'initial'") is { } first ? State(first) : 0;
        if (root.Find("up") is null) Diagnostics.Error("the model file has no 'up:'", root.Head, "list the states in which the service is up");
        if (root.Find("transitions") is null) Diagnostics.Error("the model file has no 'transitions:'", root.Head, "list source, target and rate: [[Up, Down, 1 / 1000 h], [Down, Up, 1 / 4 h]]");
        if (states.Count == 0) return;
        var variable = builder.Named("state", states.Keys, initial ?? 0);
        foreach (var label in new[] { Label.Up, Label.DataLoss })
        {
            if (root.Find(label) is { } list) builder.Label(label, Set(variable, list, $"'{label}'"));
        }

        if (root.Find("transitions") is { } transitions && access.List(transitions, "'transitions'") is { } rows)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in rows.Items) Transition(row, variable, names, builder);
        }

        if (root.Find("rewards") is not { } rewards || access.Mapping(rewards, "'rewards'") is not { } mapping) return;
        foreach (var (key, value) in mapping.Entries) builder.Reward(key.Text, Reward(variable, key.Text, value));
    }

    private void Transition(YamlNode node, VariableExpression variable, HashSet<string> names, ModelBuilder builder)
    {
        if (access.List(node, "the transition") is not { } row) return;
        if (row.Items.Length is < 3 or > 4)
        {
            Diagnostics.Error($"the transition has {row.Items.Length} values, not 3 or 4", node.Head, "write [source, target, rate] or [source, target, rate, cause]");
            return;
        }

        if (access.Scalar(row.Items[0], "the source") is not { } source || access.Scalar(row.Items[1], "the target") is not { } target || access.Scalar(row.Items[2], "the rate") is not { } text) return;
        var cause = Cause.Unknown;
        if (row.Items.Length == 4 && access.Scalar(row.Items[3], "the cause") is { } word) cause = new Cause(word.Text);
        var (from, to) = (State(source), State(target));
        var rate = values.Rate(text, $"the rate from '{source.Text}' to '{target.Text}'");
        if (from is not { } i || to is not { } j || rate is null) return;
        if (i == j)
        {
            Diagnostics.Error($"the transition leads from '{source.Text}' to itself", node.Head, "remove it: it changes nothing");
            return;
        }

        var name = $"{source.Text} -> {target.Text}";
        for (var k = 2; !names.Add(name); k++) name = $"{source.Text} -> {target.Text} ({k})";
        builder.Exponential(name, variable.Is(i), rate, cause, new Assignment(variable.Index, j));
    }

    private IEnumerable<YamlScalar> Scalars(YamlNode node, string what)
    {
        if (node is YamlScalar { IsEmpty: false } one) return [one];
        if (access.List(node, what) is not { } list) return [];
        return list.Items.Select(i => access.Scalar(i, $"an item of {what}")).OfType<YamlScalar>().ToList();
    }

    private int? State(YamlScalar name)
    {
        if (states.TryGetValue(name.Text, out var state)) return state;
        Diagnostics.Error($"there is no state '{name.Text}'", name.Content, Diagnostics.HintAt(name.Text, () => states.Keys));
        return null;
    }

    // Neighbours are joined to ranges and the tree is kept shallow, so that long lists do no harm.
    private Expression Set(VariableExpression variable, YamlNode list, string what)
    {
        var members = new SortedSet<int>(Scalars(list, what).Select(State).OfType<int>());
        var ranges = new List<Expression>();
        var first = -1;
        foreach (var i in members)
        {
            if (!members.Contains(i - 1)) first = i;
            if (!members.Contains(i + 1)) ranges.Add(first == i ? variable.Is(i) : variable.IsAtLeast(first) & variable.IsAtMost(i));
        }

        return Join(0, ranges.Count);

        Expression Join(int from, int to) => (to - from) switch
        {
            0 => Expression.False,
            1 => ranges[from],
            _ => Join(from, (from + to) / 2) | Join((from + to) / 2, to),
        };
    }

    private Expression Reward(VariableExpression variable, string name, YamlNode node)
    {
        var earned = new Expression[states.Count];
        Array.Fill(earned, 0);
        foreach (var (key, value) in access.Mapping(node, $"the reward '{name}'") is { } mapping ? mapping.Entries : [])
        {
            if (State(key) is { } state && access.Scalar(value, $"the reward '{name}'") is { } scalar && values.Number(scalar, $"the reward '{name}'") is { } number) earned[state] = number;
        }

        return Choose(0, earned.Length);

        Expression Choose(int from, int to)
        {
            if (to - from == 1 || earned.AsSpan(from, to - from).IndexOfAnyExcept(earned[from]) < 0) return earned[from];
            var middle = (from + to) / 2;
            return variable.IsAtMost(middle - 1).Choose(Choose(from, middle), Choose(middle, to));
        }
    }
}
