using System.Collections.Immutable;
using Reliability.Formats.Models;
using Reliability.Formats.Topologies;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Studies;
using Reliability.Topologies.Compilation;

namespace Reliability.Cli.Input;

/// <summary>Reads model files of any form into subjects of study.</summary>
internal static class ModelLoader
{
    /// <summary>Reads all files; every problem of every file is reported, and nothing is returned when there is an error.</summary>
    public static ImmutableArray<Subject>? Load(IReadOnlyList<string> paths, IReadOnlyDictionary<string, string> settings, long maximumBytes, DiagnosticBag diagnostics)
    {
        var subjects = ImmutableArray.CreateBuilder<Subject>();
        foreach (var path in paths)
        {
            if (Load(path, settings, maximumBytes, diagnostics) is { } subject) subjects.Add(subject);
        }

        return diagnostics.HasErrors ? null : subjects.ToImmutable();
    }

    private static Subject? Load(string path, IReadOnlyDictionary<string, string> settings, long maximumBytes, DiagnosticBag diagnostics)
    {
        if (InputFile.Read(path, diagnostics, maximumBytes) is not { } source) return null;
        var file = new DiagnosticBag();
        var node = YamlReader.Read(source, file);
        Subject? subject = null;
        if (node is not null && TopologyFileReader.Recognises(node))
        {
            if (TopologyFileReader.Read(node, settings, file) is { } topology && !file.HasErrors)
            {
                subject = Subject.From(path, TopologyCompiler.Compile(topology.Topology), topology.Inputs);
            }
        }
        else if (node is not null && ModelFileReader.Recognises(node))
        {
            if (ModelFileReader.Read(node, settings, file) is { } model && !file.HasErrors)
            {
                subject = Subject.From(path, model.Model);
                if (subject is null) file.Error($"model '{model.Model.Name}' does not say where the service is up", node.Head, "add a label: labels: { up: ... }, or up: [...] in the short form");
            }
        }
        else if (node is not null && !file.HasErrors)
        {
            file.Error("this is neither a topology nor a model", node.Head, "a topology file begins with topology:, a model file with model:");
        }

        diagnostics.AddRange(file.ToImmutable());
        return file.HasErrors ? null : subject;
    }
}
