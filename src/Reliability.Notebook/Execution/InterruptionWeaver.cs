using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Reliability.Notebook.Execution;

/// <summary>
/// Finds where checks for an interrupt belong: at every turn of a loop, before every goto, on entry to every body of a method or lambda.
/// .NET cannot abort a thread, so code that is to be stopped must ask.
/// </summary>
internal sealed class InterruptionWeaver : CSharpSyntaxWalker
{
    private const string Check = "global::Reliability.Notebook.Dialect.Interruption.Check();";
    private const string Enter = "global::Reliability.Notebook.Dialect.Interruption.Enter();";

    /// <summary>The changes, none of which adds a line.</summary>
    public List<TextChange> Changes { get; } = [];

    /// <inheritdoc/>
    public override void VisitWhileStatement(WhileStatementSyntax node)
    {
        Turn(node.Statement);
        base.VisitWhileStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitDoStatement(DoStatementSyntax node)
    {
        Turn(node.Statement);
        base.VisitDoStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitForStatement(ForStatementSyntax node)
    {
        Turn(node.Statement);
        base.VisitForStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitForEachStatement(ForEachStatementSyntax node)
    {
        Turn(node.Statement);
        base.VisitForEachStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        Turn(node.Statement);
        base.VisitForEachVariableStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitGotoStatement(GotoStatementSyntax node)
    {
        if (node.IsKind(SyntaxKind.GotoStatement)) Wrap(node);
        base.VisitGotoStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitBlock(BlockSyntax node)
    {
        if (node.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax)
            Insert(node.OpenBraceToken.Span.End, Enter);
        base.VisitBlock(node);
    }

    /// <inheritdoc/>
    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        Body(node.ExpressionBody, node.SemicolonToken, ReturnsNothing(node.ReturnType, node.Modifiers));
        base.VisitMethodDeclaration(node);
    }

    /// <inheritdoc/>
    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        Body(node.ExpressionBody, node.SemicolonToken, ReturnsNothing(node.ReturnType, node.Modifiers));
        base.VisitLocalFunctionStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        Body(node.ExpressionBody, node.SemicolonToken, !node.IsKind(SyntaxKind.GetAccessorDeclaration));
        base.VisitAccessorDeclaration(node);
    }

    /// <inheritdoc/>
    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        Body(node.ExpressionBody, node.SemicolonToken, returnsNothing: false, "get{", "}");
        base.VisitPropertyDeclaration(node);
    }

    /// <inheritdoc/>
    public override void VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        Body(node.ExpressionBody, node.SemicolonToken, returnsNothing: false, "get{", "}");
        base.VisitIndexerDeclaration(node);
    }

    private static bool ReturnsNothing(TypeSyntax type, SyntaxTokenList modifiers)
    {
        if (type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }) return true;
        if (!modifiers.Any(SyntaxKind.AsyncKeyword)) return false;
        var name = type is QualifiedNameSyntax qualified ? qualified.Right : type;
        return name is IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" };
    }

    private void Body(ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, bool returnsNothing, string open = "", string close = "")
    {
        if (arrow is null || semicolon.IsMissing) return;
        var isStatement = returnsNothing || arrow.Expression is ThrowExpressionSyntax;
        Changes.Add(new(arrow.ArrowToken.Span, "{" + open + Enter + (isStatement ? "" : "return ")));
        Insert(semicolon.Span.End, "}" + close);
    }

    private void Turn(StatementSyntax body)
    {
        if (body is BlockSyntax block) Insert(block.OpenBraceToken.Span.End, Check);
        else Wrap(body);
    }

    private void Wrap(StatementSyntax statement)
    {
        Insert(statement.SpanStart, "{" + Check);
        Insert(statement.Span.End, "}");
    }

    private void Insert(int position, string text) => Changes.Add(new(new TextSpan(position, 0), text));
}
