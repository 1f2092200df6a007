using Reliability.Formats.Yaml;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>Reads variables: <c>low..high</c>, <c>low..high init value</c>, <c>bool</c> or <c>bool init true</c>, or a group with the names of the values.</summary>
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
        var read = node is YamlMapping
            ? access.Group(node, what, ModelForm.NamedVariable) is { } group ? Named(name.Text, group, what) : null
            : access.Scalar(node, what) is { } scalar ? Parse(name.Text, scalar, what) : null;
        if (!names.Declare(name, "variable")) return;
        if (read is not { } variable)
        {
            declared[name.Text] = null;
            names.Set(name.Text, null);
            return;
        }

        declared[name.Text] = (count++, variable);
        Expression expression = variable.IsBoolean
            ? builder.Boolean(variable.Name, variable.Initial == 1)
            : variable.ValueNames.Count > 0
            ? builder.Named(variable.Name, variable.ValueNames, variable.Initial)
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

    private Variable? Named(string name, YamlMapping group, string what)
    {
        if (group.Find("values") is not { } node || access.List(node, $"'values' of {what}") is not { } list) return null;
        string[] known = [.. list.Items.Select(i => access.Scalar(i, $"a value of {what}")).OfType<YamlScalar>().Select(s => s.Text)];
        if (known.Length < list.Items.Length) return null;
        if (known.Length == 0) access.Diagnostics.Error($"{what} has no values", node.Head, "write values: [working, failed]");
        else if (known.GroupBy(k => k, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) access.Diagnostics.Error($"the value '{twice.Key}' of {what} is listed twice", node.Head);
        else if (group.Find("init") is null) return Variable(0);
        else if (access.Find(group, "init", what) is { } initial)
        {
            if (Array.IndexOf(known, initial.Text) is var place and >= 0) return Variable(place);
            access.Diagnostics.Error($"{what} has no value '{initial.Text}'", initial.Content, NearestName.Hint(initial.Text, known));
        }

        return null;

        Variable Variable(int initial) => new(name, 0, known.Length - 1, initial) { ValueNames = known.ToEquatableArray() };
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
