using System.Collections.Immutable;

namespace Reliability.Notebook.Formatting;

/// <summary>One value in several forms; the front end shows the richest it knows. Immutable.</summary>
/// <param name="Data">Text by media type, base64 for pictures in pixels.</param>
public sealed record MimeBundle(ImmutableSortedDictionary<string, string> Data)
{
    /// <summary>A bundle of plain text.</summary>
    /// <param name="text">The text.</param>
    public static MimeBundle Plain(string text) => Of(MimeTypes.Plain, text);

    /// <summary>A bundle of one form.</summary>
    /// <param name="mimeType">Such as <see cref="MimeTypes.Html"/>.</param>
    /// <param name="text">The value in it.</param>
    public static MimeBundle Of(string mimeType, string text) =>
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(mimeType, text));

    /// <summary>A bundle of several forms.</summary>
    /// <param name="data">Text by media type; of equal types the last counts.</param>
    public static MimeBundle From(IEnumerable<KeyValuePair<string, string>> data) =>
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).SetItems(data));

    /// <summary>The bundle with one more form, or with another text for one.</summary>
    /// <param name="mimeType">The media type.</param>
    /// <param name="text">The value in it.</param>
    public MimeBundle With(string mimeType, string text) => new(Data.SetItem(mimeType, text));
}
