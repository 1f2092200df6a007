using System.Collections.Immutable;
using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Prism.Properties;

/// <summary>From a properties file as written to the properties it means. Labels and properties may refer to each other in any order; what is referred to is put in.</summary>
internal sealed class PropertyFileBinding
{
    private readonly SourceText source;
    private readonly PropertyFileSyntax syntax;
    private readonly PrismNames names;
    private readonly DiagnosticBag diagnostics;
    private readonly SymbolTable symbols;
    private readonly ExpressionBinder binder;
    private readonly PropertyBinder properties;
    private readonly OrderedDictionary<string, (ExpressionSyntax Value, bool IsLabel, SourceSpan Place)> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Meaning?> meanings = new(StringComparer.Ordinal);

    public PropertyFileBinding(SourceText source, PropertyFileSyntax syntax, PrismNames names, DiagnosticBag diagnostics)
    {
        (this.source, this.syntax, this.names, this.diagnostics) = (source, syntax, names, diagnostics);
        symbols = new SymbolTable(diagnostics);
        binder = new ExpressionBinder(diagnostics, new WorkBudget(source, diagnostics));
        properties = new PropertyBinder(symbols, binder, names.Rewards, Label, diagnostics);
    }

    /// <summary>The properties in order; what failed is left out.</summary>
    public ImmutableArray<Property> Properties(IReadOnlyDictionary<string, string> settings)
    {
        Constants(settings);
        foreach (var label in syntax.Labels) Declare(label.Name, label.Value, isLabel: true);
        foreach (var entry in syntax.Properties.Where(p => p.Name is not null)) Declare(entry.Name!.Value, entry.Value, isLabel: false);
        var (order, cycles) = DependencyOrder.Of(written.Keys, n => written[n].Value.Labels());
        foreach (var cycle in cycles)
        {
            foreach (var member in cycle) meanings[member] = null;
            diagnostics.Error(cycle.Length == 1 ? $"\"{cycle[0]}\" is defined by itself" : $"these are defined by each other: {DependencyOrder.Show(cycle)}", written[cycle[0]].Place);
        }

        foreach (var name in order)
        {
            var (value, isLabel, _) = written[name];
            if (!meanings.ContainsKey(name)) meanings[name] = isLabel ? properties.Condition(value, $"the label \"{name}\"") : properties.State(value, "a property");
        }

        var result = ImmutableArray.CreateBuilder<Property>();
        foreach (var entry in syntax.Properties)
        {
            var meaning = entry.Name is { } name && meanings.TryGetValue(name.Text, out var known) ? known : properties.State(entry.Value, "a property");
            if (meaning?.State is { } state) result.Add(new Property(entry.Name?.Text, entry.Text, state, entry.Span));
        }

        return result.ToImmutable();
    }

    private void Constants(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var symbol in names.Symbols) symbols.Declare(symbol);
        foreach (var c in syntax.Constants) symbols.Declare(new Symbol(c.Name.Text, SymbolKind.Constant, Span(c.Name)) { Definition = c.Value, Type = c.Type });
        var own = syntax.Constants.Select(c => c.Name.Text).ToHashSet(StringComparer.Ordinal);
        var here = settings.Where(s => own.Contains(s.Key) || symbols.Get(s.Key) is not { Kind: SymbolKind.Constant }).ToDictionary(StringComparer.Ordinal);
        var definitions = new DefinitionBinder(symbols, binder, diagnostics);
        definitions.Set(here, _ => false);
        definitions.Bind(Needed());
    }

    // A constant that nothing asks for needs no value.
    private HashSet<string> Needed()
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<ExpressionSyntax>(syntax.Properties.Select(p => p.Value).Concat(syntax.Labels.Select(l => l.Value)));
        while (open.TryPop(out var expression))
        {
            foreach (var name in expression.Names())
            {
                if (needed.Add(name) && symbols.Get(name) is { Value: null, Definition: { } definition }) open.Push(definition);
            }
        }

        return needed;
    }

    private void Declare(Token token, ExpressionSyntax value, bool isLabel)
    {
        var name = token.Text;
        if (name is LabelExpression.Initial or LabelExpression.Deadlock) diagnostics.Error($"\"{name}\" has a meaning of its own in properties", Span(token), "choose another name");
        else if (names.Labels.ContainsKey(name)) diagnostics.Error($"the name \"{name}\" is taken", Span(token), "the model has a label of this name");
        else if (!written.TryAdd(name, (value, isLabel, Span(token)))) diagnostics.Error($"the name \"{name}\" is taken", Span(token), $"it is declared in line {written[name].Place.Position.Line}");
    }

    private Meaning? Label(LabelSyntax label)
    {
        if (meanings.TryGetValue(label.Name, out var meaning)) return meaning;
        if (names.Labels.TryGetValue(label.Name, out var predicate)) return predicate is { } plain ? Meaning.Of(plain) : new Meaning(new LabelExpression(label.Name), null, 1, 1);
        if (label.Name is LabelExpression.Initial or LabelExpression.Deadlock) return new Meaning(new LabelExpression(label.Name), null, 1, 1);
        if (!written.ContainsKey(label.Name)) SymbolTable.Unknown("label or property", label.Name, label.Span, [.. names.Labels.Keys.Concat(written.Keys).Append(LabelExpression.Initial).Append(LabelExpression.Deadlock)], diagnostics);
        return null;
    }

    private SourceSpan Span(Token token) => new(source, token.Start, token.Length);
}
