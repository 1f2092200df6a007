using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;

namespace Reliability.Formats.Prism.Models;

/// <summary>Writes formulas out under the names of a renamed module: every formula that its body uses, directly or through others, those used first.</summary>
internal sealed class FormulaExpansion(SymbolTable symbols, ExpressionBinder binder, WorkBudget budget)
{
    /// <summary>What a name means under a renaming.</summary>
    public Sized? Find(NameSyntax name, RenameScope? scope)
    {
        var (other, rest) = RenameScope.Resolve(name.Name, scope);
        if (rest is not null && symbols.Get(other) is { Kind: SymbolKind.Formula }) return rest.Formulas.GetValueOrDefault(other);
        return symbols.Find(string.Equals(other, name.Name, StringComparison.Ordinal) ? name : new NameSyntax(name.Span, other));
    }

    /// <summary>Prepares a renaming for the expressions of a module.</summary>
    public void Prepare(ModuleInstance module)
    {
        if (module.Scope is not { } scope) return;
        var found = new HashSet<(Symbol Formula, RenameScope Scope)>();
        var open = new Stack<(Symbol Formula, RenameScope Scope)>();
        foreach (var expression in module.Expressions()) Collect(expression, scope);
        while (open.TryPop(out var next)) Collect(next.Formula.Definition!, next.Scope);
        foreach (var (formula, under) in found.OrderBy(f => f.Scope.Steps).ThenBy(f => f.Formula.Order))
        {
            // One that failed as written has been reported.
            if (formula.Value is not null && !under.Formulas.ContainsKey(formula.Name)) under.Formulas.Add(formula.Name, binder.Bind(formula.Definition!, n => Find(n, under)));
        }

        void Collect(ExpressionSyntax expression, RenameScope under)
        {
            foreach (var name in expression.Names())
            {
                if (!budget.Spend(3)) return;
                var (other, rest) = RenameScope.Resolve(name, under);
                if (rest is not null && symbols.Get(other) is { Kind: SymbolKind.Formula, Definition: not null } formula && found.Add((formula, rest))) open.Push((formula, rest));
            }
        }
    }
}
