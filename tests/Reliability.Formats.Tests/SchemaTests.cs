using Reliability.Formats.Models;
using Reliability.Formats.Topologies;

namespace Reliability.Formats.Tests;

/// <summary>The schemas beside the models are those that the program generates. Set RELIABILITY_UPDATE=1 to write them anew.</summary>
public sealed class ShippedSchemaTests
{
    [TestCase("topology.schema.json")]
    [TestCase("model.schema.json")]
    public void ShippedSchema_IsTheGeneratedOne(string file)
    {
        var generated = file.StartsWith("topology", StringComparison.Ordinal) ? TopologySchema.Write() : ModelSchema.Write();
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Reliability.sln"))) folder = folder.Parent;
        var path = Path.Combine(folder!.FullName, "models", file);
        if (Environment.GetEnvironmentVariable("RELIABILITY_UPDATE") == "1") File.WriteAllText(path, generated);
        Assert.That(File.ReadAllText(path), Is.EqualTo(generated));
    }
}
