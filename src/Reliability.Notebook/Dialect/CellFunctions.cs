using Reliability.Notebook.Execution;
using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Dialect;

/// <summary>The functions that every cell may call without a prefix. Their names are those of .NET Interactive.</summary>
public static class CellFunctions
{
    /// <summary>Shows a value now, before the cell ends.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">The forms to show; without any, all that are known.</param>
    /// <returns>What was shown, to be updated.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Text to be shown as HTML.</summary>
    /// <param name="content">HTML; not sanitised, as the notebook is its author's.</param>
    public static RichContent HTML(string content) => new(MimeTypes.Html, content, content);

    /// <summary>Text to be shown as a drawing.</summary>
    /// <param name="content">SVG.</param>
    public static RichContent SVG(string content) => new(MimeTypes.Svg, content, "SVG drawing");

    /// <summary>Text to be shown as Markdown.</summary>
    /// <param name="content">Markdown.</param>
    public static RichContent Markdown(string content) => new(MimeTypes.Markdown, content, content);

    /// <summary>A picture to be shown.</summary>
    /// <param name="content">The bytes of a PNG file.</param>
    public static RichContent PNG(byte[] content) => new(MimeTypes.Png, Convert.ToBase64String(content), "PNG picture");

    /// <summary>Is cancelled when the cell is interrupted: pass it to what takes long.</summary>
    public static CancellationToken Interrupted => CellContext.Current?.Interrupted ?? CancellationToken.None;
}
