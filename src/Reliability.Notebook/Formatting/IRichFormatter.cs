namespace Reliability.Notebook.Formatting;

/// <summary>
/// Shows values of types it knows. Libraries that must not reference this assembly give their types a public method <c>ToMimeBundle()</c> that
/// returns pairs of media type and text instead.
/// </summary>
public interface IRichFormatter
{
    /// <summary>The value in one or more forms, or null when this formatter does not know it.</summary>
    /// <param name="value">Never null.</param>
    MimeBundle? Format(object value);
}
