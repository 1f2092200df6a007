using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Semantics;

/// <summary>What a name in expressions can be.</summary>
internal enum SymbolKind
{
    Variable,
    Constant,
    Formula,
}

/// <summary>A name in expressions.</summary>
internal sealed class Symbol(string name, SymbolKind kind, SourceSpan place)
{
    public string Name => name;

    public SymbolKind Kind => kind;

    public SourceSpan Place => place;

    /// <summary>What a constant or formula is defined as; <c>null</c> for a constant without value.</summary>
    public ExpressionSyntax? Definition { get; set; }

    /// <summary>The type of a constant.</summary>
    public ExpressionType Type { get; init; }

    /// <summary>Place among the definitions: each comes behind those that it uses.</summary>
    public int Order { get; set; }

    /// <summary>What it stands for; <c>null</c> where that failed.</summary>
    public Sized? Value { get; set; }
}
