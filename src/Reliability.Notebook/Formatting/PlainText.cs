using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Reliability.Notebook.Formatting;

/// <summary>Any value as text of bounded length. Numbers and dates are invariant.</summary>
internal static class PlainText
{
    /// <summary>How null is written.</summary>
    public const string Null = "<null>";

    private const int MostItems = 100;
    private const int MostDepth = 3;

    /// <summary>The value as text.</summary>
    public static string Of(object? value) => Of(value, 0);

    /// <summary>A type as C# writes it, without namespaces.</summary>
    public static string OfType(Type type)
    {
        if (type.IsArray) return OfType(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return type.Name;
        var name = type.Name.Split('`')[0];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(OfType))}>";
    }

    /// <summary>Whether a value is one thing rather than many: it is written as it stands.</summary>
    public static bool IsScalar(object? value) => value is null or string or IFormattable or bool or char or Type or Uri or Version;

    private static string Of(object? value, int depth) => value switch
    {
        null => Null,
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        Type type => OfType(type),
        Exception exception => $"{exception.GetType().FullName}: {exception.Message}",
        DictionaryEntry entry => $"{Of(entry.Key, depth + 1)}: {Of(entry.Value, depth + 1)}",
        ITuple tuple => "(" + string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i], depth + 1))) + ")",
        IEnumerable items when depth < MostDepth => OfItems(items, depth),
        IEnumerable => OfType(value.GetType()),
        _ => OfObject(value),
    };

    private static string OfItems(IEnumerable items, int depth)
    {
        var text = new StringBuilder("[ ");
        var count = 0;
        foreach (var item in items)
        {
            if (count > 0) text.Append(", ");
            if (count++ == MostItems)
            {
                text.Append("...");
                break;
            }
            text.Append(Of(item, depth + 1));
        }
        return count == 0 ? "[ ]" : text.Append(" ]").ToString();
    }

    private static string OfObject(object value)
    {
        var text = value.ToString() ?? "";
        // The name of the type is all that Object.ToString says; then at least in the way in which C# writes it.
        return text == value.GetType().ToString() ? OfType(value.GetType()) : text;
    }
}
