using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>Reads a model text. After a fault it goes on at the next declaration, to find more.</summary>
internal sealed class ModelSyntaxReader
{
    private static readonly string[] Beginnings = ["ctmc", "stochastic", "const", "rate", "prob", "formula", "label", "global", "module", "rewards", "system", "init"];

    // Where reading goes on after a fault: the words of these that cannot stand inside a module.
    private static readonly string[] Safe = [.. Beginnings.Except(["rate", "prob", "init"], StringComparer.Ordinal)];

    private static readonly ImmutableDictionary<string, string> OtherTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dtmc"] = "a Markov chain in discrete time",
        ["probabilistic"] = "a Markov chain in discrete time",
        ["mdp"] = "a Markov decision process",
        ["nondeterministic"] = "a Markov decision process",
        ["pta"] = "a probabilistic timed automaton",
        ["pomdp"] = "a partially observable Markov decision process",
        ["popta"] = "a partially observable probabilistic timed automaton",
        ["smg"] = "a stochastic game",
        ["csg"] = "a concurrent stochastic game",
        ["tsg"] = "a timed stochastic game",
        ["lts"] = "a labelled transition system",
        ["imdp"] = "an interval Markov decision process",
        ["idtmc"] = "an interval Markov chain",
        ["ma"] = "a Markov automaton",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private readonly TokenStream tokens;
    private readonly ExpressionReader expressions;
    private readonly DeclarationReader declarations;
    private readonly ModuleSyntaxReader modules;
    private readonly ImmutableArray<ConstantSyntax>.Builder constants = ImmutableArray.CreateBuilder<ConstantSyntax>();
    private readonly ImmutableArray<NamedSyntax>.Builder formulas = ImmutableArray.CreateBuilder<NamedSyntax>();
    private readonly ImmutableArray<NamedSyntax>.Builder labels = ImmutableArray.CreateBuilder<NamedSyntax>();
    private readonly ImmutableArray<VariableSyntax>.Builder globals = ImmutableArray.CreateBuilder<VariableSyntax>();
    private readonly ImmutableArray<ModuleSyntax>.Builder parts = ImmutableArray.CreateBuilder<ModuleSyntax>();
    private readonly ImmutableArray<RewardsSyntax>.Builder rewards = ImmutableArray.CreateBuilder<RewardsSyntax>();
    private SystemSyntax? system;
    private ExpressionSyntax? initial;
    private Token? initialPlace;
    private Token? systemPlace;
    private Token? type;

    private ModelSyntaxReader(SourceText source, DiagnosticBag diagnostics)
    {
        tokens = new TokenStream(source, diagnostics);
        expressions = new ExpressionReader(tokens);
        declarations = new DeclarationReader(tokens, expressions);
        modules = new ModuleSyntaxReader(tokens, expressions);
    }

    /// <summary>The model; <c>null</c> when it is not of a type that is read, or holds nothing.</summary>
    public static ModelSyntax? Read(SourceText source, DiagnosticBag diagnostics) => new ModelSyntaxReader(source, diagnostics).Model();

    private ModelSyntax? Model()
    {
        if (IsOfOtherType()) return null;
        while (!tokens.AtEnd)
        {
            var start = tokens.Current.Start;
            if (Declaration()) continue;
            if (tokens.Current.Start == start) tokens.Next();
            tokens.SkipTo(Safe);
        }

        if (type is null)
        {
            tokens.Diagnostics.Error("the model does not say of what type it is, and without a word PRISM takes it for a Markov decision process, which is not solved here", new SourceSpan(tokens.Source, 0, 0), "write 'ctmc' in the first line if the numbers are rates");
            return null;
        }

        return new ModelSyntax(
            constants.ToImmutable(), formulas.ToImmutable(), labels.ToImmutable(), globals.ToImmutable(), parts.ToImmutable(), rewards.ToImmutable(), system, initial, initialPlace);
    }

    // Looked for first: what else such a model holds would only be reported as strange.
    private bool IsOfOtherType()
    {
        for (var i = 0; tokens.Peek(i).Kind != TokenKind.End; i++)
        {
            var token = tokens.Peek(i);
            if (token.Kind != TokenKind.Name || !OtherTypes.TryGetValue(token.Text, out var what) || (i > 0 && !ReservedWords.Contains(token.Text))) continue;
            tokens.Diagnostics.Error($"the model is {what} ('{token.Text}'), not a Markov chain in continuous time", tokens.Span(token), "only 'ctmc' is solved here");
            return true;
        }

        return false;
    }

