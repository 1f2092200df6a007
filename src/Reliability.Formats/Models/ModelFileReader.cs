using System.Collections.Immutable;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>Reads model files. Problems become diagnostics with their places; reading goes on to find more.</summary>
public static class ModelFileReader
{
    private const string What = "the model file";

    /// <summary>True when a parsed file is a model file.</summary>
    public static bool Recognises(YamlNode node) => node is YamlMapping mapping && mapping.Find("model") is not null;

    /// <summary>Reads a model from a parsed file.</summary>
    /// <param name="node">The parsed file.</param>
    /// <param name="overrides">Constants that are set from outside, by name.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The model, or <c>null</c> when there are errors.</returns>
    public static ModelFile? Read(YamlNode node, IReadOnlyDictionary<string, string> overrides, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var file = new Reading(found).File(node, overrides);
        diagnostics.AddRange(found.ToImmutable());
        return diagnostics.HasErrors ? null : file;
    }

    private sealed class Reading
    {
        private readonly DiagnosticBag diagnostics;
        private readonly NodeAccess access;
        private readonly NameTable names;
        private readonly ValueReader values;

        public Reading(DiagnosticBag diagnostics)
        {
            this.diagnostics = diagnostics;
            access = new NodeAccess(diagnostics);
            names = new NameTable(diagnostics);
            values = new ValueReader(names, diagnostics);
        }

        public ModelFile? File(YamlNode node, IReadOnlyDictionary<string, string> overrides)
        {
            if (access.Group(node, What, ModelForm.File) is not { } root) return null;
            var title = access.Find(root, "model", What)?.Text ?? "";
            if (root.Find("time-unit") is { } unit) TimeUnit(unit);
            var constants = Constants(Definitions(root, "constants", "constant", overrides));
            var builder = new ModelBuilder(title);
            if (root.Find("states") is { } states) Short(root, states, builder);
            else Full(root, builder);
            var expected = Expected(root);
            if (!diagnostics.HasErrors)
            {
                foreach (var problem in builder.Problems()) diagnostics.Error(problem, root.Head);
            }

            return diagnostics.HasErrors ? null : new ModelFile(builder.Build(), Text(root, "citation"), Text(root, "note"), expected) { Constants = constants };
        }

        private string? Text(YamlMapping root, string key) => access.Find(root, key, What)?.Text;

        private void TimeUnit(YamlNode node)
        {
            if (access.Scalar(node, "'time-unit'") is not { } scalar) return;
            if (scalar.Text is "s" or "min" or "h" or "d" or "y") values.HoursPerTimeUnit = Units.ToBase(1, scalar.Text);
            else diagnostics.Error($"'{scalar.Text}' is not a time unit", scalar.Content, "expected one of: s, min, h, d, y");
        }

        private void Full(YamlMapping root, ModelBuilder builder)
        {
            string[] shortOnly = ["initial", "up", "data-loss", "transitions"];
            foreach (var (key, _) in root.Entries.Where(e => shortOnly.Contains(e.Key.Text, StringComparer.Ordinal)))
            {
                diagnostics.Error($"'{key.Text}:' needs 'states:'", key.Span, "list the states, or write 'variables:', 'events:' and 'labels:'");
            }

            if (root.Find("variables") is null) diagnostics.Error($"{What} has no states", root.Head, "write 'variables:' and 'events:', or 'states:' and 'transitions:'");
            else if (root.Find("events") is null && root.Find("calendar") is null) diagnostics.Error($"{What} has nothing that happens", root.Head, "write 'events:' or 'calendar:'");
            var variables = new VariableReader(access, names, values);
            foreach (var (key, value) in Entries(root, "variables")) variables.Read(key, value, builder);
            Definitions(root, "formulas", "formula", ImmutableDictionary<string, string>.Empty);
            var events = new EventReader(access, values, variables.Declared);
            foreach (var (key, value) in Entries(root, "events")) events.Event(key, value, builder);
            Calendar(root, events, builder);
            foreach (var (key, value) in Entries(root, "labels"))
            {
                if (access.Scalar(value, $"the label '{key.Text}'") is { } scalar && values.Condition(scalar, $"the label '{key.Text}'") is { } condition) builder.Label(key.Text, condition);
            }

            foreach (var (key, value) in Entries(root, "rewards")) Reward(key, value, events, builder);
        }

        private void Short(YamlMapping root, YamlNode states, ModelBuilder builder)
        {
            string[] longOnly = ["variables", "events", "formulas", "labels", "calendar"];
            foreach (var (key, _) in root.Entries.Where(e => longOnly.Contains(e.Key.Text, StringComparer.Ordinal)))
            {
                diagnostics.Error($"'{key.Text}:' cannot stand beside 'states:'", key.Span, "write either states with transitions, or variables with events");
            }

            new StateListReader(access, values).Read(root, states, builder);
        }

