using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>Reads what stands between <c>system</c> and <c>endsystem</c>; <c>||</c> binds weakest, then <c>|||</c>, <c>|[a,b]|</c>, and hiding and renaming.</summary>
internal sealed class SystemSyntaxReader(TokenStream tokens)
{
    private const int MaximumChanges = 1000;

    private int nesting;
    private int changes;

    public SystemSyntax? Read() => Row("||", () => Row("|||", Chosen, shares: false), shares: true);

    private SystemSyntax? Row(string sign, Func<SystemSyntax?> part, bool shares)
    {
        var start = tokens.Current.Start;
        if (part() is not { } first) return null;
        var parts = ImmutableArray.CreateBuilder<SystemSyntax>();
        parts.Add(first);
        while (tokens.Take(sign))
        {
            if (part() is not { } next) return null;
            parts.Add(next);
        }

        return parts.Count == 1 ? first : new ParallelSyntax(parts.ToImmutable(), shares ? null : [], tokens.SpanFrom(start));
    }

    private SystemSyntax? Chosen()
    {
        var start = tokens.Current.Start;
        var left = Changed();
        if (left is null || !tokens.Is("|") || !tokens.IsAt(1, "[")) return left;
        tokens.Next();
        tokens.Next();
        if (Actions("]") is not { } actions || !tokens.Expect("]") || !tokens.Expect("|", "actions shared are written |[a,b]|") || Changed() is not { } right) return null;
        if (!tokens.Is("|") || !tokens.IsAt(1, "[")) return new ParallelSyntax([left, right], actions, tokens.SpanFrom(start));
        tokens.Fail("'|[…]|' joins two parts", "say with brackets which come first");
        return null;
    }

    private SystemSyntax? Changed()
    {
        var start = tokens.Current.Start;
        var result = Atom();
        while (result is not null && tokens.IsAnyOf("/", "{"))
        {
            if (++changes > MaximumChanges)
            {
                tokens.Fail("the system has too many hidings and renamings", $"at most {MaximumChanges} are read");
                return null;
            }

            if (tokens.Is("/") && tokens.IsAt(1, "{"))
            {
                tokens.Next();
                tokens.Next();
                result = Actions("}") is { } actions && tokens.Expect("}") ? new HidingSyntax(result, actions, tokens.SpanFrom(start)) : null;
            }
            else if (tokens.Take("{"))
            {
                result = Renaming() is { } pairs && tokens.Expect("}") ? new RenamingSyntax(result, pairs, tokens.SpanFrom(start)) : null;
            }
            else
            {
                break;
            }
        }

        return result;
    }

    private SystemSyntax? Atom()
    {
        if (tokens.Current.Kind == TokenKind.Quoted)
        {
            tokens.Fail("a system with a name is not read", "write the modules themselves");
            return null;
        }

        if (!tokens.Is("(")) return tokens.Name("the name of a module") is { } name ? new ModuleReference(name, tokens.Span(name)) : null;
        if (++nesting > ExpressionReader.MaximumNesting)
        {
            tokens.Fail("the system is nested too deeply", $"at most {ExpressionReader.MaximumNesting} levels are read");
            return null;
        }

        tokens.Next();
        var inner = Read();
        nesting--;
        return inner is not null && tokens.Expect(")") ? inner : null;
    }

    private ImmutableArray<Token>? Actions(string end)
    {
        var actions = ImmutableArray.CreateBuilder<Token>();
        while (!tokens.Is(end))
        {
            if (tokens.Name("the name of an action") is not { } action) return null;
            actions.Add(action);
            if (!tokens.Take(",")) break;
        }

        return actions.ToImmutable();
    }

    private ImmutableArray<(Token Old, Token New)>? Renaming()
    {
        var pairs = ImmutableArray.CreateBuilder<(Token, Token)>();
        do
        {
            const string form = "renaming is written {old<-new}";
            if (tokens.Name("the name of an action") is not { } old || !tokens.Expect("<", form) || !tokens.Expect("-", form) || tokens.Name("the name of an action") is not { } fresh) return null;
            pairs.Add((old, fresh));
        }
        while (tokens.Take(","));
        return pairs.ToImmutable();
    }
}
