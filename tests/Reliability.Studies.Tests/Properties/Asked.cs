using Reliability.Formats.Prism;
using Reliability.Markov.ModelChecking;
using Reliability.Modeling.Diagnostics;
using Reliability.Studies.Properties;

namespace Reliability.Studies.Tests.Properties;

/// <summary>Properties put to models given as text.</summary>
internal static class Asked
{
    public static PropertySubject Model(string text)
    {
        var diagnostics = new DiagnosticBag();
        var prism = PrismModelReader.Read(new SourceText("m.sm", text), new Dictionary<string, string>(), diagnostics);
        Assert.That(diagnostics.ToImmutable().Where(d => d.Severity == Severity.Error), Is.Empty);
        return new PropertySubject("m", "m.sm") { Model = prism!.Model, InitialStates = prism.InitialStates, Prism = prism };
    }

    public static PropertyStudy Study(PropertySubject subject, string properties, PropertyOptions? options = null)
    {
        var diagnostics = new DiagnosticBag();
        var read = subject.Properties(new SourceText("m.props", properties), new Dictionary<string, string>(), diagnostics);
        Assert.That(diagnostics.ToImmutable().Where(d => d.Severity == Severity.Error), Is.Empty, properties);
        return PropertyRunner.Run(subject, read!.Value, options ?? new PropertyOptions());
    }

    public static PropertyResult Result(string model, string property, PropertyOptions? options = null) => Study(Model(model), property, options).Results.Single();

    /// <summary>The value, which must have been answered.</summary>
    public static double Value(string model, string property, PropertyOptions? options = null)
    {
        var result = Result(model, property, options);
        Assert.That(result.Problem?.Message, Is.Null, property);
        return result.Value;
    }

    /// <summary>Why there is no answer.</summary>
    public static string Problem(string model, string property) => Result(model, property).Problem?.Message ?? "answered";
}
