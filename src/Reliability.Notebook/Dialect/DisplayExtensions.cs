using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Dialect;

/// <summary>Showing as a method of every value.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value now, before the cell ends.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">The forms to show; without any, all that are known.</param>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Shows text as a media type.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">Such as <c>text/markdown</c>.</param>
    public static DisplayedValue DisplayAs(this string value, string mimeType) =>
        DisplayedValue.Show(mimeType == MimeTypes.Plain ? value : new RichContent(mimeType, value, value), []);
}
