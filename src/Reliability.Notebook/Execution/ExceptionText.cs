using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Reliability.Notebook.Execution;

/// <summary>An exception with those frames of its stack that are the user's own, and the line that threw.</summary>
internal sealed partial class ExceptionText(IReadOnlyList<Submission> submissions)
{
    private const int MostFrames = 20;
    private const int MostInner = 5;

    /// <summary>The exception for a reader.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="cell">The cell that ran.</param>
    public CellError Of(Exception exception, string cell)
    {
        // These only wrap what happened.
        while (exception is AggregateException { InnerExceptions.Count: 1 } or System.Reflection.TargetInvocationException or TypeInitializationException
            && exception.InnerException is { } wrapped)
            exception = wrapped;
        var lines = ImmutableArray.CreateBuilder<string>();
        int? line = null;
        lines.Add($"{exception.GetType().FullName}: {exception.Message}");
        var pointed = false;
        foreach (var frame in Frames(exception))
        {
            lines.Add("   at " + frame.Place);
            if (frame.Path == cell) line ??= frame.Line;
            if (!pointed && frame.Caret is { } caret) lines.AddRange(caret);
            pointed = true;
        }
        var inner = exception.InnerException;
        for (var i = 0; inner is not null && i < MostInner; i++, inner = inner.InnerException)
        {
            lines.Add($"caused by {inner.GetType().FullName}: {inner.Message}");
            lines.AddRange(Frames(inner).Select(frame => "   at " + frame.Place));
        }
        return new(exception.GetType().Name, exception.Message, lines.ToImmutable(), line);
    }

    private IEnumerable<(string Place, string Path, int Line, string[]? Caret)> Frames(Exception exception)
    {
        var last = "";
        var count = 0;
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || frame.GetFileName() is not { } path || frame.GetFileLineNumber() is not (> 0 and var line)) continue;
            var submission = submissions.FirstOrDefault(submission => submission.Assembly == method.Module.Assembly);
            if (submission is null) continue;
            var name = NameOf(method.Name, method.DeclaringType);
            var place = name.Length == 0 ? $"{path}, line {line}" : $"{name} in {path}, line {line}";
            // One await may be several frames of one line.
            if (place == last) continue;
            last = place;
            if (count++ == MostFrames) yield break;
            yield return (place, path, line, path == submission.Source.Name ? Caret(submission, line, frame.GetFileColumnNumber()) : null);
        }
    }

    private static string[]? Caret(Submission submission, int line, int column)
    {
        var original = submission.Source.Original;
        if (line > original.Lines.Count) return null;
        var start = original.Lines[line - 1].Start;
        if (column > 0)
        {
            var compiled = (submission.Text?.Text ?? submission.Source.Code).Lines[line - 1];
            var position = Math.Min(compiled.Start + column - 1, compiled.End);
            start = submission.Text?.ToOriginal(position) ?? position;
        }
        // The debug information says where a statement begins; which part of it threw is not known, so the caret is one wide.
        return CaretText.Of(original, new TextSpan(start, 1));
    }

    // The compiler's names for what the user wrote: <Name>d__1 of iterators and async methods, <>c.<Name>b__0 of lambdas, <..>g__Name|0 of local functions.
    private static string NameOf(string method, Type? type)
    {
        if (method == "MoveNext" && type is not null && Generated().Match(type.Name) is { Success: true } machine) return Clean(machine);
        return Generated().Match(method) is { Success: true } match ? Clean(match) : method is "<Initialize>" or "<Factory>" or ".ctor" ? ""
            : method.StartsWith("get_", StringComparison.Ordinal) || method.StartsWith("set_", StringComparison.Ordinal) ? method[4..]
            : method + "()";
    }

    private static string Clean(Match match) => match.Groups["kind"].Value switch
    {
        "g" => match.Groups["local"].Value + "()",
        "b" => "lambda",
        _ => match.Groups["name"].Value is "<Initialize>" or "Initialize" ? "" : match.Groups["name"].Value + "()",
    };

    [GeneratedRegex(@"^<(?<name>.*)>(?<kind>[a-z])__(?<local>[^|]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Generated();
}
