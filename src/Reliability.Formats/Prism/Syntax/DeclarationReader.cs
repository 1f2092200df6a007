using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>Reads the declarations that models and properties files share: constants and labels.</summary>
internal sealed class DeclarationReader(TokenStream tokens, ExpressionReader expressions)
{
    /// <summary><c>const type name = value;</c>, or <c>rate name = value;</c> and <c>prob name = value;</c> as older versions write it.</summary>
    public ConstantSyntax? Constant()
    {
        var start = tokens.Current.Start;
        var type = tokens.Is("const") ? ExpressionType.Int : ExpressionType.Double;
        tokens.Next();
        if (tokens.Take("int")) type = ExpressionType.Int;
        else if (tokens.Take("double") || tokens.Take("rate") || tokens.Take("prob")) type = ExpressionType.Double;
        else if (tokens.Take("bool")) type = ExpressionType.Bool;
        if (tokens.Name("the name of a constant") is not { } name) return null;
        ExpressionSyntax? value = null;
        if (tokens.Take("=") && (value = expressions.Expression()) is null) return null;
        return tokens.Expect(";", "a declaration ends with ';'") ? new ConstantSyntax(name, tokens.SpanFrom(start), type, value) : null;
    }

    /// <summary><c>label "name" = condition;</c>.</summary>
    public NamedSyntax? Label()
    {
        var start = tokens.Current.Start;
        tokens.Next();
        if (tokens.Quoted("the name of a label") is not { } name || !tokens.Expect("=") || expressions.Expression() is not { } value) return null;
        return tokens.Expect(";", "a declaration ends with ';'") ? new NamedSyntax(name, tokens.SpanFrom(start), value) : null;
    }
}
