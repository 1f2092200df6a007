using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Semantics;

/// <summary>Gives constants and formulas their values, in whatever order they are written; values from outside fill constants that have none, and take the place of those that have one.</summary>
internal sealed class DefinitionBinder(SymbolTable symbols, ExpressionBinder binder, DiagnosticBag diagnostics)
{
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);

    /// <summary>Puts in values from outside. A value for something that is no constant is an error; one for a constant that has a value takes its place, which PRISM would refuse.</summary>
    /// <param name="settings">Constant expressions as text, by name.</param>
    /// <param name="isKnown">True for names that were served elsewhere.</param>
    public void Set(IReadOnlyDictionary<string, string> settings, Func<string, bool> isKnown)
    {
        foreach (var (name, text) in settings.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (symbols.Get(name) is not { Kind: SymbolKind.Constant } constant)
            {
                if (isKnown(name)) continue;
                string[] constants = [.. symbols.All.Where(s => s.Kind == SymbolKind.Constant).Select(s => s.Name)];
                diagnostics.Error($"--set names '{name}', which is no constant here", null, NearestName.Hint(name, constants));
                continue;
            }

            var tokens = new TokenStream(new SourceText("--set " + name, text), diagnostics);
            constant.Definition = new ExpressionReader(tokens).Expression();
            if (constant.Definition is null) Fail(constant);
            else if (!tokens.AtEnd) tokens.Fail($"{tokens.Current} is not expected here", "a value is one expression, such as 3 or 1/500");
        }
    }

    /// <summary>Evaluates all; reports cycles, and all constants without a value at once.</summary>
    /// <param name="needed">The constants that must have a value; <c>null</c> for all.</param>
    public void Bind(IReadOnlySet<string>? needed)
    {
        string[] names = [.. symbols.All.Where(s => s.Kind != SymbolKind.Variable && s.Value is null).Select(s => s.Name)];
        var (order, cycles) = DependencyOrder.Of(names, n => symbols.Get(n)?.Definition?.Names() ?? []);
        var failed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cycle in cycles)
        {
            failed.UnionWith(cycle);
            var first = symbols.Get(cycle[0])!;
            var message = cycle.Length == 1 ? $"the {SymbolTable.Word(first.Kind)} '{first.Name}' is defined by itself" : $"these are defined by each other: {DependencyOrder.Show(cycle)}";
            diagnostics.Error(message, first.Place, "give one of them a value of its own");
        }

        Missing(needed, names);
        for (var i = 0; i < order.Length; i++)
        {
            var symbol = symbols.Get(order[i])!;
            symbol.Order = i;
            if (symbol.Definition is { } definition && !failed.Contains(symbol.Name) && !unreadable.Contains(symbol.Name)) symbol.Value = Value(symbol, definition);
        }
    }

    private void Fail(Symbol constant)
    {
        unreadable.Add(constant.Name);
        constant.Definition = new LiteralSyntax(constant.Place, false);
    }

    private void Missing(IReadOnlySet<string>? needed, string[] names)
    {
        Symbol[] missing = [.. names.Select(n => symbols.Get(n)!).Where(s => s is { Kind: SymbolKind.Constant, Definition: null } && needed?.Contains(s.Name) != false)];
        if (missing.Length == 0) return;
        var list = string.Join(", ", missing.Take(20).Select(m => m.Name)) + (missing.Length > 20 ? ", …" : "");
        diagnostics.Error(
            missing.Length == 1 ? $"the constant {list} has no value" : $"these constants have no value: {list}",
            missing[0].Place,
            $"give {(missing.Length == 1 ? "it" : "each")} one: {string.Join(' ', missing.Take(4).Select(m => $"--set {m.Name}=…"))}");
    }

    private Sized? Value(Symbol symbol, ExpressionSyntax definition)
    {
        if (binder.Bind(definition, symbols.Find) is not { } value) return null;
        if (symbol.Kind == SymbolKind.Formula) return value;
        if (value.Expression is not LiteralExpression literal)
        {
            diagnostics.Error($"the constant '{symbol.Name}' depends on the state", definition.Span, "make it a formula");
            return null;
        }

        if (literal.Type == symbol.Type) return value;
        if (symbol.Type == ExpressionType.Double && literal.Type == ExpressionType.Int) return new Sized(literal.Value);
        diagnostics.Error(
            $"the constant '{symbol.Name}' is declared {SymbolTable.Word(symbol.Type)}, but its value is of type {SymbolTable.Word(literal.Type)}",
            definition.Span,
            symbol.Type == ExpressionType.Int && literal.Type == ExpressionType.Double ? $"write 'const double {symbol.Name}', or use floor, ceil or round" : null);
        return null;
    }
}
