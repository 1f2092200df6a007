using System.Collections.Immutable;

namespace Reliability.Reporting;

/// <summary>What came of writing a report: the files, or the problem.</summary>
/// <param name="Paths">The files written, in a fixed order; empty when there was a problem.</param>
/// <param name="Problem">What went wrong, in a sentence for people; <c>null</c> when nothing did.</param>
public sealed record ReportFolderResult(ImmutableArray<string> Paths, string? Problem)
{
    /// <summary>Whether the whole report stands.</summary>
    public bool Succeeded => Problem is null;
}
