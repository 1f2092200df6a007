namespace Reliability.Notebook;

/// <summary>Why a notebook, or a cell of it, could not be run.</summary>
/// <param name="Cell">The place of the cell among all cells, from 1; null when it is about the whole notebook.</param>
/// <param name="ExecutionCount">The number of the cell in messages: <c>cell [3]</c>; null when it is about the whole notebook.</param>
/// <param name="Line">The line in the cell, from 1; null when there is none.</param>
/// <param name="Name">The code of a compiler's message, the name of an exception, or <c>Notebook</c>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Text">All of it for a reader: message, line, caret, stack.</param>
public sealed record NotebookDiagnostic(int? Cell, int? ExecutionCount, int? Line, string Name, string Message, string Text);
