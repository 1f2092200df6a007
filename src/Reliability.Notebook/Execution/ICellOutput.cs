using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Execution;

/// <summary>Where goes what a cell shows while it runs. Called one at a time, from any thread, also after the cell ended.</summary>
internal interface ICellOutput
{
    /// <summary>The cell wrote text.</summary>
    void Write(StreamName stream, string text);

    /// <summary>The cell showed a value, or another value in its place.</summary>
    void Display(MimeBundle bundle, string displayId, bool update);
}
