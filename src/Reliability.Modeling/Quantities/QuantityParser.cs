using System.Globalization;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Modeling.Quantities;

/// <summary>
/// Reads quantities such as <c>4 h</c>, <c>2 / y</c>, <c>1/1460 h</c>, <c>1.36 %/y</c>, <c>300 FIT</c>, <c>(1 - beta) * crash-rate</c>
/// and <c>1460 h ~ lognormal(error-factor 3)</c>. A number and the unit behind it bind tighter than any operator, so <c>1/1460 h</c> is a rate.
/// A name may hold hyphens; subtraction is written with spaces.
/// </summary>
public sealed class QuantityParser
{
    private const int MaximumDepth = 64;

    private readonly SourceSpan span;
    private readonly string text;
    private readonly Func<string, Quantity?> names;
    private readonly Func<IReadOnlyCollection<string>> knownNames;
    private readonly DiagnosticBag diagnostics;
    private int position;
    private int depth;
    private bool failed;

    private QuantityParser(SourceSpan span, string text, Func<string, Quantity?> names, Func<IReadOnlyCollection<string>> knownNames, DiagnosticBag diagnostics)
    {
        this.span = span;
        this.text = text;
        this.names = names;
        this.knownNames = knownNames;
        this.diagnostics = diagnostics;
    }

    /// <summary>Reads a quantity of any dimension; reports what is wrong and returns <c>null</c> when there is none.</summary>
    /// <param name="text">The text of the quantity.</param>
    /// <param name="span">Where it stands, for messages.</param>
    /// <param name="names">Looks up named parameters; <c>null</c> for a name it does not have.</param>
    /// <param name="knownNames">The names there are, for hints.</param>
    /// <param name="diagnostics">Receives the errors.</param>
    public static Quantity? Parse(string text, SourceSpan span, Func<string, Quantity?> names, Func<IReadOnlyCollection<string>> knownNames, DiagnosticBag diagnostics)
    {
        var parser = new QuantityParser(span, text, names, knownNames, diagnostics);
        return parser.ParseWhole();
    }

    /// <summary>Reads a quantity and checks its dimension; zero needs no unit.</summary>
    public static Quantity? Parse(string text, SourceSpan span, Dimension expected, Func<string, Quantity?> names, Func<IReadOnlyCollection<string>> knownNames, DiagnosticBag diagnostics)
    {
        if (Parse(text, span, names, knownNames, diagnostics) is not { } quantity) return null;
        if (quantity.Dimension == expected || (quantity.Value == 0 && quantity.Dimension == Dimension.Number)) return quantity with { Dimension = expected };
        if (quantity.Dimension == Dimension.Number && expected.Time != 0)
        {
            diagnostics.Error($"'{text}' has no unit", span, expected == Dimension.Duration ? $"write {expected}; units are {string.Join(", ", Units.Symbols.Take(8))}" : $"write {expected}");
        }
        else
        {
            diagnostics.Error($"'{text}' is {quantity.Dimension.Name}, but {expected.Name} is expected here", span, $"write for example {expected.Example}");
        }

        return null;
    }

    private Quantity? ParseWhole()
    {
        SkipSpace();
        if (position == text.Length) return Fail("a value is missing", "write a number with its unit, such as 4 h");
        var quantity = Sum();
        SkipSpace();
        if (failed) return null;
        if (position < text.Length && text[position] == '~')
        {
            var uncertainty = text[(position + 1)..].Trim();
            return uncertainty.Length == 0
                ? Fail("a distribution is missing after '~'", "write for example ~ lognormal(error-factor 3)")
                : quantity with { Uncertainty = uncertainty };
        }

        if (position < text.Length) return Fail($"'{text[position..].Trim()}' is not expected here", UnitHint(text[position..].Trim()));
        if (!double.IsFinite(quantity.Value)) return Fail("the value is not a finite number", "check for a division by zero");
        return quantity;
    }

    private Quantity Sum()
    {
        var left = Product();
        while (!failed && Peek() is '+' or '-')
        {
            var start = position;
            var sign = text[position++];
            var right = Product();
            if (failed) return default;
            if (left.Dimension != right.Dimension)
            {
                Fail($"{left.Dimension.Name} and {right.Dimension.Name} cannot be added", "give both the same kind of unit", start, 1);
                return default;
            }

            left = left with { Value = sign == '+' ? left.Value + right.Value : left.Value - right.Value };
        }

        return left;
    }

