using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Reliability.Notebook.Execution;
using Reliability.Notebook.Protocol;
using Reliability.Notebook.Tests.Support;

namespace Reliability.Notebook.Tests.Execution;

/// <summary>Packages from a folder, found by the NuGet.config beside the notebook: no network.</summary>
public sealed class PackageReferenceTests
{
    private TemporaryFolder _folder = null!;
    private CSharpSession _session = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _folder.Write("NuGet.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <packageSources><clear /><add key="here" value="source" /></packageSources>
            </configuration>
            """);
        Pack("Greeter", "1.2.0", "public static class Greeter { public static string Greet() => \"hello\"; }");
        _session = new CSharpSession(new SessionOptions { WorkingDirectory = _folder.Path });
    }

    [TearDown]
    public void End()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [TestCase("nuget: Greeter, 1.2.0")]
    [TestCase("nuget: Greeter")]
    public async Task Package_IsRestoredAndUsed(string reference)
    {
        var result = await RunAsync($"#r \"{reference}\"\nGreeter.Greet()");
        Assert.That(result.Error?.Lines, Is.Null);
        Assert.That(result.Value!.Data["text/plain"], Is.EqualTo("hello"));
    }

    [TestCase("nuget: Nowhere, 1.0.0", "NU1101")]
    [TestCase("nuget: Greeter, 3.0.0", "NU1102")]
    [TestCase("nuget: Greeter, 1.0.0", "NU1603", Description = "Another version than the one asked for is refused.")]
    [TestCase("nuget: what is this", "write #r")]
    public async Task Package_NotThere_SaysWhyInOneLine(string reference, string part)
    {
        var error = (await RunAsync($"#r \"{reference}\"\n1")).Error!;
        Assert.That((error.Name, error.Line), Is.EqualTo(("ReferenceError", 1)));
        Assert.That(error.Message, Does.Contain(part).And.Not.Contain("\n"));
        Assert.That((await RunAsync("1 + 1")).Value!.Data["text/plain"], Is.EqualTo("2"));
    }

    private Task<CellResult> RunAsync(string code) => _session.ExecuteAsync(code, 1, new SilentOutput(), CancellationToken.None);

    private void Pack(string name, string version, string code)
    {
        var references = new[] { MetadataReference.CreateFromFile(typeof(object).Assembly.Location) };
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(code)], references, new(OutputKind.DynamicallyLinkedLibrary));
        var source = Directory.CreateDirectory(Path.Combine(_folder.Path, "source"));
        using var package = ZipFile.Open(Path.Combine(source.FullName, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var specification = new StreamWriter(package.CreateEntry(name + ".nuspec").Open()))
            specification.Write($"<package><metadata><id>{name}</id><version>{version}</version><authors>tests</authors><description>For a test.</description></metadata></package>");
        using var assembly = package.CreateEntry($"lib/net10.0/{name}.dll").Open();
        Assert.That(compilation.Emit(assembly).Success);
    }
}
