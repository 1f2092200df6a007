using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>Reads modules, variables and commands.</summary>
internal sealed class ModuleSyntaxReader(TokenStream tokens, ExpressionReader expressions)
{
    public ModuleSyntax? Module()
    {
        tokens.Next();
        if (tokens.Name("the name of a module") is not { } name) return null;
        if (tokens.Take("=")) return Renamed(name);
        var variables = ImmutableArray.CreateBuilder<VariableSyntax>();
        var commands = ImmutableArray.CreateBuilder<CommandSyntax>();
        while (!tokens.Take("endmodule"))
        {
            if (tokens.AtEnd || tokens.IsAnyOf("module", "rewards", "formula", "system", "global"))
            {
                tokens.Fail($"'endmodule' of the module '{name.Text}' is missing", $"the module begins in line {tokens.Span(name).Position.Line}");
                break;
            }

            if (tokens.Is("["))
            {
                if (Command() is { } command) commands.Add(command);
                else Skip();
            }
            else if (tokens.Is("invariant"))
            {
                tokens.Fail("'invariant' belongs to timed automata", "only 'ctmc' is solved here");
                tokens.SkipTo("endinvariant", "endmodule");
                tokens.Take("endinvariant");
            }
            else if (Variable() is { } variable)
            {
                variables.Add(variable);
            }
            else
            {
                Skip();
            }
        }

        return new ModuleSyntax(name, variables.ToImmutable(), commands.ToImmutable(), null, []);
    }

    /// <summary><c>name : bool;</c>, <c>name : [a..b];</c> or <c>name : int;</c>, with or without <c>init</c>.</summary>
    public VariableSyntax? Variable()
    {
        if (tokens.Name("a variable or a command") is not { } name || !tokens.Expect(":", "a variable is written 'name : [0..3] init 0;'")) return null;
        ExpressionSyntax? minimum = null, maximum = null, initial = null;
        var isBoolean = tokens.Take("bool");
        if (!isBoolean && !tokens.Take("int"))
        {
            if (tokens.Is("clock"))
            {
                tokens.Fail("'clock' belongs to timed automata", "only 'ctmc' is solved here");
                return null;
            }

            const string form = "a range is written [0..3]; the types are bool, int, and ranges";
            if (!tokens.Expect("[", form)) return null;
            minimum = expressions.Expression();
            if (minimum is null || !tokens.Expect("..", form) || (maximum = expressions.Expression()) is null || !tokens.Expect("]", form)) return null;
        }

        if (tokens.Take("init") && (initial = expressions.Expression()) is null) return null;
        return tokens.Expect(";", "a declaration ends with ';'") ? new VariableSyntax(name, isBoolean, minimum, maximum, initial) : null;
    }

    private void Skip()
    {
        tokens.SkipTo(";", "endmodule", "module");
        tokens.Take(";");
    }

    private ModuleSyntax? Renamed(Token name)
    {
        if (tokens.Name("the name of a module") is not { } original || !tokens.Expect("[", "write the new names in brackets: [old=new, …]")) return null;
        var pairs = ImmutableArray.CreateBuilder<(Token, Token)>();
        while (!tokens.Is("]"))
        {
            if (tokens.Name("an old name") is not { } old || !tokens.Expect("=", "new names are written old=new") || tokens.Name("a new name") is not { } fresh) return null;
            pairs.Add((old, fresh));
            if (!tokens.Take(",")) break;
        }

        return tokens.Expect("]") && tokens.Expect("endmodule") ? new ModuleSyntax(name, [], [], original, pairs.ToImmutable()) : null;
    }

    private CommandSyntax? Command()
    {
        var start = tokens.Current.Start;
        tokens.Next();
        Token? action = null;
        if (!tokens.Is("]") && (action = tokens.Name("the name of an action")) is null) return null;
        if (!tokens.Expect("]") || expressions.Expression() is not { } guard || !tokens.Expect("->", "a command is written '[action] condition -> rate : (name'=value);'")) return null;
        var updates = ImmutableArray.CreateBuilder<UpdateSyntax>();
        do
        {
            if (Update() is not { } update) return null;
            updates.Add(update);
        }
        while (tokens.Take("+"));
        return tokens.Expect(";", "a command ends with ';'") ? new CommandSyntax(action, tokens.SpanFrom(start), guard, updates.ToImmutable()) : null;
    }

    private UpdateSyntax? Update()
    {
        var start = tokens.Current.Start;
        ExpressionSyntax? rate = null;
        if (!AtAssignments())
        {
            rate = expressions.Expression();
            if (rate is null || !tokens.Expect(":", "an update is written rate : (name'=value)")) return null;
        }

        if (tokens.Is("true"))
        {
            tokens.Next();
            return new UpdateSyntax(rate, [], tokens.SpanFrom(start));
        }

        var assignments = ImmutableArray.CreateBuilder<AssignmentSyntax>();
        do
        {
            const string form = "an assignment is written (name'=value)";
            if (!tokens.Expect("(", form) || tokens.Name("the name of a variable") is not { } variable || !tokens.Expect("'", form) || !tokens.Expect("=", form)) return null;
            if (expressions.Expression() is not { } value || !tokens.Expect(")", form)) return null;
            assignments.Add(new AssignmentSyntax(variable, value));
        }
        while (tokens.Take("&"));
        return new UpdateSyntax(rate, assignments.ToImmutable(), tokens.SpanFrom(start));
    }

    private bool AtAssignments() =>
        (tokens.Is("(") && tokens.Peek().Kind == TokenKind.Name && tokens.IsAt(2, "'")) ||
        (tokens.Is("true") && (tokens.IsAt(1, ";") || tokens.IsAt(1, "+")));
}
