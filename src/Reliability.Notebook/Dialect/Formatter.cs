using Reliability.Notebook.Execution;
using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Dialect;

/// <summary>Registers, from a cell, how values of a type are shown in this notebook. The names are those of .NET Interactive.</summary>
public static class Formatter
{
    /// <summary>Shows values of a type by a function.</summary>
    /// <typeparam name="T">The type; types that derive from it are meant too.</typeparam>
    /// <param name="format">Gives the value in the media type.</param>
    /// <param name="mimeType">Such as <c>text/html</c>.</param>
    public static void Register<T>(Func<T, string> format, string mimeType = MimeTypes.Plain) => Register(new DelegateFormatter<T>(format, mimeType));

    /// <summary>Shows values of a type by a function that writes.</summary>
    /// <typeparam name="T">The type; types that derive from it are meant too.</typeparam>
    /// <param name="format">Writes the value in the media type.</param>
    /// <param name="mimeType">Such as <c>text/html</c>.</param>
    public static void Register<T>(Action<T, TextWriter> format, string mimeType = MimeTypes.Plain) => Register<T>(
        value =>
        {
            using var writer = new StringWriter();
            format(value, writer);
            return writer.ToString();
        },
        mimeType);

    /// <summary>Shows values that the formatter knows by it.</summary>
    /// <param name="formatter">Goes before those registered earlier.</param>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static void Register(IRichFormatter formatter) =>
        (CellContext.Current ?? throw new InvalidOperationException("Formatters are registered from a cell.")).Formatters.Register(formatter);
}