        private void Calendar(YamlMapping root, EventReader events, ModelBuilder builder)
        {
            if (root.Find("calendar") is not { } node || access.List(node, "'calendar'") is not { } list) return;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var item in list.Items) events.Instant(item, seen, builder);
        }

        private void Reward(YamlScalar key, YamlNode value, EventReader events, ModelBuilder builder)
        {
            var what = $"the reward '{key.Text}'";
            if (value is not YamlMapping)
            {
                if (access.Scalar(value, what) is { } scalar && values.Number(scalar, what) is { } rate) builder.Reward(key.Text, rate);
                return;
            }

            if (access.Group(value, what, ModelForm.Reward) is not { } group) return;
            var perHour = access.Find(group, "rate", what) is { } text ? values.Number(text, what) : 0;
            var impulses = new List<ImpulseReward>();
            foreach (var (name, node) in group.Find("impulses") is { } found && access.Mapping(found, $"'impulses' of {what}") is { } mapping ? mapping.Entries : [])
            {
                if (!events.Names.Contains(name.Text)) diagnostics.Error($"there is no event '{name.Text}'", name.Span, diagnostics.HintAt(name.Text, () => events.Names));
                else if (access.Scalar(node, what) is { } scalar && values.Number(scalar, what) is { } amount && events.IsKept(name.Text)) impulses.Add(new ImpulseReward(name.Text, amount));
            }

            if (perHour is not null) builder.Add(new Reward(key.Text, perHour, new([.. impulses])));
        }

        // Constants may be set from outside; both kinds may refer to each other in any order.
        private Dictionary<string, YamlScalar> Definitions(YamlMapping root, string section, string what, IReadOnlyDictionary<string, string> overrides)
        {
            var definitions = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
            var written = new List<string>();
            foreach (var (key, value) in Entries(root, section))
            {
                written.Add(key.Text);
                var scalar = access.Scalar(value, $"the {what} '{key.Text}'");
                if (!names.Declare(key, what)) continue;
                if (overrides.TryGetValue(key.Text, out var other)) scalar = new YamlScalar(other, new SourceSpan(new SourceText("--set " + key.Text, other), 0, other.Length), false);
                if (scalar is null) names.Set(key.Text, null);
                else definitions.Add(key.Text, scalar);
            }

            foreach (var name in overrides.Keys.Where(o => !written.Contains(o, StringComparer.Ordinal)).Order(StringComparer.Ordinal))
            {
                diagnostics.Error($"--set names '{name}', which is no constant of this model", null, NearestName.Hint(name, written));
            }

            names.Resolve(definitions, what, (name, scalar) => values.Any(scalar) is { } meaning && values.IsFinite(meaning, $"the {what} '{name}'", scalar.Content) ? meaning : null);
            return definitions;
        }

        private ImmutableArray<InputValue> Constants(Dictionary<string, YamlScalar> definitions) =>
        [
            .. definitions.Select(d => new InputValue(d.Key, d.Value.Text, false, "a constant")
            {
                Quantity = names.Find(d.Key) is { Expression: LiteralExpression { Type: not ExpressionType.Bool } literal } meaning ? new Quantity(literal.Value, meaning.Dimension ?? Dimension.Number) : null,
            }),
        ];

        private ImmutableArray<ExpectedValue> Expected(YamlMapping root)
        {
            if (root.Find("expected") is not { } node || access.List(node, "'expected'") is not { } list) return [];
            var result = ImmutableArray.CreateBuilder<ExpectedValue>();
            foreach (var item in list.Items)
            {
                const string what = "the expected value";
                if (access.Group(item, what, ModelForm.Expected) is not { } group) continue;
                var measure = access.Find(group, "measure", what)?.Text;
                var at = access.Find(group, "at", what) is { } time ? values.Constant(time.Text, time.Content, Dimension.Duration) : null;
                var value = access.Find(group, "value", what) is { } number ? values.Literal(number, what) : null;
                var tolerance = access.Find(group, "tolerance", what) is { } share ? values.Literal(share, "the tolerance") : 1e-10;
                var published = access.Find(group, "published", what)?.Text;
                if (measure is not null && value is { } v && tolerance is { } t) result.Add(new ExpectedValue(measure, at, v, t, published));
            }

            return result.ToImmutable();
        }

        private ImmutableArray<(YamlScalar Key, YamlNode Value)> Entries(YamlMapping root, string key) =>
            root.Find(key) is { } node && access.Mapping(node, $"'{key}'") is { } mapping ? mapping.Entries : [];
    }
}