    private Quantity Product()
    {
        var left = Factor();
        while (!failed && Peek() is '*' or '/')
        {
            var multiply = text[position++] == '*';
            var right = Factor();
            if (failed) return default;
            var (a, b) = (left.Dimension, right.Dimension);
            left = multiply
                ? new Quantity(left.Value * right.Value, new Dimension(a.Time + b.Time, a.Size + b.Size))
                : new Quantity(left.Value / right.Value, new Dimension(a.Time - b.Time, a.Size - b.Size));
        }

        return left;
    }

    private Quantity Factor()
    {
        if (++depth > MaximumDepth) return Fail("the expression is nested too deeply", $"at most {MaximumDepth} levels") ?? default;
        try
        {
            switch (Peek())
            {
                case '-':
                    position++;
                    var negated = Factor();
                    return negated with { Value = -negated.Value };
                case '(':
                    position++;
                    var inner = Sum();
                    if (failed) return default;
                    if (Peek() != ')') return Fail("a closing parenthesis is missing", null) ?? default;
                    position++;
                    return WithUnit(inner);
                case >= '0' and <= '9' or '.':
                    return Number();
                case '\0':
                    return Fail("a value is missing at the end", null) ?? default;
                default:
                    return Name();
            }
        }
        finally
        {
            depth--;
        }
    }

    private Quantity Number()
    {
        var start = position;
        while (position < text.Length && (char.IsAsciiDigit(text[position]) || text[position] is '.' or '_')) position++;
        if (position < text.Length && text[position] is 'e' or 'E')
        {
            var next = position + 1;
            if (next < text.Length && text[next] is '+' or '-') next++;
            if (next < text.Length && char.IsAsciiDigit(text[next]))
            {
                position = next;
                while (position < text.Length && char.IsAsciiDigit(text[position])) position++;
            }
        }

        var digits = text[start..position].Replace("_", "", StringComparison.Ordinal);
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return double.IsInfinity(value)
                ? Fail($"'{text[start..position]}' is too large", "numbers go up to 1e308", start, position - start) ?? default
                : Fail($"'{text[start..position]}' is not a number", "write digits, such as 1000 or 1.5e-3; what never happens is left out", start, position - start) ?? default;
        }

        return WithUnit(new Quantity(value, Dimension.Number));
    }

    private Quantity WithUnit(Quantity quantity)
    {
        if (Peek() == '%')
        {
            position++;
            quantity = quantity with { Value = quantity.Value / 100 };
        }

        var mark = position;
        if (!char.IsLetter(Peek())) return quantity;
        var symbol = Identifier();
        if (Units.TryGet(symbol, out _, out var dimension))
        {
            var d = quantity.Dimension;
            return new Quantity(Units.ToBase(quantity.Value, symbol), new Dimension(d.Time + dimension.Time, d.Size + dimension.Size));
        }

        position = mark;
        Fail($"'{symbol}' is not a unit", UnitHint(symbol), mark, symbol.Length);
        return default;
    }

    private Quantity Name()
    {
        var start = position;
        var name = Identifier();
        if (name.Length == 0) return Fail($"'{text[position]}' is not expected here", "write a number with its unit, such as 4 h", position, 1) ?? default;
        if (names(name) is { } quantity) return quantity;
        if (Units.TryGet(name, out _, out var dimension)) return new Quantity(Units.ToBase(1, name), dimension);
        var known = knownNames();
        return Fail($"'{name}' is neither a parameter nor a unit", NearestName.Hint(name, [.. known, .. Units.Symbols]), start, name.Length) ?? default;
    }

    private string Identifier()
    {
        SkipSpace();
        var start = position;
        while (position < text.Length)
        {
            var c = text[position];
            var hyphen = c == '-' && position > start && position + 1 < text.Length && char.IsLetterOrDigit(text[position + 1]);
            if (!(char.IsLetter(c) || c == '_' || (char.IsAsciiDigit(c) && position > start) || hyphen)) break;
            position++;
        }

        return text[start..position];
    }

    private char Peek()
    {
        SkipSpace();
        return position < text.Length ? text[position] : '\0';
    }

    private void SkipSpace()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
    }

    private Quantity? Fail(string message, string? hint, int start = -1, int length = 0)
    {
        if (failed) return null;
        failed = true;
        // The span of a quoted scalar is longer than its text: then the whole scalar is shown.
        var exact = span.Length == text.Length && string.Equals(span.Text, text, StringComparison.Ordinal);
        var place = !exact ? span : start < 0 ? span.Slice(Math.Min(position, text.Length), Math.Max(0, text.Length - position)) : span.Slice(start, length);
        diagnostics.Error(message, place, hint);
        return null;
    }

    private static string UnitHint(string symbol) =>
        NearestName.Find(symbol, Units.Symbols) is { } near ? $"did you mean '{near}'?" : $"units are {string.Join(", ", Units.Symbols)}";
}
