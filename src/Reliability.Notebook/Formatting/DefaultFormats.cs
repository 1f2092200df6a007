using System.Collections;
using System.Runtime.CompilerServices;

namespace Reliability.Notebook.Formatting;

/// <summary>The built-in forms: scalars and text plain, sequences and dictionaries as a table too.</summary>
internal static class DefaultFormats
{
    /// <summary>The forms of a value that no formatter knows.</summary>
    public static MimeBundle Format(object value)
    {
        if (PlainText.IsScalar(value) || value is Exception or ITuple) return MimeBundle.Plain(PlainText.Of(value));
        if (value is IEnumerable items) return FormatItems(items);
        var plain = MimeBundle.Plain(PlainText.Of(value));
        var members = MemberTable.MembersOf(value.GetType());
        return members.Count == 0 ? plain : plain.With(MimeTypes.Html, HtmlTable.OfMembers(value, members));
    }

    private static MimeBundle FormatItems(IEnumerable items)
    {
        // A sequence is walked once: it may be costly, endless, or a one-off.
        var rows = new List<object?>();
        var more = false;
        foreach (var item in items)
        {
            more = rows.Count == HtmlTable.MostRows;
            if (more) break;
            rows.Add(item);
        }
        var plain = PlainText.Of(rows);
        if (more) plain = plain[..^2] + ", ... ]";
        var bundle = MimeBundle.Plain(plain);
        if (rows.Count == 0 || (items is not IDictionary && rows.TrueForAll(PlainText.IsScalar))) return bundle;
        return bundle.With(MimeTypes.Html, HtmlTable.OfRows(rows, more ? Count(items) : rows.Count));
    }

    private static int? Count(IEnumerable items) => items is ICollection collection ? collection.Count : null;
}
