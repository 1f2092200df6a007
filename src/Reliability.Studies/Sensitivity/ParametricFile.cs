using System.Collections.Immutable;
using Reliability.Formats.Models;
using Reliability.Formats.Prism;
using Reliability.Formats.Topologies;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Studies.Sensitivity;

/// <summary>A topology, model or PRISM file whose parameters are set in the way of <c>--set</c>: the file is read again for every value.</summary>
public sealed class ParametricFile : IParametricModel
{
    private static readonly char[] NotInNames = [' ', '\t', '(', ')', '+', '*', '/', ',', '~', '%', '?', ':', '<', '>', '=', '&', '|', '!'];

    private readonly SourceText source;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly bool needsUp;

    private ParametricFile(SourceText source, IReadOnlyDictionary<string, string> settings, bool needsUp, ImmutableArray<Subject> nominal, ImmutableArray<ModelParameter> parameters) =>
        (this.source, this.settings, this.needsUp, Nominal, Parameters) = (source, settings, needsUp, nominal, parameters);

    /// <inheritdoc/>
    public ImmutableArray<ModelParameter> Parameters { get; }

    /// <inheritdoc/>
    public ImmutableArray<Subject> Nominal { get; }

    /// <summary>Reads a text; <c>null</c> after an error.</summary>
    /// <param name="source">The text, with the name that messages call it by.</param>
    /// <param name="settings">Parameters and values to replace, by name; what they say is nominal.</param>
    /// <param name="diagnostics">Receives what is wrong and what one should know.</param>
    /// <param name="needsUp">Whether a model must say where its service is up; what a reward earns can be asked without.</param>
    public static ParametricFile? Read(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics, bool needsUp = true)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var subjects = SubjectReader.ReadAll(source, settings, diagnostics, needsUp);
        return subjects.IsEmpty || diagnostics.HasErrors ? null : new ParametricFile(source, settings, needsUp, subjects, [.. Numbers(source, settings)]);
    }

    /// <inheritdoc/>
    public ImmutableArray<Subject> At(ModelParameter parameter, double value, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return SubjectReader.ReadAll(source, new Dictionary<string, string>(settings, StringComparer.Ordinal) { [parameter.Name] = parameter.Write(value) }, diagnostics, needsUp);
    }

    // The file was read before without errors.
    private static IEnumerable<ModelParameter> Numbers(SourceText source, IReadOnlyDictionary<string, string> settings)
    {
        var unheard = new DiagnosticBag();
        if (PrismModelReader.Recognises(source.Name))
        {
            foreach (var (name, value, isDerived) in PrismModelReader.Read(source, settings, unheard)?.Names.RealConstants ?? [])
            {
                yield return new ModelParameter(name, value, Dimension.Number, WrittenUnit.Of("", Dimension.Number), IsDefault: false) { IsDerived = isDerived };
            }

            yield break;
        }

        if (YamlReader.Read(source, unheard) is not { } node) yield break;
        var (named, places) = TopologyFileReader.Recognises(node)
            ? TopologyFileReader.Read(node, settings, unheard) is { } topology ? (topology.Parameters, topology.Inputs) : ([], [])
            : ModelFileReader.Read(node, settings, unheard) is { } model ? (model.Constants, ImmutableArray<InputValue>.Empty) : ([], []);
        var names = named.Select(n => n.Place).ToHashSet(StringComparer.Ordinal);
        foreach (var input in named.Concat(places).DistinctBy(i => i.Place))
        {
            if (input.Quantity is not { } quantity || !double.IsFinite(quantity.Value)) continue;
            yield return new ModelParameter(input.Place, quantity.Value, quantity.Dimension, WrittenUnit.Of(input.Value, quantity.Dimension), input.IsDefault)
            {
                IsDerived = input.Value.Split(NotInNames).Any(names.Contains),
            };
        }
    }
}
