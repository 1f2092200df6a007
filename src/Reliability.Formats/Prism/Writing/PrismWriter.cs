using System.Globalization;
using System.Text;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism.Writing;

/// <summary>
/// Writes models in the language of the PRISM model checker, version 4: a CTMC whose independent parts are modules. Names are made legal, with the original in a
/// comment where it differs; rates are per hour.
/// </summary>
public sealed class PrismWriter
{
    private readonly StochasticModel model;
    private readonly StringBuilder text = new();
    private readonly LegalNames names = new();
    private readonly string[] variables;
    private readonly Dictionary<string, string> actions = new(StringComparer.Ordinal);
    private readonly PrismExpressions expressions;

    private readonly Expression? initialStates;

    private PrismWriter(StochasticModel model, Expression? initialStates)
    {
        (this.model, this.initialStates) = (model, initialStates);
        variables = [.. model.Variables.Select(v => names.Legal(v.Name))];
        expressions = new PrismExpressions(variables);
    }

    /// <summary>The text of a model; <c>null</c> with the reasons when it cannot be said in the PRISM language: a calendar, and delays that are not exponential. The same model gives the same text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="diagnostics">Receives the reasons.</param>
    /// <param name="initialStates">The condition of all states that it may start in; <c>null</c> for the initial values of its variables.</param>
    public static string? Write(StochasticModel model, DiagnosticBag diagnostics, Expression? initialStates = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return PrismObstacles.None(model, diagnostics) ? new PrismWriter(model, initialStates).Text() : null;
    }

    private string Text()
    {
        Line($"// {Plain(model.Name)}");
        Line("// Rates are per hour.");
        Line("ctmc");
        var parts = ModelDecomposition.Create(model, [], []).Components;
        string[] modules = [.. parts.Select((_, i) => names.Legal(parts.Length == 1 ? "model" : string.Create(CultureInfo.InvariantCulture, $"part_{i + 1}")))];
        // PRISM knows transitions by their actions only: what earns something gets one of its own.
        var rewarded = model.Rewards.SelectMany(r => r.Impulses).Select(i => i.Event).ToHashSet(StringComparer.Ordinal);
        foreach (var e in model.Events.Where(e => rewarded.Contains(e.Name) && CanHappen(e))) actions.Add(e.Name, names.Legal(e.Name));
        for (var i = 0; i < parts.Length; i++) Module(modules[i], parts[i]);
        if (initialStates is not null)
        {
            Line("");
            Line($"init {expressions.Text(initialStates)} endinit");
        }

        Labels();
        Rewards();
        return text.ToString();
    }

    private void Module(string name, StochasticModel part)
    {
        Line("");
        Line($"module {name}");
        var own = part.Variables.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        for (var v = 0; v < variables.Length; v++)
        {
            if (own.Contains(model.Variables[v].Name)) Line($"  {Declaration(model.Variables[v], variables[v])}");
        }

        var happening = part.Events.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var e in model.Events.Where(e => happening.Contains(e.Name) && CanHappen(e))) Command(e);
        Line("endmodule");
    }

    private string Declaration(Variable variable, string name)
    {
        var declaration = variable.IsBoolean
            ? $"{name} : bool{Start(variable.Initial != 0 ? "true" : "false")};"
            : string.Create(CultureInfo.InvariantCulture, $"{name} : [{variable.Minimum}..{variable.Maximum}]{Start(variable.Initial.ToString(CultureInfo.InvariantCulture))};");
        var values = variable.ValueNames.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"{variable.Minimum + i} {value}"));
        string[] remarks = [.. name == variable.Name ? [] : new[] { variable.Name }, .. variable.ValueNames.Count == 0 ? [] : new[] { string.Join(", ", values) }];
        return remarks.Length == 0 ? declaration : $"{declaration} // {Plain(string.Join(": ", remarks))}";
    }

    // A condition for several initial states leaves no room for values of single variables.
    private string Start(string value) => initialStates is null ? " init " + value : "";

    private void Command(Event e)
    {
        var rate = ((ExponentialDelay)e.Delay).Rate;
        Outcome[] possible = [.. e.Outcomes.Where(o => o.Probability is not LiteralExpression { Value: 0 })];
        Line("");
        Line($"  // {Plain(e.Name)} ({Plain(e.Cause.Name)})");
        Line($"  [{actions.GetValueOrDefault(e.Name)}] {expressions.Text(e.Guard)} ->");
        for (var i = 0; i < possible.Length; i++)
        {
            var outcome = possible[i];
            var share = outcome.Probability is LiteralExpression { Value: 1 } ? expressions.Rate(rate) : $"{expressions.Factor(rate)} * {expressions.Factor(outcome.Probability)}";
            var updates = outcome.Assignments.Select(a => $"({variables[a.Variable]}'={expressions.Text(a.Value)})");
            Line($"    {(i == 0 ? "" : "+ ")}{share} : {(outcome.Assignments.Count == 0 ? "true" : string.Join(" & ", updates))}{(i == possible.Length - 1 ? ";" : "")}");
        }
    }

    private static bool CanHappen(Event e) => e.Delay is not ExponentialDelay { Rate: LiteralExpression { Value: 0 } } && !e.Guard.IsFalse && e.Outcomes.Any(o => o.Probability is not LiteralExpression { Value: 0 });

    private void Labels()
    {
        if (model.Labels.Count > 0) Line("");
        var legal = LegalNames.For(model.Labels.Select(l => l.Name));
        for (var i = 0; i < legal.Length; i++) Line($"label \"{legal[i]}\" = {expressions.Text(model.Labels[i].Predicate)};{Remark(legal[i], model.Labels[i].Name)}");
    }

    private void Rewards()
    {
        var legal = LegalNames.For(model.Rewards.Select(r => r.Name));
        for (var i = 0; i < legal.Length; i++)
        {
            var reward = model.Rewards[i];
            Line("");
            Line($"rewards \"{legal[i]}\"{Remark(legal[i], reward.Name)}");
            if (reward.Rate is not LiteralExpression { Value: 0 } || !reward.Impulses.Any(m => actions.ContainsKey(m.Event))) Line($"  true : {expressions.Text(reward.Rate)};");
            foreach (var impulse in reward.Impulses.Where(m => actions.ContainsKey(m.Event))) Line($"  [{actions[impulse.Event]}] true : {expressions.Text(impulse.Amount)};");
            Line("endrewards");
        }
    }

    private static string Remark(string legal, string name) => legal == name ? "" : $" // {Plain(name)}";

    // A comment ends with its line.
    private static string Plain(string name) => string.Concat(name.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    private void Line(string line) => text.Append(line).Append('\n');
}
