using System.Collections.Immutable;
using Reliability.Formats.Explicit;
using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism;

/// <summary>What a property may refer to: the variables, constants, formulas, labels and rewards of a model. Immutable for all who hold it.</summary>
public sealed class PrismNames
{
    internal PrismNames(SymbolTable symbols, IReadOnlyDictionary<string, Sized?> labels, ImmutableArray<string?> rewards) =>
        (Symbols, Labels, Rewards) = ([.. symbols.All], labels, rewards);

    private PrismNames(ImmutableArray<Symbol> symbols, IReadOnlyDictionary<string, Sized?> labels, ImmutableArray<string?> rewards) =>
        (Symbols, Labels, Rewards) = (symbols, labels, rewards);

    internal ImmutableArray<Symbol> Symbols { get; }

    /// <summary>The constants that are real numbers, with their values, and whether one is defined by other constants.</summary>
    public IEnumerable<(string Name, double Value, bool IsDerived)> RealConstants =>
        from s in Symbols
        where s is { Kind: SymbolKind.Constant, Type: ExpressionType.Double }
        let value = s.Value?.Expression as LiteralExpression
        where value is not null
        select (s.Name, value.Value, s.Definition is { } definition && definition.Names().Any());

    /// <summary>The labels; without an expression where only the states of a matrix are known.</summary>
    internal IReadOnlyDictionary<string, Sized?> Labels { get; }

    /// <summary>The rewards in order; <c>null</c> for one without name.</summary>
    internal ImmutableArray<string?> Rewards { get; }

    /// <summary>The names of a model from another source. Variables whose names are no names of the PRISM language can only be reached through labels.</summary>
    internal static PrismNames Of(StochasticModel model)
    {
        return new PrismNames(Variables(model.Name, [.. model.Variables]), model.Labels.ToDictionary(l => l.Name, l => (Sized?)Measured(l.Predicate), StringComparer.Ordinal), [.. model.Rewards.Select(r => r.Name)]);
    }

    /// <summary>The names that come with an explicit matrix: labels and rewards, and variables where the values in each state are known.</summary>
    internal static PrismNames Of(ExplicitChain chain) =>
        new(Variables(chain.Name, chain.Variables), chain.Labels.Select(l => l.Name).Distinct(StringComparer.Ordinal).ToDictionary(l => l, _ => (Sized?)null, StringComparer.Ordinal), [.. chain.Rewards.Select(r => r.Name.Length == 0 ? null : r.Name)]);

    private static ImmutableArray<Symbol> Variables(string model, ImmutableArray<Variable> variables)
    {
        var nowhere = new SourceSpan(new SourceText(model, ""), 0, 0);
        return
        [
            .. variables.Select((v, i) => new Symbol(v.Name, SymbolKind.Variable, nowhere) { Value = new Sized(new VariableExpression(i, v.Name, v.IsBoolean ? ExpressionType.Bool : ExpressionType.Int)) })
                .Where(s => ReservedWords.IsName(s.Name)),
        ];
    }

    private static Sized Measured(Expression expression)
    {
        var (size, depth) = (1, 0);
        foreach (var part in expression.Parts)
        {
            var measured = Measured(part);
            size = (int)Math.Min(Sized.MaximumSize, (long)size + measured.Size);
            depth = Math.Max(depth, measured.Depth);
        }

        return new Sized(expression, size, depth + 1);
    }
}
