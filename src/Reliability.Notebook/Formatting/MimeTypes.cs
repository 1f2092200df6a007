namespace Reliability.Notebook.Formatting;

/// <summary>The media types that notebooks show.</summary>
public static class MimeTypes
{
    /// <summary>Plain text; every bundle has it.</summary>
    public const string Plain = "text/plain";

    /// <summary>HTML.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>A drawing in SVG.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>A picture in PNG, in base64.</summary>
    public const string Png = "image/png";

    /// <summary>JSON.</summary>
    public const string Json = "application/json";

    /// <summary>Whether values of this type are JSON rather than text.</summary>
    public static bool IsJson(string mimeType) => mimeType == Json || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));
}
