using System.Globalization;
using System.Text;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Models;

/// <summary>
/// Writes models as model files, in the form of variables and events. Any model can be written: calendars, immediate events and delays of any law too. What is
/// read back is equal to what was written; only what can never happen, such as an event of rate 0, the reader leaves out.
/// </summary>
public sealed class ModelFileWriter
{
    private readonly StringBuilder text = new();
    private readonly string[] names;

    private ModelFileWriter(StochasticModel model) => names = [.. model.Variables.Select(v => v.Name)];

    /// <summary>The text of a model file; <c>null</c>, with the reasons, for a model that cannot be read back, as with names that expressions cannot use. The same model gives the same text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="diagnostics">Receives the reasons.</param>
    public static string? Write(StochasticModel model, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var writer = new ModelFileWriter(model);
        writer.Model(model);
        var written = writer.text.ToString();
        // A file that cannot be read is of no use: what the reader would say is said now.
        var found = new DiagnosticBag();
        if (YamlReader.Read(new SourceText("model.yaml", written), found) is { } node) ModelFileReader.Read(node, new Dictionary<string, string>(StringComparer.Ordinal), found);
        foreach (var d in found.ToImmutable().Where(d => d.Severity == Severity.Error)) diagnostics.Error($"model '{model.Name}' cannot be written as a model file: {d.Message}", null, d.Hint);
        return found.HasErrors ? null : written;
    }

    private void Model(StochasticModel model)
    {
        Line(0, "model", model.Name);
        Line(0, "time-unit", "h");
        text.Append("variables:\n");
        foreach (var v in model.Variables) Variable(v);
        text.Append(model.Events.Count == 0 ? "events: {}\n" : "events:\n");
        foreach (var e in model.Events) Event(e);
        if (model.Calendar.Count > 0) text.Append("calendar:\n");
        foreach (var instant in model.Calendar) Instant(instant);
        if (model.Labels.Count > 0) text.Append("labels:\n");
        foreach (var label in model.Labels) Line(1, label.Name, label.Predicate.ToString());
        if (model.Rewards.Count > 0) text.Append("rewards:\n");
        foreach (var reward in model.Rewards) Reward(reward);
    }

    private void Variable(Variable v)
    {
        if (v.ValueNames.Count > 0 && v.ValueNames.Count == v.Maximum + 1 && v.Minimum == 0)
        {
            Group(1, v.Name);
            text.Append(' ', 4).Append("values: [").AppendJoin(", ", v.ValueNames.Select(YamlText.Item)).Append("]\n");
            if (v.Initial > 0) Line(2, "init", v.ValueNames[v.Initial]);
            return;
        }

        var range = v.IsBoolean ? "bool" : string.Create(CultureInfo.InvariantCulture, $"{v.Minimum}..{v.Maximum}");
        var initial = v.IsBoolean ? v.Initial != 0 ? " init true" : "" : v.Initial == v.Minimum ? "" : string.Create(CultureInfo.InvariantCulture, $" init {v.Initial}");
        Line(1, v.Name, range + initial);
    }

    private void Event(Event e)
    {
        Group(1, e.Name);
        if (!e.Guard.IsTrue) Line(2, "when", e.Guard.ToString());
        switch (e.Delay)
        {
            case ExponentialDelay exponential:
                Line(2, "rate", exponential.Rate.ToString());
                break;
            case GeneralDelay general:
                Line(2, "after", LawText.Of(general.Distribution));
                if (general.Memory == MemoryPolicy.Resume) Line(2, "memory", "resume");
                if (!general.Repair.IsAsNew) Line(2, "repair", LawText.Of(general.Repair));
                break;
            case ImmediateDelay immediate:
                Line(2, "immediate", "true");
                Line(2, "priority", immediate.Priority.ToString(CultureInfo.InvariantCulture));
                Line(2, "weight", immediate.Weight.ToString());
                break;
        }

        Effect(2, e.Outcomes);
        if (e.Cause != Cause.Unknown) Line(2, "cause", e.Cause.Name);
    }

    private void Instant(CalendarInstant instant)
    {
        text.Append("  - name: ").Append(YamlText.Block(instant.Name)).Append('\n');
        Line(2, "every", LawText.Hours(instant.Period.TotalHours));
        if (instant.Offset.TotalHours != 0) Line(2, "at", LawText.Hours(instant.Offset.TotalHours));
        if (!instant.Guard.IsTrue) Line(2, "when", instant.Guard.ToString());
        Effect(2, instant.Outcomes);
        if (instant.Cause != Cause.Unknown) Line(2, "cause", instant.Cause.Name);
        if (!instant.TakesOver) Line(2, "takes-over", "false");
    }

    private void Effect(int level, EquatableArray<Outcome> outcomes)
    {
        if (outcomes.Count == 1 && outcomes[0] is { Cause: null, Probability: LiteralExpression { Value: 1, Type: ExpressionType.Double }, Assignments.Count: > 0 } certain)
        {
            Line(level, "then", Assignments(certain.Assignments));
            return;
        }

        text.Append(' ', 2 * level).Append("outcomes:\n");
        foreach (var outcome in outcomes)
        {
            text.Append(' ', (2 * level) + 2).Append("- probability: ").Append(YamlText.Block(outcome.Probability.ToString())).Append('\n');
            if (outcome.Assignments.Count > 0) Line(level + 2, "then", Assignments(outcome.Assignments));
            if (outcome.Cause is { } cause) Line(level + 2, "cause", cause.Name);
        }
    }

    private void Reward(Reward reward)
    {
        if (reward.Impulses.Count == 0)
        {
            Line(1, reward.Name, reward.Rate.ToString());
            return;
        }

        Group(1, reward.Name);
        Line(2, "rate", reward.Rate.ToString());
        Group(2, "impulses");
        foreach (var impulse in reward.Impulses) Line(3, impulse.Event, impulse.Amount.ToString());
    }

    private string Assignments(EquatableArray<Assignment> assignments) => string.Join(", ", assignments.Select(a => $"{names[a.Variable]}' = {a.Value}"));

    private void Group(int level, string key) => text.Append(' ', 2 * level).Append(YamlText.Block(key)).Append(":\n");

    private void Line(int level, string key, string value) => text.Append(' ', 2 * level).Append(YamlText.Block(key)).Append(": ").Append(YamlText.Block(value)).Append('\n');
}
