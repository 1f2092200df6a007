using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>Looks at the words of an expression before it is parsed.</summary>
internal static class ExpressionText
{
    /// <summary>The names in a text, function names included, in order.</summary>
    public static IEnumerable<string> Names(string text) => Words(text).Where(w => w.IsName && !w.IsUnit).Select(w => w.Word);

    /// <summary>The number of words and signs.</summary>
    public static int Count(string text) => Words(text).Count();

    /// <summary>True when a number is followed by a word or '%', or a unit stands where no such name is known.</summary>
    public static bool HasUnit(string text, Func<string, bool> isKnown) =>
        Words(text).Any(w => w.IsUnit || w.Word == "%" || (w.IsName && !w.IsCall && !isKnown(w.Word) && Units.TryGet(w.Word, out _, out _)));

    // A word directly behind a number (or a number and '%') can only be a unit: the expression language has no such form.
    private static IEnumerable<(string Word, bool IsName, bool IsUnit, bool IsCall)> Words(string text)
    {
        var position = 0;
        var afterNumber = false;
        while (position < text.Length)
        {
            var start = position;
            var c = text[position];
            if (char.IsWhiteSpace(c))
            {
                position++;
                continue;
            }

            if (char.IsLetter(c) || c == '_')
            {
                while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '_')) position++;
                yield return (text[start..position], true, afterNumber, text.AsSpan(position).TrimStart().StartsWith("("));
                afterNumber = false;
            }
            else if (char.IsAsciiDigit(c) || c == '.')
            {
                position = NumberEnd(text, position);
                yield return (text[start..position], false, false, false);
                afterNumber = true;
            }
            else
            {
                position++;
                yield return (text[start..position], false, false, false);
                afterNumber = afterNumber && c == '%';
            }
        }
    }

    private static int NumberEnd(string text, int position)
    {
        while (position < text.Length && (char.IsAsciiDigit(text[position]) || text[position] == '.')) position++;
        if (position >= text.Length || text[position] is not ('e' or 'E')) return position;
        var ahead = position + 1;
        if (ahead < text.Length && text[ahead] is '+' or '-') ahead++;
        if (ahead >= text.Length || !char.IsAsciiDigit(text[ahead])) return position;
        while (ahead < text.Length && char.IsAsciiDigit(text[ahead])) ahead++;
        return ahead;
    }
}
