using System.Collections.Immutable;
using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Prism.Properties;

/// <summary>Gives a property its meaning: names and labels put in, types checked, parts over variables alone kept as one expression.</summary>
internal sealed class PropertyBinder
{
    private readonly SymbolTable symbols;
    private readonly ExpressionBinder binder;
    private readonly DiagnosticBag diagnostics;
    private readonly Func<LabelSyntax, Meaning?> labels;
    private readonly PathBinder paths;
    private readonly QueryBinder queries;

    /// <summary>Binds properties over names.</summary>
    /// <param name="symbols">Variables, constants and formulas.</param>
    /// <param name="binder">Binds what is no operator of properties.</param>
    /// <param name="rewards">The names of the rewards.</param>
    /// <param name="labels">What a name in quotes stands for; <c>null</c> after a message of its own.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public PropertyBinder(SymbolTable symbols, ExpressionBinder binder, ImmutableArray<string?> rewards, Func<LabelSyntax, Meaning?> labels, DiagnosticBag diagnostics)
    {
        (this.symbols, this.binder, this.labels, this.diagnostics) = (symbols, binder, labels, diagnostics);
        paths = new PathBinder(this, diagnostics);
        queries = new QueryBinder(this, paths, rewards, diagnostics);
    }

    /// <summary>The meaning; <c>null</c> after a message, or without one where a name in it failed before.</summary>
    public Meaning? Bind(ExpressionSyntax node)
    {
        switch (node)
        {
            case LiteralSyntax or NameSyntax: return binder.Bind(node, symbols.Find) is { } plain ? Meaning.Of(plain) : null;
            case LabelSyntax label: return labels(label);
            case TemporalSyntax temporal: return Checked(paths.Temporal(temporal), node);
            case QuerySyntax query: return Checked(queries.Query(query), node);
            case FilterSyntax filter: return Checked(queries.Filter(filter), node);
            default: return Operator(node);
        }
    }

    /// <summary>A value in every state; <c>null</c> with a message for a path.</summary>
    public Meaning? State(ExpressionSyntax node, string what)
    {
        if (Bind(node) is not { } meaning) return null;
        if (meaning.State is not null) return meaning;
        diagnostics.Error($"{what} is a property of states, not of paths", node.Span, "put the path into 'P>=p [ … ]'");
        return null;
    }

    /// <summary>A truth value in every state.</summary>
    public Meaning? Condition(ExpressionSyntax node, string what)
    {
        if (State(node, what) is not { } meaning) return null;
        if (meaning.Type == ExpressionType.Bool) return meaning;
        diagnostics.Error($"{what} is a number, not a condition", node.Span, "compare it with something, such as n>0");
        return null;
    }

    /// <summary>A constant number.</summary>
    public double? Constant(ExpressionSyntax node, string what)
    {
        if (binder.Bind(node, symbols.Find) is not { } value) return null;
        if (value.Constant is not { } constant) diagnostics.Error($"{what} depends on the state", node.Span, "only constants may stand here");
        else if (value.Type == ExpressionType.Bool) diagnostics.Error($"{what} is a condition, not a number", node.Span);
        else if (!double.IsFinite(constant)) diagnostics.Error($"{what} is not a finite number", node.Span, "check for a division by zero");
        else return constant;
        return null;
    }

    private Meaning? Checked(Meaning? meaning, ExpressionSyntax node) => meaning is null || binder.IsTooLarge(meaning.Size, meaning.Depth, node.Span) ? null : meaning;

    private Meaning? Operator(ExpressionSyntax node)
    {
        var parts = new Meaning[node.Parts.Length];
        var complete = true;
        for (var i = 0; i < parts.Length; i++)
        {
            if (Bind(node.Parts[i]) is { } part) parts[i] = part;
            else complete = false;
        }

        if (!complete) return null;
        if (Array.Exists(parts, p => p.Path is not null)) return Checked(paths.Operator(node, parts), node);
        if (Array.TrueForAll(parts, p => p.Plain is not null)) return binder.Combine(node, Array.ConvertAll(parts, p => p.Plain!.Value)) is { } plain ? Meaning.Of(plain) : null;
        // The rules of types are those of expressions: asked with a variable of the type in place of each part.
        var stands = new Sized[parts.Length];
        for (var i = 0; i < parts.Length; i++) stands[i] = parts[i].Plain is { Expression: LiteralExpression } literal ? literal : new Sized(new VariableExpression(i, Shown(node.Parts[i]), parts[i].Type!.Value));
        if (binder.Combine(node, stands) is not { } typed) return null;
        var (size, depth) = (1 + parts.Sum(p => (long)p.Size), 1 + parts.Max(p => p.Depth));
        if (binder.IsTooLarge(size, depth, node.Span)) return null;
        return new Meaning(Property(node, parts, typed.Type), null, (int)size, depth);
    }

    private static PropertyExpression Property(ExpressionSyntax node, Meaning[] parts, ExpressionType type) => node switch
    {
        UnarySyntax n => new UnaryProperty(n.Operator, parts[0].State!),
        BinarySyntax n => Binary(n.Operator, parts[0].State!, parts[1].State!, type),
        ConditionalSyntax => new ConditionalProperty(parts[0].State!, parts[1].State!, parts[2].State!, type),
        CallSyntax n => new CallProperty(n.Function, parts.Select(p => p.State!).ToEquatableArray(), type),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    // Of a row of '&' or of '|' what is over variables alone is drawn together into one expression.
    private static PropertyExpression Binary(BinaryOperator op, PropertyExpression left, PropertyExpression right, ExpressionType type)
    {
        if (op is BinaryOperator.And or BinaryOperator.Or && right is StateExpression plain && left is BinaryProperty { Operator: var other } row && other == op)
        {
            if (row.Left is StateExpression first) return row with { Left = new StateExpression(Expression.Binary(op, first.Value, plain.Value)) };
            if (row.Right is StateExpression last) return row with { Right = new StateExpression(Expression.Binary(op, last.Value, plain.Value)) };
        }

        return new BinaryProperty(op, left, right, type);
    }

    private static string Shown(ExpressionSyntax node)
    {
        var text = string.Join(' ', node.Span.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 40 ? text : text[..39] + "…";
    }
}
