using System.Collections.Immutable;
using Reliability.Formats.Models;
using Reliability.Formats.Topologies;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
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
    public static ImmutableArray<Subject> ReadAll(SourceText source, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics)
    {
        var file = new DiagnosticBag();
        var node = YamlReader.Read(source, file);
        var subjects = ImmutableArray<Subject>.Empty;
        if (node is not null && TopologyFileReader.Recognises(node))
        {
            if (TopologyFileReader.Read(node, settings, file) is { } topology && !file.HasErrors)
            {
                subjects = Subject.All(source.Name, TopologyCompiler.Compile(topology.Topology), topology.Inputs);
            }
        }
        else if (node is not null && ModelFileReader.Recognises(node))
        {
            if (ModelFileReader.Read(node, settings, file) is { } model && !file.HasErrors)
            {
                if (Subject.From(source.Name, model.Model) is { } subject) subjects = [subject];
                else file.Error($"model '{model.Model.Name}' does not say where the service is up", node.Head, "add a label: labels: { up: ... }, or up: [...] in the short form");
            }
        }
        else if (node is not null && !file.HasErrors)
        {
            file.Error("this is neither a topology nor a model", node.Head, "a topology file begins with topology:, a model file with model:");
        }

        diagnostics.AddRange(file.ToImmutable());
        return file.HasErrors ? [] : subjects;
    }
}
