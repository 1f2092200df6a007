using Microsoft.CodeAnalysis.Text;

namespace Reliability.Notebook.Execution;

/// <summary>A <c>#r</c> of a cell.</summary>
/// <param name="Reference">What stands between the quotes.</param>
/// <param name="Span">Where the line stands.</param>
internal readonly record struct CellDirective(string Reference, TextSpan Span);
