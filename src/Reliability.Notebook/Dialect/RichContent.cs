using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Dialect;

/// <summary>Text that is shown as what it is: HTML, SVG, Markdown, a picture.</summary>
/// <param name="mimeType">The media type.</param>
/// <param name="text">The content, in base64 for pictures in pixels.</param>
/// <param name="plain">What is shown where nothing but text is.</param>
public sealed class RichContent(string mimeType, string text, string plain)
{
    /// <summary>The content in its forms.</summary>
    public IReadOnlyDictionary<string, string> ToMimeBundle() => MimeBundle.Plain(plain).With(mimeType, text).Data;

    /// <summary>The content itself.</summary>
    public override string ToString() => text;
}
