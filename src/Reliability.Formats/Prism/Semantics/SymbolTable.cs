using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Semantics;

/// <summary>The variables, constants and formulas of a model or properties file: one namespace.</summary>
internal sealed class SymbolTable(DiagnosticBag diagnostics)
{
    private readonly OrderedDictionary<string, Symbol> symbols = new(StringComparer.Ordinal);

    /// <summary>All names in order of declaration.</summary>
    public IReadOnlyCollection<string> Names => symbols.Keys;

    public IEnumerable<Symbol> All => symbols.Values;

    public Symbol? Get(string name) => symbols.GetValueOrDefault(name);

    /// <summary>Takes a name; false, with a message, when it is taken.</summary>
    public bool Declare(Symbol symbol)
    {
        if (symbols.TryAdd(symbol.Name, symbol)) return true;
        var first = symbols[symbol.Name];
        diagnostics.Error($"the name '{symbol.Name}' is taken", symbol.Place, first.Place.Source.Text.Length == 0 ? $"the model has a {Word(first.Kind)} of this name" : $"it is a {Word(first.Kind)} declared in {first.Place.Source.Name}:{first.Place.Position.Line}");
        return false;
    }

    /// <summary>What a name stands for; <c>null</c> after a message, or without one where its definition failed.</summary>
    public Sized? Find(NameSyntax name)
    {
        if (symbols.TryGetValue(name.Name, out var symbol)) return symbol.Value;
        Unknown("name", name.Name, name.Span, symbols.Keys, diagnostics);
        return null;
    }

    /// <summary>Says that a name is unknown. The nearest name is only looked for while messages are still kept.</summary>
    public static void Unknown(string what, string name, SourceSpan span, IReadOnlyCollection<string> known, DiagnosticBag diagnostics) =>
        diagnostics.Error($"unknown {what} '{name}'", span, diagnostics.HintAt(name, () => known));

    public static string Word(SymbolKind kind) => kind switch
    {
        SymbolKind.Variable => "variable",
        SymbolKind.Constant => "constant",
        _ => "formula",
    };

    public static string Word(ExpressionType type) => type switch
    {
        ExpressionType.Bool => "bool",
        ExpressionType.Int => "int",
        _ => "double",
    };
}
