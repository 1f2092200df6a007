using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace Reliability.Notebook.Execution;

/// <summary>A compiled cell, loaded and ready to run.</summary>
/// <param name="Source">The cell.</param>
/// <param name="Text">As it was compiled; null when the checks did not fit into it.</param>
/// <param name="Compilation">To be continued by the next cell.</param>
/// <param name="Assembly">What was loaded.</param>
/// <param name="Run">Runs it against the states of the cells before it.</param>
/// <param name="HasValue">Whether its last expression is to be shown.</param>
internal sealed record Submission(
    CellSource Source, InstrumentedText? Text, CSharpCompilation Compilation, Assembly Assembly, Func<object?[], Task<object?>> Run, bool HasValue);
