namespace Reliability.Notebook.Formatting;

/// <summary>A formatter made of a function for one type and those that derive from it.</summary>
internal sealed class DelegateFormatter<T>(Func<T, string> format, string mimeType) : IRichFormatter
{
    /// <inheritdoc/>
    public MimeBundle? Format(object value) => value is T known ? MimeBundle.Of(mimeType, format(known)) : null;
}
