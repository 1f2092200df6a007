using Reliability.Formats.Topologies;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Topologies;

namespace Reliability.Studies.Tests;

/// <summary>The shipped topologies.</summary>
public sealed class PresetTests
{
    internal static string ModelsFolder => Up(TestContext.CurrentContext.TestDirectory, "models");

    internal static IEnumerable<string> Files() => Directory.EnumerateFiles(Path.Combine(Up(AppContext.BaseDirectory, "models"), "ft-versus-ha"), "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void Preset_DowntimeByCause_AddsUpToTheTotal(string file)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = ReferenceChainTests.Solve(Read(file));
        TestContext.Out.WriteLine($"{file}: U={result.Unavailability:R} f={result.Frequency:R} parts {string.Join(",", result.PartStates)} in {clock.Elapsed.TotalSeconds:F2} s; {string.Join("; ", result.Notes)}");
        foreach (var (cause, share, _) in result.ByCause ?? []) TestContext.Out.WriteLine($"   {cause}: {share * 525600:G6} min/yr");
        Assert.That(result.ByCause, Is.Not.Null);
        Assert.That(result.ByCause!.Value.Sum(c => c.ShareOfTime), Is.EqualTo(result.Unavailability).Within(1e-12 * result.Unavailability));
    }

    internal static Topology Read(string file)
    {
        var diagnostics = new DiagnosticBag();
        var source = InputFile.Read(Path.Combine(ModelsFolder, "ft-versus-ha", file), diagnostics);
        var node = source is null ? null : YamlReader.Read(source, diagnostics);
        var topology = node is null ? null : TopologyFileReader.Read(node, new Dictionary<string, string>(StringComparer.Ordinal), diagnostics);
        Assert.That(topology, Is.Not.Null, string.Join("\n", diagnostics.ToImmutable()));
        return topology!.Topology;
    }

    private static string Up(string from, string name)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, name)) && File.Exists(Path.Combine(folder.FullName, "Reliability.sln"))) return Path.Combine(folder.FullName, name);
        }

        throw new DirectoryNotFoundException(name);
    }
}
