namespace Reliability.Interactive;

/// <summary>A result that shows itself: in a notebook as a table or picture, anywhere else as text.</summary>
public interface IRichResult
{
    /// <summary>The same content by media type: always <c>text/plain</c>, and <c>text/html</c>, <c>image/svg+xml</c> or <c>image/png</c> (base64) where it has them.</summary>
    IReadOnlyDictionary<string, string> ToMimeBundle();
}
