using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Reliability.Notebook.Execution;

namespace Reliability.Notebook.Assistance;

/// <summary>Says what a name in a cell is.</summary>
internal static class SymbolInspector
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeModifiers)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword);

    /// <summary>Signature and summary of what stands at a place, or null when nothing does that has a name.</summary>
    /// <param name="session">The cells before.</param>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">The place, in UTF-16 units.</param>
    public static string? Inspect(CSharpSession session, string code, int cursor)
    {
        var compilation = session.Analyze(SourceText.From(code));
        var tree = compilation.SyntaxTrees[^1];
        if (Token(tree.GetRoot(), Math.Clamp(cursor, 0, code.Length)) is not { Parent: { } node }) return null;
        var model = compilation.GetSemanticModel(tree);
        var info = model.GetSymbolInfo(node);
        var symbols = model.GetDeclaredSymbol(node) is { } declared ? [declared]
            : info.Symbol is { } one ? [one]
            : info.CandidateSymbols.IsEmpty ? model.GetMemberGroup(node) : info.CandidateSymbols;
        if (symbols.IsEmpty) return null;
        var text = string.Join('\n', symbols.Select(symbol => symbol.ToDisplayString(s_format)).Distinct(StringComparer.Ordinal));
        return Summary(symbols[0]) is { } summary ? $"{text}\n\n{summary}" : text;
    }

    private static SyntaxToken? Token(SyntaxNode root, int cursor)
    {
        // A cursor behind a name means the name.
        foreach (var position in new[] { cursor, cursor - 1 })
        {
            if (position < 0 || position > root.FullSpan.End) continue;
            var token = root.FindToken(position);
            if (token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is PredefinedTypeSyntax) return token;
        }
        // Within the brackets of a call the method is meant.
        var call = root.FindToken(Math.Max(0, cursor - 1)).Parent?.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault();
        return call?.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier,
            SimpleNameSyntax name => name.Identifier,
            _ => null,
        };
    }

    private static string? Summary(ISymbol symbol)
    {
        if (symbol.GetDocumentationCommentXml() is not { Length: > 0 } xml) return null;
        try
        {
            var summary = XElement.Parse(xml).DescendantsAndSelf("summary").FirstOrDefault()?.Value;
            return summary is null ? null : string.Join(' ', summary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        catch (System.Xml.XmlException)
        {
            return null;
        }
    }
}
