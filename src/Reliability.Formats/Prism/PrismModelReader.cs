using Reliability.Formats.Prism.Models;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism;

/// <summary>
/// Reads Markov chains in continuous time from the PRISM language (Kwiatkowska, Norman and Parker 2011; the language as in the PRISM manual). Problems become
/// diagnostics with their places; reading goes on to find more. Models of other types are refused by name.
/// </summary>
public static class PrismModelReader
{
    /// <summary>True for the extensions that such files have: <c>.sm</c>, <c>.pm</c>, <c>.nm</c>, <c>.prism</c> and <c>.ctmc</c>.</summary>
    public static bool Recognises(string path) => Path.GetExtension(path).ToLowerInvariant() is ".sm" or ".pm" or ".nm" or ".prism" or ".ctmc";

    /// <summary>Reads a model. Takes time linear in the text and in the number of events it stands for, which is bounded.</summary>
    /// <param name="source">The text.</param>
    /// <param name="settings">Values of constants, those that the text leaves open and those to be replaced: constant expressions by name. A name that is no constant is an error.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The model, or <c>null</c> when there are errors.</returns>
    public static PrismModel? Read(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var found = new DiagnosticBag();
        var syntax = ModelSyntaxReader.Read(source, found);
        // What a fault in the writing leaves out would only be reported as unknown.
        var model = syntax is null || found.HasErrors ? null : new ModelBinding(source, syntax, found).Model(settings);
        diagnostics.AddRange(found.ToImmutable());
        return found.HasErrors ? null : model;
    }
}