    private bool Declaration()
    {
        switch (tokens.Current.Kind == TokenKind.Name ? tokens.Current.Text : "")
        {
            case "ctmc" or "stochastic": return ModelType();
            case "const" or "rate" or "prob": return Added(constants, declarations.Constant());
            case "formula": return Added(formulas, Formula());
            case "label": return Added(labels, declarations.Label());
            case "global":
                tokens.Next();
                return Added(globals, modules.Variable());
            case "module": return Added(parts, modules.Module());
            case "rewards": return Rewards();
            case "system": return System();
            case "init": return Initial();
            case "player" or "observables" or "observable":
                tokens.Fail($"'{tokens.Current.Text}' belongs to models with choices", "a CTMC has none: leave it out");
                return false;
            default:
                tokens.Fail($"{tokens.Current} is not expected here", tokens.Current.Kind == TokenKind.Name ? NearestName.Hint(tokens.Current.Text, Beginnings) : $"expected one of: {string.Join(", ", Beginnings)}");
                return false;
        }
    }

    private static bool Added<T>(ImmutableArray<T>.Builder items, T? item)
        where T : class
    {
        if (item is null) return false;
        items.Add(item);
        return true;
    }

    private bool ModelType()
    {
        if (type is { } first) tokens.Fail("the type of the model is given twice", $"it stands in line {tokens.Span(first).Position.Line} already");
        type ??= tokens.Current;
        tokens.Next();
        return true;
    }

    private NamedSyntax? Formula()
    {
        var start = tokens.Current.Start;
        tokens.Next();
        if (tokens.Name("the name of a formula") is not { } name || !tokens.Expect("=") || expressions.Expression() is not { } value) return null;
        return tokens.Expect(";", "a declaration ends with ';'") ? new NamedSyntax(name, tokens.SpanFrom(start), value) : null;
    }

    private bool Rewards()
    {
        var place = tokens.Current;
        tokens.Next();
        Token? name = null;
        if (tokens.Current.Kind == TokenKind.Quoted && (name = tokens.Quoted("the name of a reward")) is null) return false;
        var items = ImmutableArray.CreateBuilder<RewardItemSyntax>();
        while (!tokens.Take("endrewards"))
        {
            if (tokens.AtEnd)
            {
                tokens.Fail("'endrewards' is missing");
                return false;
            }

            if (RewardItem() is { } item) items.Add(item);
            else if (!SkipItem("endrewards")) return false;
        }

        rewards.Add(new RewardsSyntax(place, name, items.ToImmutable()));
        return true;
    }

    private RewardItemSyntax? RewardItem()
    {
        var isTransition = tokens.Take("[");
        Token? action = null;
        if (isTransition && !tokens.Is("]") && (action = tokens.Name("the name of an action")) is null) return null;
        if (isTransition && !tokens.Expect("]")) return null;
        if (expressions.Expression() is not { } guard || !tokens.Expect(":", "a reward is written 'condition : value;'") || expressions.Expression() is not { } value) return null;
        return tokens.Expect(";", "a reward ends with ';'") ? new RewardItemSyntax(isTransition, action, guard, value) : null;
    }

    // Behind the next ';' inside the block; false when another declaration begins before.
    private bool SkipItem(string end)
    {
        tokens.SkipTo([";", end, .. Safe]);
        return tokens.Take(";") || tokens.Is(end);
    }

    private bool System()
    {
        if (systemPlace is { } first) tokens.Fail("'system' is written twice", $"it stands in line {tokens.Span(first).Position.Line} already");
        systemPlace ??= tokens.Current;
        tokens.Next();
        if (tokens.Current.Kind == TokenKind.Quoted)
        {
            tokens.Fail("a system with a name is not read", "write one 'system … endsystem' without a name");
            return false;
        }

        if (new SystemSyntaxReader(tokens).Read() is not { } read || !tokens.Expect("endsystem")) return false;
        system ??= read;
        return true;
    }

    private bool Initial()
    {
        if (initialPlace is { } first) tokens.Fail("'init' is written twice", $"it stands in line {tokens.Span(first).Position.Line} already");
        initialPlace ??= tokens.Current;
        tokens.Next();
        if (expressions.Expression() is not { } read || !tokens.Expect("endinit")) return false;
        initial ??= read;
        return true;
    }
}
