using System.Collections.Immutable;
using Reliability.Formats.Models;
using Reliability.Formats.Prism;
using Reliability.Formats.Topologies;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Models;
using Reliability.Topologies.Compilation;

namespace Reliability.Studies;

/// <summary>Reads topology and model files into subjects of study. All trouble becomes diagnostics; nothing is thrown on account of a file.</summary>
public static class SubjectReader
{
    /// <summary>Reads all files; every problem of every file is reported, and nothing is returned when there is an error.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="settings">Parameters and values to replace, by name.</param>
    /// <param name="diagnostics">Receives what is wrong and what one should know.</param>
    /// <param name="maximumBytes">The greatest size of a file.</param>
    public static ImmutableArray<Subject>? Read(IReadOnlyList<string> paths, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics, long maximumBytes = InputFile.DefaultMaximumBytes)
    {
        var subjects = ImmutableArray.CreateBuilder<Subject>();
        foreach (var path in paths)
        {
            if (InputFile.Read(path, diagnostics, maximumBytes) is { } source) subjects.AddRange(ReadAll(source, settings, diagnostics));
        }

        return diagnostics.HasErrors ? null : Distinct(subjects);
    }

    // Models of one name are told apart by their files, so that every table and file says which is which.
    private static ImmutableArray<Subject> Distinct(IReadOnlyCollection<Subject> subjects)
    {
        var twice = subjects.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. subjects.Select((s, i) => twice.Contains(s.Name) ? s with { Name = $"{s.Name} ({Path.GetFileNameWithoutExtension(s.Source)}{(subjects.Take(i).Any(o => o.Source == s.Source) ? ", again" : "")})" } : s)];
    }

    /// <summary>Reads one text; <c>null</c> after an error. Of a topology with several services the first.</summary>
    /// <param name="source">The text, with the name that messages call it by.</param>
    /// <param name="settings">Parameters and values to replace, by name.</param>
    /// <param name="diagnostics">Receives what is wrong and what one should know.</param>
    public static Subject? Read(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics) => ReadAll(source, settings, diagnostics).FirstOrDefault();

    /// <summary>Reads one text: the model, or the services of a topology; nothing after an error.</summary>
    /// <param name="source">The text, with the name that messages call it by.</param>
    /// <param name="settings">Parameters and values to replace, by name.</param>
    /// <param name="diagnostics">Receives what is wrong and what one should know.</param>
    /// <param name="needsUp">Whether a model must say where its service is up; else one that does not is up everywhere.</param>
    public static ImmutableArray<Subject> ReadAll(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics, bool needsUp = true)
    {
        var file = new DiagnosticBag();
        var subjects = PrismModelReader.Recognises(source.Name) ? Prism(source, settings, file, needsUp) : Own(source, settings, file, needsUp);
        diagnostics.AddRange(file.ToImmutable());
        return file.HasErrors ? [] : subjects;
    }

    /// <summary>Reads one text of our own forms as a model that need not say where a service is up; <c>null</c> after an error.</summary>
    internal static StochasticModel? ReadModel(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics)
    {
        var file = new DiagnosticBag();
        var node = YamlReader.Read(source, file);
        StochasticModel? model = null;
        if (node is not null && ModelFileReader.Recognises(node)) model = ModelFileReader.Read(node, settings, file)?.Model;
        else if (node is not null) model = Own(node, source, settings, file).FirstOrDefault()?.Model;
        diagnostics.AddRange(file.ToImmutable());
        return file.HasErrors ? null : model;
    }

    private static ImmutableArray<Subject> Prism(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag file, bool needsUp)
    {
        if (PrismModelReader.Read(source, settings, file) is not { } prism || file.HasErrors) return [];
        var start = new SourceSpan(source, 0, 0);
        if (prism.InitialStates is not null)
        {
            file.Error("a study needs one state to start from, and this model has a condition for several", start, "give the variables initial values in place of init ... endinit, or ask with solve --property");
            return [];
        }

        var model = prism.Model with { Name = Path.GetFileNameWithoutExtension(source.Name) };
        if (Subject.From(source.Name, model, needsUp) is { } subject) return [subject];
        file.Error("the model does not say where the service is up", start, "add label \"up\" = ...; or ask with solve --property, for example --property 'S=? [ x>0 ]'");
        return [];
    }

    private static ImmutableArray<Subject> Own(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag file, bool needsUp) =>
        YamlReader.Read(source, file) is { } node ? Own(node, source, settings, file, needsUp) : [];

    private static ImmutableArray<Subject> Own(YamlNode node, SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag file, bool needsUp = true)
    {
        if (TopologyFileReader.Recognises(node))
        {
            return TopologyFileReader.Read(node, settings, file) is { } topology && !file.HasErrors ? Subject.All(source.Name, TopologyCompiler.Compile(topology.Topology), topology.Inputs) : [];
        }

        if (ModelFileReader.Recognises(node))
        {
            if (ModelFileReader.Read(node, settings, file) is not { } model || file.HasErrors) return [];
            if (Subject.From(source.Name, model.Model, needsUp) is { } subject) return [subject];
            file.Error($"model '{model.Model.Name}' does not say where the service is up", node.Head, "add a label: labels: { up: ... }, or up: [...] in the short form");
            return [];
        }

        if (!file.HasErrors && source.Name.EndsWith(".tra", StringComparison.OrdinalIgnoreCase)) file.Error("explicit matrices have no events to study", null, "ask with solve --property, for example --property 'S=? [ \"up\" ]'");
        else if (!file.HasErrors) file.Error("this is neither a topology nor a model", node.Head, "a topology file begins with topology:, a model file with model:; PRISM models end in .sm or .prism");
        return [];
    }
}
