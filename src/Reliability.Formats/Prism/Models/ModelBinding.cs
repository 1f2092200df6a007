using System.Collections.Immutable;
using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Prism.Models;

/// <summary>From a model as written to the model it means, step by step: names, constants, ranges, commands, composition, rewards.</summary>
internal sealed class ModelBinding
{
    private readonly SourceText source;
    private readonly ModelSyntax syntax;
    private readonly DiagnosticBag diagnostics;
    private readonly WorkBudget budget;
    private readonly SymbolTable symbols;
    private readonly ExpressionBinder binder;
    private readonly FormulaExpansion formulas;
    private readonly VariableBinder variables;

    public ModelBinding(SourceText source, ModelSyntax syntax, DiagnosticBag diagnostics)
    {
        (this.source, this.syntax, this.diagnostics) = (source, syntax, diagnostics);
        budget = new WorkBudget(source, diagnostics);
        symbols = new SymbolTable(diagnostics);
        binder = new ExpressionBinder(diagnostics, budget);
        formulas = new FormulaExpansion(symbols, binder, budget);
        variables = new VariableBinder(symbols, binder, formulas, diagnostics, source);
    }

    /// <summary>The model; <c>null</c> after messages.</summary>
    public PrismModel? Model(IReadOnlyDictionary<string, string> settings)
    {
        var modules = new ModuleExpansion(source, diagnostics).Expand(syntax.Modules);
        if (syntax.Modules.Length == 0) diagnostics.Error("the model has no module", new SourceSpan(source, 0, 0), "write 'module name … endmodule'");
        if (diagnostics.HasErrors) return null;
        Names(modules, settings);
        foreach (var module in modules) formulas.Prepare(module);
        variables.Bind(syntax.InitialPlace);
        if (modules.Length > 0 && variables.Variables.Count == 0) diagnostics.Error("the model has no variable", Span(modules[0].Syntax.Name), "a state is made of the values of variables: declare one");
        var commands = new CommandBinder(symbols, variables, binder, formulas, diagnostics, source);
        var behaviours = modules.ToDictionary(m => m, commands.Bind);
        var written = behaviours.Values.SelectMany(b => b.Actions.Keys).ToHashSet(StringComparer.Ordinal);
        Unused(modules, written);
        if (!diagnostics.HasErrors) new ExclusiveCommands(variables.Variables).Join(behaviours.Values);
        var whole = new Composition(modules, m => behaviours[m], binder, budget, diagnostics, source).Whole(syntax.System);
        var events = EventWriter.Write(whole ?? new Behaviour());
        var labels = Labels();
        var alphabet = whole?.Actions.Keys.ToHashSet(StringComparer.Ordinal) ?? written;
        var rewards = new RewardBinder(symbols, binder, diagnostics, source).Bind(syntax.Rewards, events, alphabet, written);
        var initial = syntax.Initial is null ? null : Condition(syntax.Initial, "the condition on initial states");
        if (diagnostics.HasErrors) return null;
        var builder = new ModelBuilder(Path.GetFileNameWithoutExtension(source.Name));
        foreach (var v in variables.Variables)
        {
            if (v!.IsBoolean) builder.Boolean(v.Name, v.Initial != 0);
            else builder.Integer(v.Name, v.Minimum, v.Maximum, v.Initial);
        }

        foreach (var (e, _) in events) builder.Add(e);
        foreach (var (name, predicate) in labels) builder.Label(name, predicate.Expression);
        foreach (var (reward, _) in rewards) builder.Add(reward);
        foreach (var problem in builder.Problems()) diagnostics.Error(problem, new SourceSpan(source, 0, 0));
        if (diagnostics.HasErrors) return null;
        var names = new PrismNames(symbols, labels.ToDictionary(l => l.Name, l => (Sized?)l.Predicate, StringComparer.Ordinal), [.. rewards.Select(r => r.Name)]);
        return new PrismModel(builder.Build(), initial?.Expression, names, [.. modules.Select(m => new PrismModule(m.Name, [.. m.Variables], m.Body.Commands.Length))]);
    }

    private void Names(ImmutableArray<ModuleInstance> modules, IReadOnlyDictionary<string, string> settings)
    {
        foreach (var c in syntax.Constants) symbols.Declare(new Symbol(c.Name.Text, SymbolKind.Constant, Span(c.Name)) { Definition = c.Value, Type = c.Type });
        foreach (var f in syntax.Formulas) symbols.Declare(new Symbol(f.Name.Text, SymbolKind.Formula, Span(f.Name)) { Definition = f.Value });
        variables.Declare(syntax.Globals, modules);
        var definitions = new DefinitionBinder(symbols, binder, diagnostics);
        definitions.Set(settings, _ => false);
        definitions.Bind(null);
    }

    // A new name for something that is nowhere is most likely a slip of the pen.
    private void Unused(ImmutableArray<ModuleInstance> modules, HashSet<string> actions)
    {
        var own = syntax.Modules.SelectMany(m => m.Variables.Select(v => v.Name.Text).Concat(m.Commands.Select(c => c.Action?.Text ?? ""))).ToHashSet(StringComparer.Ordinal);
        foreach (var (old, _) in modules.SelectMany(m => m.Syntax.Renaming))
        {
            if (symbols.Get(old.Text) is null && !actions.Contains(old.Text) && !own.Contains(old.Text)) diagnostics.Warning($"nothing is called '{old.Text}': its new name has no effect", Span(old));
        }
    }

    private List<(string Name, Sized Predicate)> Labels()
    {
        var result = new List<(string, Sized)>();
        var seen = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        foreach (var label in syntax.Labels)
        {
            var name = label.Name.Text;
            if (name is LabelExpression.Initial or LabelExpression.Deadlock) diagnostics.Error($"\"{name}\" has a meaning of its own in properties", Span(label.Name), "choose another name");
            else if (!seen.TryAdd(name, Span(label.Name))) diagnostics.Error($"there are two labels \"{name}\"", Span(label.Name), $"the first is declared in line {seen[name].Position.Line}");
            if (Condition(label.Value, $"the label \"{name}\"") is { } condition) result.Add((name, condition));
        }

        return result;
    }

    private Sized? Condition(ExpressionSyntax expression, string what)
    {
        if (binder.Bind(expression, symbols.Find) is not { } value) return null;
        if (value.Type == ExpressionType.Bool) return value;
        diagnostics.Error($"{what} is a number, not a condition", expression.Span, "compare it with something, such as n>0");
        return null;
    }

    private SourceSpan Span(Token token) => new(source, token.Start, token.Length);
}
