using Reliability.Notebook.Execution;
using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Dialect;

/// <summary>Something that a cell showed and that may be replaced, also by later cells.</summary>
public sealed class DisplayedValue
{
    private readonly CellContext? _context;
    private readonly string _id;
    private readonly string[] _mimeTypes;

    private DisplayedValue(CellContext? context, string id, string[] mimeTypes) => (_context, _id, _mimeTypes) = (context, id, mimeTypes);

    /// <summary>Shows another value in the place of this one.</summary>
    /// <param name="value">Anything.</param>
    public void Update(object? value) => (CellContext.Current ?? _context)?.Display(Bundle(CellContext.Current ?? _context, value, _mimeTypes), _id, update: true);

    internal static DisplayedValue Show(object? value, string[] mimeTypes)
    {
        var context = CellContext.Current;
        if (context is null)
        {
            // Outside of a cell, as in a test of the library that displays: the text is what can be shown.
            Console.WriteLine(PlainText.Of(value));
            return new(null, "", mimeTypes);
        }
        var id = context.NewDisplayId();
        context.Display(Bundle(context, value, mimeTypes), id, update: false);
        return new(context, id, mimeTypes);
    }

    private static MimeBundle Bundle(CellContext? context, object? value, string[] mimeTypes)
    {
        var bundle = value as MimeBundle ?? (context?.Formatters ?? new FormatterRegistry()).Format(value);
        if (mimeTypes.Length == 0) return bundle;
        var wanted = bundle.Data.Where(form => mimeTypes.Contains(form.Key, StringComparer.Ordinal)).ToList();
        return wanted.Count == 0 ? MimeBundle.Of(mimeTypes[0], PlainText.Of(value)) : MimeBundle.From(wanted);
    }
}
