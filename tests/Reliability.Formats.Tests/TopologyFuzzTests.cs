using Reliability.Formats.Topologies;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Topologies.Compilation;

namespace Reliability.Formats.Tests;

/// <summary>Whatever a topology file holds, reading ends in a topology that compiles, or in an error; never in an exception.</summary>
public sealed class TopologyFuzzTests
{
    private static readonly string[] Pieces = ["", ":", "{", "}", "[", "]", "-", " 0 h", "1e400 h", "-1", "\n", "  ", "all", "any", "ft-pair", "vm", "h", "%", "~", "\"", "#", "rolling", "99999999999", "1/0 h", "count", "every: 1 s", "null"];

    [TestCase("7b-ft-on-ha-storage-upgraded.yaml", 1UL)]
    [TestCase("5b-ha-active-active-upgraded.yaml", 2UL)]
    [TestCase("2a-restart-ha.yaml", 3UL)]
    public void MutatedPreset_GivesATopologyOrAnError(string file, ulong seed)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Reliability.sln"))) folder = folder.Parent;
        var original = File.ReadAllText(Path.Combine(folder!.FullName, "models", "ft-versus-ha", file));
        var state = seed * 0x9E3779B97F4A7C15UL;
        int Next(int n)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (int)(state % (ulong)n);
        }

        for (var round = 0; round < 600; round++)
        {
            var text = original;
            for (var edits = 1 + Next(3); edits > 0; edits--)
            {
                var at = Next(text.Length);
                text = text.Remove(at, Math.Min(Next(6), text.Length - at)).Insert(at, Pieces[Next(Pieces.Length)]);
            }

            var diagnostics = new DiagnosticBag();
            try
            {
                var node = YamlReader.Read(new SourceText(file, text), diagnostics);
                var topology = node is null ? null : TopologyFileReader.Read(node, new Dictionary<string, string>(StringComparer.Ordinal), diagnostics);
                Assert.That(topology is not null || diagnostics.HasErrors, text);
                if (topology is not null) TopologyCompiler.Compile(topology.Topology);
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"{e}\n{text}");
            }
        }
    }
}
