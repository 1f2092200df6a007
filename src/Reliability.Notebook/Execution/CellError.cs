using System.Collections.Immutable;

namespace Reliability.Notebook.Execution;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The code of a compiler's message or the name of an exception.</param>
/// <param name="Message">One line or more.</param>
/// <param name="Lines">All of it for a reader: message, the lines of the cell with a caret.</param>
/// <param name="Line">The line of the failing cell, from 1, when there is one.</param>
internal sealed record CellError(string Name, string Message, ImmutableArray<string> Lines, int? Line = null);
