using System.Collections.Immutable;
using Reliability.Formats.Prism;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Properties;

namespace Reliability.Studies.Properties;

/// <summary>A model that properties can be asked of: PRISM text, one of our model files, or a topology.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Source">The file it came from.</param>
/// <param name="Model">The model.</param>
public sealed record PropertySubject(string Name, string Source, StochasticModel Model)
{
    /// <summary>The states it may start in; <c>null</c> for the initial values of its variables.</summary>
    public Expression? InitialStates { get; init; }

    /// <summary>The PRISM model with its names; <c>null</c> for a model of our own.</summary>
    public PrismModel? Prism { get; init; }

    /// <summary>Reads a file; <c>null</c> after an error. A topology gives one subject, whose labels are those of its services and parts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">Constants, parameters and values to replace, by name.</param>
    /// <param name="diagnostics">Receives what is wrong and what one should know.</param>
    /// <param name="maximumBytes">The greatest size of the file.</param>
    public static PropertySubject? Read(string path, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics, long maximumBytes = InputFile.DefaultMaximumBytes)
    {
        if (InputFile.Read(path, diagnostics, maximumBytes) is not { } source) return null;
        if (PrismModelReader.Recognises(path))
        {
            var prism = PrismModelReader.Read(source, settings, diagnostics);
            return prism is null ? null : new PropertySubject(Path.GetFileNameWithoutExtension(path), path, prism.Model) { InitialStates = prism.InitialStates, Prism = prism };
        }

        return SubjectReader.Read(source, settings, diagnostics) is { } subject && !diagnostics.HasErrors ? new PropertySubject(subject.Model.Name, path, subject.Model) : null;
    }

    /// <summary>Reads properties for this model; <c>null</c> after an error.</summary>
    public ImmutableArray<Property>? Properties(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics) =>
        Prism is not null ? PrismPropertyReader.Read(source, Prism, settings, diagnostics) : PrismPropertyReader.Read(source, Model, settings, diagnostics);
}
