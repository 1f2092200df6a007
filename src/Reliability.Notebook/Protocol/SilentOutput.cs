using Reliability.Notebook.Execution;
using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Protocol;

/// <summary>Shows nothing: the output of silent requests.</summary>
internal sealed class SilentOutput : ICellOutput
{
    /// <inheritdoc/>
    public void Write(StreamName stream, string text)
    {
    }

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string displayId, bool update)
    {
    }
}
