using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Reliability.Notebook.Execution;

namespace Reliability.Notebook.Assistance;

/// <summary>Completes names: members after a dot, everything in scope and the keywords elsewhere.</summary>
internal static class CompletionFinder
{
    private const int Most = 1000;

    /// <summary>What may stand at a place.</summary>
    /// <param name="session">The cells before.</param>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">The place, in UTF-16 units.</param>
    public static Completion Find(CSharpSession session, string code, int cursor)
    {
        cursor = Math.Clamp(cursor, 0, code.Length);
        var start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1])) start--;
        var compilation = session.Analyze(SourceText.From(code));
        var tree = compilation.SyntaxTrees[^1];
        var token = start == 0 ? default : tree.GetRoot().FindToken(start - 1);
        if (token.IsKind(SyntaxKind.StringLiteralToken) || tree.GetRoot().FindTrivia(Math.Max(0, start - 1)).IsKind(SyntaxKind.SingleLineCommentTrivia)) return new([], cursor, cursor);
        var model = compilation.GetSemanticModel(tree);
        var names = token.IsKind(SyntaxKind.DotToken) && token.Parent is { } parent ? Members(model, parent, start) : InScope(model, start);
        var prefix = code[start..cursor];
        var matches = names.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.OrdinalIgnoreCase).ThenBy(name => name, StringComparer.Ordinal)
            .Take(Most);
        return new([.. matches], start, cursor);
    }

    private static IEnumerable<string> Members(SemanticModel model, SyntaxNode access, int position)
    {
        var left = access switch
        {
            MemberAccessExpressionSyntax member => member.Expression,
            QualifiedNameSyntax qualified => qualified.Left,
            MemberBindingExpressionSyntax { Parent.Parent: ConditionalAccessExpressionSyntax conditional } => conditional.Expression,
            MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax conditional } => conditional.Expression,
            _ => null,
        };
        if (left is null) return [];
        var symbol = model.GetSymbolInfo(left).Symbol;
        if (symbol is INamespaceSymbol space) return Names(model.LookupNamespacesAndTypes(position, space));
        var isStatic = symbol is ITypeSymbol;
        var type = symbol as ITypeSymbol ?? model.GetTypeInfo(left).Type;
        if (type is null or IErrorTypeSymbol) return [];
        var found = model.LookupSymbols(position, type, includeReducedExtensionMethods: !isStatic);
        return Names(found.Where(member => member.Kind == SymbolKind.NamedType ? isStatic : member.IsStatic == isStatic));
    }

    private static IEnumerable<string> InScope(SemanticModel model, int position) =>
        Names(model.LookupSymbols(position)).Concat(SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(word => word.Length > 0 && char.IsAsciiLetterLower(word[0]) && !word.StartsWith('_')));

    private static IEnumerable<string> Names(IEnumerable<ISymbol> symbols) => symbols.Where(symbol => symbol.CanBeReferencedByName && symbol.Name.Length > 0).Select(symbol => symbol.Name);
}
