using System.Reflection;
using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace Reliability.Tests;

/// <summary>
/// What a library offers is approved text, so that no change of it goes unseen. Every test project of a library holds this one test;
/// set RELIABILITY_UPDATE=1 to write the texts anew.
/// </summary>
public sealed class PublicApiTests
{
    [Test]
    public void PublicSurface_IsTheApprovedOne()
    {
        var tests = Assembly.GetExecutingAssembly().GetName().Name!;
        var library = Assembly.Load(tests[..^".Tests".Length]);
        var surface = library.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = [typeof(CompilerGeneratedAttribute).FullName!] }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Reliability.sln"))) folder = folder.Parent;
        var approved = Path.Combine(folder!.FullName, "tests", tests, "PublicApi.approved.txt");
        if (Environment.GetEnvironmentVariable("RELIABILITY_UPDATE") == "1") File.WriteAllText(approved, surface);
        Assert.That(surface, Is.EqualTo(File.Exists(approved) ? File.ReadAllText(approved) : "no approved text"));
    }
}
