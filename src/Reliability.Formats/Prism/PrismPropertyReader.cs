using System.Collections.Immutable;
using Reliability.Formats.Explicit;
using Reliability.Formats.Prism.Properties;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Models;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Prism;

/// <summary>
/// Reads properties in PRISM's form of the logic CSL with rewards: a whole file with constants, labels and properties, or the text of one property. Problems
/// become diagnostics with their places; what is not answered for a Markov chain in continuous time is refused by name.
/// </summary>
public static class PrismPropertyReader
{
    /// <summary>True for the extensions that such files have: <c>.props</c>, <c>.csl</c>, <c>.pctl</c> and <c>.prctl</c>.</summary>
    public static bool Recognises(string path) => Path.GetExtension(path).ToLowerInvariant() is ".props" or ".csl" or ".pctl" or ".prctl";

    /// <summary>The constants that a properties text declares: of the settings of a run those for the property reader, while the others are for the reader of the model.</summary>
    public static ImmutableArray<string> DeclaredConstants(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. PropertyFileReader.Read(source, new DiagnosticBag()).Constants.Select(c => c.Name.Text).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Reads properties of a model in the PRISM language.</summary>
    /// <param name="source">The text.</param>
    /// <param name="model">The model, whose names the properties may use.</param>
    /// <param name="settings">Values of constants that the text leaves open; those of constants of the model are passed over, since it has been read with them.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The properties in order, or <c>null</c> when there are errors.</returns>
    public static ImmutableArray<Property>? Read(SourceText source, PrismModel model, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Read(source, model.Names, settings, diagnostics);
    }

    /// <summary>Reads properties of a model from another source: its variables by name where the PRISM language allows the name, its labels and rewards in quotes.</summary>
    /// <param name="source">The text.</param>
    /// <param name="model">The model.</param>
    /// <param name="settings">Values of constants that the text leaves open.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The properties in order, or <c>null</c> when there are errors.</returns>
    public static ImmutableArray<Property>? Read(SourceText source, StochasticModel model, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Read(source, PrismNames.Of(model), settings, diagnostics);
    }

    /// <summary>Reads properties of a chain that is given as a matrix: its variables by name where their values are known, its labels and rewards in quotes.</summary>
    /// <param name="source">The text.</param>
    /// <param name="chain">The chain. Each label becomes a <see cref="LabelExpression"/>; a reward without a name can only be reached by its number.</param>
    /// <param name="settings">Values of constants that the text leaves open.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The properties in order, or <c>null</c> when there are errors.</returns>
    public static ImmutableArray<Property>? Read(SourceText source, ExplicitChain chain, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return Read(source, PrismNames.Of(chain), settings, diagnostics);
    }

    private static ImmutableArray<Property>? Read(SourceText source, PrismNames names, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var found = new DiagnosticBag();
        var syntax = PropertyFileReader.Read(source, found);
        var result = found.HasErrors ? [] : new PropertyFileBinding(source, syntax, names, found).Properties(settings);
        if (!found.HasErrors && result.IsEmpty) found.Error("there is no property", new SourceSpan(source, 0, 0), "a property is written such as P=? [ F<=10 \"down\" ]");
        diagnostics.AddRange(found.ToImmutable());
        return found.HasErrors ? null : result;
    }
}
