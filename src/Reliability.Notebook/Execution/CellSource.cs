using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Reliability.Notebook.Execution;

/// <summary>The text of a cell with its directives taken out; those are replaced by blanks, so that positions stay.</summary>
/// <param name="Name">How the cell is called in messages: <c>cell [3]</c>.</param>
/// <param name="Original">As the user wrote it.</param>
/// <param name="Code">What is compiled.</param>
/// <param name="References">Its <c>#r</c>, in order.</param>
internal sealed record CellSource(string Name, SourceText Original, SourceText Code, ImmutableArray<CellDirective> References)
{
    /// <summary>How all code of cells is parsed.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Takes a cell apart.</summary>
    /// <exception cref="CellFailure">It holds a command that this kernel does not know.</exception>
    public static CellSource Parse(string name, string code)
    {
        var original = SourceText.From(code.ReplaceLineEndings("\n"));
        if (!original.ToString().Contains('#')) return new(name, original, original, []);
        var root = CSharpSyntaxTree.ParseText(original, ParseOptions, name).GetRoot();
        var blanks = new List<TextChange>();
        var references = ImmutableArray.CreateBuilder<CellDirective>();
        foreach (var trivia in root.DescendantTrivia(descendIntoTrivia: false))
        {
            if (trivia.GetStructure() is not DirectiveTriviaSyntax directive) continue;
            var text = original.ToString(directive.FullSpan).TrimEnd('\n');
            var span = new TextSpan(directive.FullSpan.Start, text.Length);
            if (directive is ReferenceDirectiveTriviaSyntax { File.IsMissing: false } reference)
                references.Add(new(reference.File.ValueText, span));
            else if (text.StartsWith("#!", StringComparison.Ordinal))
                CheckCommand(name, original, text, span);
            else if (text.StartsWith("#i", StringComparison.Ordinal) && directive is BadDirectiveTriviaSyntax)
                throw Failure(name, original, span, "UnknownCommand", "#i is not known here: package sources are those of NuGet.config.");
            else
                continue;
            blanks.Add(new(span, new string(' ', span.Length)));
        }
        return new(name, original, original.WithChanges(blanks), references.ToImmutable());
    }

    /// <summary>A failure that points at a part of a cell.</summary>
    public static CellFailure Failure(string name, SourceText text, TextSpan span, string error, string message)
    {
        var line = text.Lines.GetLinePosition(span.Start).Line;
        return new(new(error, message, [$"{name}, line {line + 1}: {message}", .. CaretText.Of(text, span)], line + 1));
    }

    private static void CheckCommand(string name, SourceText text, string line, TextSpan span)
    {
        var command = line.Trim().Split(' ')[0];
        if (command is "#!csharp" or "#!c#" or "#!C#") return;
        throw Failure(name, text, span, "UnknownCommand", $"{command} is not known here: this kernel runs C# only, and of these commands knows #!csharp.");
    }
}
