using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism.Models;

/// <summary>The variables of a model: first the global ones, then those of the modules. Their names are declared before constants are evaluated, their ranges after.</summary>
internal sealed class VariableBinder(SymbolTable symbols, ExpressionBinder binder, FormulaExpansion formulas, DiagnosticBag diagnostics, SourceText source)
{
    private readonly List<(VariableSyntax Syntax, string Name, RenameScope? Scope, SourceSpan Place)> declared = [];
    private readonly List<Variable?> variables = [];
    private readonly List<ModuleInstance?> owners = [];

    /// <summary>The variables; <c>null</c> where the range failed.</summary>
    public IReadOnlyList<Variable?> Variables => variables;

    /// <summary>The module of a variable; <c>null</c> for a global one.</summary>
    public ModuleInstance? Owner(int variable) => owners[variable];

    /// <summary>Where a variable is declared.</summary>
    public SourceSpan Place(int variable) => declared[variable].Place;

    public void Declare(IEnumerable<VariableSyntax> globals, IEnumerable<ModuleInstance> modules)
    {
        foreach (var variable in globals) Declare(variable, null);
        foreach (var module in modules)
        {
            foreach (var variable in module.Body.Variables) Declare(variable, module);
        }
    }

    /// <summary>Evaluates ranges and initial values.</summary>
    /// <param name="initialPlace">Where <c>init … endinit</c> stands, beside which no variable has a value of its own.</param>
    public void Bind(Token? initialPlace)
    {
        foreach (var (syntax, name, scope, place) in declared)
        {
            if (syntax.Initial is { } own && initialPlace is not null) diagnostics.Error($"'{name}' has an initial value beside 'init … endinit'", own.Span, "remove one of the two");
            variables.Add(Variable(syntax, name, scope, place));
        }
    }

    private void Declare(VariableSyntax syntax, ModuleInstance? module)
    {
        var name = module?.Renamed(syntax.Name.Text) ?? syntax.Name.Text;
        var token = module?.Syntax.Renaming.Where(r => r.New.Text == name).Select(r => (Token?)r.New).FirstOrDefault() ?? syntax.Name;
        var place = new SourceSpan(source, token.Start, token.Length);
        var type = syntax.IsBoolean ? ExpressionType.Bool : ExpressionType.Int;
        if (!symbols.Declare(new Symbol(name, SymbolKind.Variable, place) { Value = new Sized(new VariableExpression(declared.Count, name, type)) })) return;
        module?.Variables.Add(declared.Count);
        declared.Add((syntax, name, module?.Scope, place));
        owners.Add(module);
    }

    private Variable? Variable(VariableSyntax syntax, string name, RenameScope? scope, SourceSpan place)
    {
        if (syntax.IsBoolean)
        {
            if (syntax.Initial is null) return new Variable(name, 0, 1, 0, IsBoolean: true);
            return Constant(syntax.Initial, scope, ExpressionType.Bool, $"the initial value of '{name}'") is { } truth ? new Variable(name, 0, 1, truth, IsBoolean: true) : null;
        }

        var (minimum, maximum) = (int.MinValue, int.MaxValue);
        if (syntax is { Minimum: { } from, Maximum: { } to })
        {
            var lower = Constant(from, scope, ExpressionType.Int, $"the lower bound of '{name}'");
            var upper = Constant(to, scope, ExpressionType.Int, $"the upper bound of '{name}'");
            if (lower is not { } low || upper is not { } high) return null;
            if (low > high)
            {
                diagnostics.Error($"the range {low}..{high} of the variable '{name}' is empty", scope is null ? new SourceSpan(source, from.Span.Start, Math.Max(0, to.Span.End - from.Span.Start)) : place, "the lower bound comes first");
                return null;
            }

            (minimum, maximum) = (low, high);
        }

        if (syntax.Initial is null) return new Variable(name, minimum, maximum, syntax.Minimum is null ? 0 : minimum);
        if (Constant(syntax.Initial, scope, ExpressionType.Int, $"the initial value of '{name}'") is not { } initial) return null;
        if (initial >= minimum && initial <= maximum) return new Variable(name, minimum, maximum, initial);
        diagnostics.Error($"the initial value {initial} of '{name}' is outside {minimum}..{maximum}", syntax.Initial.Span);
        return null;
    }

    private int? Constant(ExpressionSyntax syntax, RenameScope? scope, ExpressionType type, string what)
    {
        if (binder.Bind(syntax, n => formulas.Find(n, scope)) is not { } value) return null;
        if (value.Constant is not { } constant) diagnostics.Error($"{what} depends on the state", syntax.Span, "only constants may stand here");
        else if (value.Type != type) diagnostics.Error($"{what} is of type {SymbolTable.Word(value.Type)}, not {SymbolTable.Word(type)}", syntax.Span);
        else return (int)constant;
        return null;
    }
}
