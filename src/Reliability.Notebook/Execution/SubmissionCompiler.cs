using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Reliability.Notebook.Execution;

/// <summary>Compiles cells, each as a continuation of the one before.</summary>
internal sealed class SubmissionCompiler(CellReferences references, CellLoadContext loader, IEnumerable<string> usings, string workingDirectory)
{
    private readonly CSharpCompilationOptions _options = new(
        OutputKind.DynamicallyLinkedLibrary,
        scriptClassName: "Cell",
        usings: usings,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        metadataReferenceResolver: references,
        sourceReferenceResolver: new ScriptResolver(workingDirectory));

    private int _count;

    /// <summary>Compiles a cell, with checks for interrupts when they fit, and loads it.</summary>
    /// <exception cref="CellFailure">It does not compile.</exception>
    public Submission Compile(CellSource source, CSharpCompilation? previous, CancellationToken cancellation)
    {
        var name = $"cell-{++_count}";
        var text = InstrumentedText.Create(source);
        var compilation = Create(name, text.Text, source.Name, previous);
        var image = Emit(compilation, cancellation, out _);
        if (image is null)
        {
            // Either the cell has an error, which must be told in the user's own text, or a check does not fit, as in an expression tree.
            text = null;
            compilation = Create(name, source.Code, source.Name, previous);
            image = Emit(compilation, cancellation, out var diagnostics) ?? throw new CellFailure(CompileErrorText.Of(source, diagnostics));
        }
        using var pe = new MemoryStream(image.Value.Pe);
        using var pdb = new MemoryStream(image.Value.Pdb);
        var assembly = loader.LoadFromStream(pe, pdb);
        var entry = compilation.GetEntryPoint(cancellation)!;
        var method = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!.GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        var run = method.CreateDelegate<Func<object?[], Task<object?>>>();
        return new(source, text, compilation, assembly, run, HasValue(compilation));
    }

    /// <summary>The code, not yet emitted, for questions about it.</summary>
    public CSharpCompilation Analyze(SourceText code, CSharpCompilation? previous) => Create("analysis", code, "cell", previous);

    private CSharpCompilation Create(string name, SourceText code, string path, CSharpCompilation? previous)
    {
        // With an encoding the debug information names the file, without it stack traces have no lines.
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code.ToString(), Encoding.UTF8), CellSource.ParseOptions, path);
        return CSharpCompilation.CreateScriptCompilation(name, tree, references.All, _options, previous, typeof(object));
    }

    private static (byte[] Pe, byte[] Pdb)? Emit(CSharpCompilation compilation, CancellationToken cancellation, out ImmutableArray<Diagnostic> diagnostics)
    {
        using var pe = new MemoryStream();
        using var pdb = new MemoryStream();
        var result = compilation.Emit(pe, pdb, options: new(debugInformationFormat: Microsoft.CodeAnalysis.Emit.DebugInformationFormat.PortablePdb), cancellationToken: cancellation);
        diagnostics = result.Diagnostics;
        return result.Success ? (pe.ToArray(), pdb.ToArray()) : null;
    }

    private static bool HasValue(CSharpCompilation compilation)
    {
        var tree = compilation.SyntaxTrees[^1];
        return tree.GetCompilationUnitRoot().Members.LastOrDefault() switch
        {
            GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last } =>
                compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void },
            GlobalStatementSyntax { Statement: ReturnStatementSyntax { Expression: not null } } => true,
            _ => false,
        };
    }
}
