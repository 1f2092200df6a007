using System.Collections.Immutable;
using System.Reflection;

namespace Reliability.Notebook.Formatting;

/// <summary>
/// Turns any value into a bundle and never throws: registered formatters first, the latest before the earlier; then the type's own
/// <c>ToMimeBundle()</c>; then the built-in forms. Safe from any thread.
/// </summary>
public sealed class FormatterRegistry
{
    private ImmutableList<IRichFormatter> _formatters = [];

    /// <summary>Adds a formatter that goes before all others.</summary>
    /// <param name="formatter">Asked for every value that is not null.</param>
    public void Register(IRichFormatter formatter) => ImmutableInterlocked.Update(ref _formatters, list => list.Insert(0, formatter));

    /// <summary>The value in the forms that are known for it, plain text always among them.</summary>
    /// <param name="value">Anything.</param>
    public MimeBundle Format(object? value)
    {
        try
        {
            var bundle = value is null ? MimeBundle.Plain(PlainText.Null) : Registered(value) ?? Conventional(value) ?? DefaultFormats.Format(value);
            return bundle.Data.ContainsKey(MimeTypes.Plain) ? bundle : bundle.With(MimeTypes.Plain, PlainText.OfType(value!.GetType()));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A value that cannot show itself must not cost the cell its result.
            var cause = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            return MimeBundle.Plain($"{PlainText.OfType(value!.GetType())} (could not be shown: {cause.GetType().Name}: {cause.Message})");
        }
    }

    private MimeBundle? Registered(object value)
    {
        MimeBundle? all = null;
        // Formatters of one type for several media types complete each other.
        foreach (var formatter in _formatters)
        {
            if (formatter.Format(value) is not { } bundle) continue;
            all = all is null ? bundle : MimeBundle.From(bundle.Data.Concat(all.Data));
        }
        return all is null || all.Data.ContainsKey(MimeTypes.Plain) ? all : all.With(MimeTypes.Plain, PlainText.Of(value));
    }

    private static MimeBundle? Conventional(object value)
    {
        if (value is MimeBundle bundle) return bundle;
        var method = value.GetType().GetMethod("ToMimeBundle", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        if (method is null || !typeof(IEnumerable<KeyValuePair<string, string>>).IsAssignableFrom(method.ReturnType)) return null;
        return method.Invoke(value, null) is IEnumerable<KeyValuePair<string, string>> data ? MimeBundle.From(data) : null;
    }
}
