using System.Collections.Immutable;
using Reliability.Formats.Explicit;
using Reliability.Formats.Prism;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Properties;

namespace Reliability.Studies.Properties;

/// <summary>What properties can be asked of: PRISM text, one of our model files, a topology, or a chain as explicit matrices.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Source">The file it came from.</param>
public sealed record PropertySubject(string Name, string Source)
{
    /// <summary>The model; <c>null</c> for explicit matrices.</summary>
    public StochasticModel? Model { get; init; }

    /// <summary>The states it may start in; <c>null</c> for the initial values of its variables.</summary>
    public Expression? InitialStates { get; init; }

    /// <summary>The PRISM model with its names; <c>null</c> for others.</summary>
    public PrismModel? Prism { get; init; }

    /// <summary>The explicit matrices; <c>null</c> for others.</summary>
    public ExplicitChain? Explicit { get; init; }

    /// <summary>Reads a file; <c>null</c> after an error. Of a topology the labels are those of its services and parts.</summary>
    /// <param name="path">The file; of explicit matrices the one that ends in .tra.</param>
    /// <param name="settings">Constants, parameters and values to replace, by name.</param>
    /// <param name="diagnostics">Receives what is wrong and what one should know.</param>
    /// <param name="maximumBytes">The greatest size of the file; explicit matrices have limits of their own.</param>
    public static PropertySubject? Read(string path, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics, long maximumBytes = InputFile.DefaultMaximumBytes)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (ExplicitFiles.Recognises(path))
        {
            foreach (var setting in settings.Keys) diagnostics.Error($"'{setting}' cannot be set: explicit matrices have no constants");
            return ExplicitReader.Read(ExplicitFiles.Beside(path), diagnostics) is { } chain && !diagnostics.HasErrors ? new PropertySubject(name, path) { Explicit = chain } : null;
        }

        if (InputFile.Read(path, diagnostics, maximumBytes) is not { } source) return null;
        if (PrismModelReader.Recognises(path))
        {
            return PrismModelReader.Read(source, settings, diagnostics) is { } prism ? new PropertySubject(name, path) { Model = prism.Model, InitialStates = prism.InitialStates, Prism = prism } : null;
        }

        return SubjectReader.ReadModel(source, settings, diagnostics) is { } model ? new PropertySubject(model.Name, path) { Model = model } : null;
    }

    /// <summary>Reads properties for this model; <c>null</c> after an error.</summary>
    /// <param name="source">A file of properties, or one property.</param>
    /// <param name="settings">Values of the constants that the text declares.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public ImmutableArray<Property>? Properties(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics) =>
        Explicit is not null ? PrismPropertyReader.Read(source, Explicit, settings, diagnostics)
        : Prism is not null ? PrismPropertyReader.Read(source, Prism, settings, diagnostics)
        : PrismPropertyReader.Read(source, Model!, settings, diagnostics);
}
