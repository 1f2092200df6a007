using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Reliability.Notebook.Execution;

namespace Reliability.Notebook.Assistance;

/// <summary>Tells a console whether Enter ends the cell.</summary>
internal static class Completeness
{
    /// <summary><c>complete</c>, <c>incomplete</c> or <c>invalid</c>.</summary>
    public static string Of(string code)
    {
        CellSource source;
        try
        {
            source = CellSource.Parse("cell", code);
        }
        catch (CellFailure)
        {
            return "invalid";
        }
        var tree = CSharpSyntaxTree.ParseText(source.Code, CellSource.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return "incomplete";
        return tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete";
    }
}
