using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Studies.Sensitivity;

namespace Reliability.Studies.Tests.Sensitivity;

/// <summary>Models as functions of their parameters, from text or from the shipped topologies.</summary>
internal static class Models
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    public static ParametricFile Text(string text)
    {
        var diagnostics = new DiagnosticBag();
        var file = ParametricFile.Read(new SourceText(text.StartsWith("ctmc", StringComparison.Ordinal) ? "test.prism" : "test", text), None, diagnostics);
        Assert.That(file, Is.Not.Null, string.Join("\n", diagnostics.ToImmutable()));
        return file!;
    }

    public static ParametricFile Preset(string file)
    {
        var diagnostics = new DiagnosticBag();
        return ParametricFile.Read(InputFile.Read(Path.Combine(PresetTests.ModelsFolder, "ft-versus-ha", file), diagnostics)!, None, diagnostics)!;
    }

    public static SensitivityResult Run(ParametricFile file, string measure, SensitivityOptions? options = null)
    {
        var result = SensitivityStudy.Run(file, (options ?? new SensitivityOptions()) with { Measure = measure })[0];
        Assert.That(result.Diagnostics, Is.Empty);
        return result;
    }

    public static ParameterSensitivity Find(this SensitivityResult result, string name)
    {
        var found = result.Sensitivities.SingleOrDefault(s => s.Parameter.Name == name);
        Assert.That(found, Is.Not.Null, name);
        return found!;
    }
}
