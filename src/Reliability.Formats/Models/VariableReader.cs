using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>Reads variables: <c>low..high</c>, <c>low..high init value</c>, <c>bool</c> or <c>bool init true</c>.</summary>
internal sealed class VariableReader(NodeAccess access, NameTable names, ValueReader values)
{
    private const string Init = "init";
    private readonly Dictionary<string, (int, Variable)?> declared = new(StringComparer.Ordinal);
    private int count;

    /// <summary>The variables by name, with their indices; <c>null</c> for one that could not be read.</summary>
    public IReadOnlyDictionary<string, (int Index, Variable Variable)?> Declared => declared;

    public void Read(YamlScalar name, YamlNode node, ModelBuilder builder)
    {
        var what = $"the variable '{name.Text}'";
        var scalar = access.Scalar(node, what);
        if (!names.Declare(name, "variable")) return;
        if (scalar is null || Parse(name.Text, scalar, what) is not { } variable)
        {
            declared[name.Text] = null;
            names.Set(name.Text, null);
            return;
        }

        declared[name.Text] = (count++, variable);
        Expression expression = variable.IsBoolean
            ? builder.Boolean(variable.Name, variable.Initial == 1)
            : builder.Integer(variable.Name, variable.Minimum, variable.Maximum, variable.Initial);
        names.Set(name.Text, new Meaning(expression, Dimension.Number, 1));
    }

    private Variable? Parse(string name, YamlScalar scalar, string what)
    {
        var text = TextPart.Whole(scalar);
        TextPart? initial = null;
        var at = text.Text.IndexOf(" " + Init + " ", StringComparison.Ordinal);
        if (at >= 0) (text, initial) = (text.Slice(0, at), text.Slice(at + Init.Length + 2, text.Text.Length - at - Init.Length - 2));
        if (text.Text == "bool") return Boolean(name, initial, what);
        var dots = text.Text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            access.Diagnostics.Error($"{what} has no range", scalar.Content, "write 'low..high', 'low..high init value', 'bool' or 'bool init true'");
            return null;
        }

        var low = Integer(text.Slice(0, dots), $"the lower bound of {what}");
        var high = Integer(text.Slice(dots + 2, text.Text.Length - dots - 2), $"the upper bound of {what}");
        var start = initial is null ? low : Integer(initial, $"the initial value of {what}");
        if (low is not { } a || high is not { } b || start is not { } c) return null;
        if (a > b) access.Diagnostics.Error($"the range {a}..{b} of {what} is empty", scalar.Content, "the lower bound comes first");
        else if (c < a || c > b) access.Diagnostics.Error($"the initial value {c} of {what} is outside {a}..{b}", (initial ?? text).Span);
        else return new Variable(name, a, b, c);
        return null;
    }

    private Variable? Boolean(string name, TextPart? initial, string what)
    {
        if (initial is null) return new Variable(name, 0, 1, 0, IsBoolean: true);
        if (values.Any(initial.Text, initial.Span) is not { } meaning) return null;
        if (meaning.Expression is LiteralExpression { Type: ExpressionType.Bool } literal) return new Variable(name, 0, 1, (int)literal.Value, IsBoolean: true);
        access.Diagnostics.Error($"the initial value of {what} is neither true nor false", initial.Span);
        return null;
    }

    private int? Integer(TextPart part, string what) => values.Integer(part.Text, part.Span, what);
}
