using Microsoft.CodeAnalysis;

namespace Reliability.Notebook.Execution;

/// <summary>Finds the files of <c>#load</c>. Cells are no files and keep their names, also in stack traces.</summary>
internal sealed class ScriptResolver(string workingDirectory) : SourceFileResolver([], workingDirectory)
{
    /// <inheritdoc/>
    public override string? NormalizePath(string path, string? baseFilePath) =>
        path.StartsWith("cell", StringComparison.Ordinal) && baseFilePath is null ? path : base.NormalizePath(path, baseFilePath);
}
