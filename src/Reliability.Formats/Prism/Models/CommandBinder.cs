using System.Collections.Immutable;
using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism.Models;

/// <summary>Turns the commands of a module into what can happen in it alone. A command that is never enabled still belongs to the alphabet.</summary>
internal sealed class CommandBinder(SymbolTable symbols, VariableBinder variables, ExpressionBinder binder, FormulaExpansion formulas, DiagnosticBag diagnostics, SourceText source)
{
    private int order;

    public Behaviour Bind(ModuleInstance module)
    {
        var behaviour = new Behaviour();
        foreach (var command in module.Body.Commands)
        {
            var action = command.Action is { } named ? module.Renamed(named.Text) : null;
            var joints = action is null ? behaviour.Silent : behaviour.With(action);
            var guard = Guard(command, module);
            foreach (var update in command.Updates)
            {
                if (Update(update, guard, action, module) is { } joint) joints.Add(joint);
            }
        }

        return behaviour;
    }

    private Sized? Guard(CommandSyntax command, ModuleInstance module)
    {
        if (Bind(command.Guard, module) is not { } guard) return null;
        if (guard.Type == ExpressionType.Bool) return guard;
        diagnostics.Error("the guard is a number, not a condition", command.Guard.Span, "compare it with something, such as n>0");
        return null;
    }

    // Everything is checked, even where it can never happen; then only what can happen is kept.
    private Joint? Update(UpdateSyntax update, Sized? guard, string? action, ModuleInstance module)
    {
        var possible = guard is { Expression.IsFalse: false };
        Sized? rate = update.Rate is null ? new Sized(1) : Bind(update.Rate, module);
        if (rate is { Type: ExpressionType.Bool })
        {
            diagnostics.Error("the rate is a condition, not a number", update.Rate!.Span);
            rate = null;
        }

        if (possible && rate?.Constant is { } constant && !(constant >= 0 && double.IsFinite(constant)))
        {
            var what = double.IsNaN(constant) ? "has no value" : constant < 0 ? $"is negative: {constant:R}" : "is infinite";
            diagnostics.Error($"the rate {what}", update.Rate!.Span, constant < 0 ? "a rate is zero or more" : "check for a division by zero");
            rate = null;
        }

        possible &= rate is { Constant: not 0 };
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        foreach (var syntax in update.Assignments)
        {
            if (Assignment(syntax, action, module, possible) is not { } assignment) rate = null;
            else if (assignments.Any(a => a.Variable == assignment.Variable)) diagnostics.Error($"'{syntax.Variable.Text}' is assigned twice in one update", Span(syntax.Variable));
            else assignments.Add(assignment);
        }

        if (!possible || guard is not { } condition || rate is not { } number) return null;
        var (factor, rates) = number.Constant is { } known ? (known, (ImmutableArray<Sized>)[]) : (1, [number]);
        return new Joint(condition, factor, rates, assignments.ToImmutable(), order++, action is null ? module.Name : null) { Place = update.Span };
    }

    private Assignment? Assignment(AssignmentSyntax syntax, string? action, ModuleInstance module, bool possible)
    {
        var value = Bind(syntax.Value, module);
        var name = module.Renamed(syntax.Variable.Text);
        if (symbols.Get(name) is not { Kind: SymbolKind.Variable, Value.Expression: VariableExpression variable })
        {
            if (symbols.Get(name) is { } other) diagnostics.Error($"'{name}' is a {SymbolTable.Word(other.Kind)} and cannot be assigned", Span(syntax.Variable));
            else SymbolTable.Unknown("variable", name, Span(syntax.Variable), [.. symbols.All.Where(s => s.Kind == SymbolKind.Variable).Select(s => s.Name)], diagnostics);
            return null;
        }

        var owner = variables.Owner(variable.Index);
        if (owner is not null && !ReferenceEquals(owner, module))
        {
            diagnostics.Error($"'{name}' belongs to the module '{owner.Name}' and cannot be assigned in '{module.Name}'", Span(syntax.Variable), "let both modules take part in one action, or make the variable global");
            return null;
        }

        if (owner is null && action is not null)
        {
            diagnostics.Error($"the global variable '{name}' cannot be assigned by a command with an action", Span(syntax.Variable), "remove the action, or move the variable into a module");
            return null;
        }

        if (value is not { } bound) return null;
        if (bound.Type != variable.Type)
        {
            diagnostics.Error($"'{name}' is {SymbolTable.Word(variable.Type)}, but the value is of type {SymbolTable.Word(bound.Type)}", syntax.Value.Span, bound.Type == ExpressionType.Double ? "use floor, ceil or round" : null);
            return null;
        }

        if (possible && bound.Constant is { } constant && variables.Variables[variable.Index] is { } range && (constant < range.Minimum || constant > range.Maximum))
        {
            diagnostics.Error($"'{name}' is set to {constant:R}, outside {range.Minimum}..{range.Maximum}", syntax.Value.Span);
            return null;
        }

        return new Assignment(variable.Index, bound.Expression);
    }

    private Sized? Bind(ExpressionSyntax syntax, ModuleInstance module) => binder.Bind(syntax, n => formulas.Find(n, module.Scope));

    private SourceSpan Span(Token token) => new(source, token.Start, token.Length);
}
