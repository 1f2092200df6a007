using System.Collections.Immutable;
using Reliability.Formats.Models;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Studies;
using Reliability.Studies.Analytic;

namespace Reliability.Formats.Tests.Models;

/// <summary>Reads and solves model files for tests.</summary>
internal static class ModelFiles
{
    private static readonly Lazy<string> Folder = new(() => Above("models/published") ?? throw new DirectoryNotFoundException("models/published"));

    public static IEnumerable<string> Published => Directory.EnumerateFiles(Folder.Value, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static SourceText Source(string name) => new(name + ".yaml", File.ReadAllText(Path.Combine(Folder.Value, name + ".yaml")));

    /// <summary>A folder or file below one of the folders above the tests.</summary>
    public static string? Above(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relative);
            if (Path.Exists(path)) return path;
        }

        return null;
    }

    public static (ModelFile? File, ImmutableArray<Diagnostic> Diagnostics) Read(SourceText source, params (string Name, string Value)[] overrides)
    {
        var diagnostics = new DiagnosticBag();
        var node = YamlReader.Read(source, diagnostics);
        var file = node is null ? null : ModelFileReader.Read(node, overrides.ToDictionary(o => o.Name, o => o.Value, StringComparer.Ordinal), diagnostics);
        return (file, diagnostics.ToImmutable());
    }

    public static ModelFile Good(SourceText source, params (string Name, string Value)[] overrides)
    {
        var (file, diagnostics) = Read(source, overrides);
        Assert.That(diagnostics.Select(d => d.ToString()), Is.Empty);
        return file!;
    }

    public static ModelFile Good(string text) => Good(new SourceText("m.yaml", text));

    public static AnalyticResult Solve(ModelFile file, params double[] times)
    {
        var subject = Subject.From("m.yaml", file.Model)!;
        var request = new AnalysisRequest(subject.Model, subject.Up, subject.DataLoss, [.. subject.Rewards.Select(r => r.Reward)], [.. times]);
        var outcome = AnalyticSolver.Solve(request, new ExpressionCompiler());
        Assert.That(outcome.Problem?.ToString(), Is.Null);
        return outcome.Result!;
    }

    public static double Measure(ModelFile file, string measure, double? at)
    {
        var result = at is { } time ? Solve(file, time) : Solve(file);
        return measure switch
        {
            "unavailability" => result.Unavailability,
            "mttff" => result.MeanTimeToFirstFailure!.Value,
            "mean-down-time" => result.Unavailability / result.Frequency!.Value,
            "unreliability" => result.Unreliability[0]!.Value,
            _ when measure.StartsWith("expected-", StringComparison.Ordinal) => result.Rewards.Single(r => r.Name == measure["expected-".Length..]).Mean,
            _ => throw new ArgumentException(measure, nameof(measure)),
        };
    }
}
