using System.Collections.Immutable;
using Reliability.Formats.Explicit;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Tests.Explicit;

/// <summary>Explicit files in a folder of their own, for one test.</summary>
internal sealed class ExplicitFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("reliability-test-").FullName;

    public string Stem => Path.Combine(folder, "c");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public ExplicitFolder With(string ending, string text)
    {
        File.WriteAllText(Stem + ending, text);
        return this;
    }

    public ExplicitFolder With(ExplicitChain chain)
    {
        foreach (var (ending, write) in ExplicitWriter.Files(chain))
        {
            using var stream = File.Create(Stem + ending);
            write(stream);
        }

        return this;
    }

    public string Text(string ending) => File.ReadAllText(Stem + ending);

    public (ExplicitChain? Chain, ImmutableArray<string> Problems) Read(ExplicitLimits? limits = null)
    {
        var diagnostics = new DiagnosticBag();
        var chain = ExplicitReader.Read(ExplicitFiles.Beside(Stem + ".tra"), diagnostics, limits);
        return (chain, [.. diagnostics.ToImmutable().Select(d => d.ToString().Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))]);
    }

    public ExplicitChain Good()
    {
        var (chain, problems) = Read();
        Assert.That(problems, Is.Empty);
        return chain!;
    }
}
