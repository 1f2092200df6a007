using System.Collections.Immutable;
using System.CommandLine;
using Reliability.Cli.Output;
using Reliability.Formats.Prism;
using Reliability.Formats.Yaml;
using Reliability.Markov.ModelChecking;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Properties;
using Reliability.Reporting;
using Reliability.Studies.Properties;

namespace Reliability.Cli.Commands;

/// <summary>What <c>solve</c> does when properties are asked: reads them, builds each state space once, answers, and tells by the exit code whether all were answered.</summary>
internal sealed class PropertyRun(Terminal terminal, CommonOptions common)
{
    public Option<string[]> Properties { get; } = new("--property") { Description = "a property in the language of PRISM, such as 'S=? [ \"up\" ]' (repeatable)", HelpName = "CSL" };

    public Option<string[]> Files { get; } = new("--properties") { Description = "a file of properties (repeatable)", HelpName = "FILE" };

    public Option<string?> Method { get; } = new("--method") { Description = "how to answer properties: gth, sparse-gth, gauss-seidel, aggregation, krylov, uniformization or shift-invert; chosen by structure and cost unless given", HelpName = "NAME" };

    public Option<bool> Proved { get; } = new("--proved") { Description = "accept long-run answers only with a proved bound on their error, not with an estimate of it" };

    public Option<string> Deadlocks { get; } = new("--deadlocks") { Description = "what to do with states that nothing leaves, when properties are asked", DefaultValueFactory = _ => "self-loop" };

    public Option<string> Reduce { get; } = new("--reduce") { Description = "states to join when properties are asked, all exact: none, symmetry (identical components) or lumping (whatever the properties cannot tell apart)", DefaultValueFactory = _ => "symmetry" };

    public void AddTo(Command command)
    {
        Reduce.AcceptOnlyFromAmong("none", "symmetry", "lumping");
        Deadlocks.AcceptOnlyFromAmong("self-loop", "error");
        Method.AcceptOnlyFromAmong([.. CheckingOptions.LongRunMethods, .. CheckingOptions.TransientMethods]);
        foreach (var option in new Option[] { Properties, Files, Method, Proved, Reduce, Deadlocks }) command.Options.Add(option);
    }

    /// <summary>Whether properties are asked.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(Properties) is { Length: > 0 } || parsed.GetValue(Files) is { Length: > 0 };

    /// <summary>Answers them.</summary>
    public int Run(ParseResult parsed, IReadOnlyDictionary<string, string> settings, int? stages, DiagnosticBag diagnostics, CancellationToken cancel)
    {
        var maximumBytes = parsed.GetValue(common.MaximumFileSize);
        var asked = new List<(PropertySubject Subject, ImmutableArray<Property> Properties)>();
        var texts = Texts(parsed, diagnostics, maximumBytes);
        // A setting belongs to the properties where they declare the constant, else to the model.
        var declared = texts.SelectMany(t => PrismPropertyReader.DeclaredConstants(t)).ToHashSet(StringComparer.Ordinal);
        var (ofProperties, ofModel) = (Chosen(settings, declared.Contains), Chosen(settings, n => !declared.Contains(n)));
        foreach (var path in diagnostics.HasErrors ? [] : parsed.GetValue(common.Models)!)
        {
            if (PropertySubject.Read(path, ofModel, diagnostics, maximumBytes) is not { } subject) continue;
            var properties = texts.Select(t => subject.Properties(t, ofProperties, diagnostics)).ToList();
            if (stages is { } k) subject = PropertyRunner.WithStages(subject, k);
            if (!diagnostics.HasErrors) asked.Add((subject, [.. properties.SelectMany(p => p ?? [])]));
        }

        foreach (var diagnostic in diagnostics.ToImmutable()) terminal.Problem(diagnostic.ToString());
        if (diagnostics.HasErrors) return ExitCode.BadInput;
        var options = new PropertyOptions
        {
            MaximumStates = parsed.GetValue(common.MaximumStates),
            Reduction = Enum.Parse<Reduction>(parsed.GetValue(Reduce)!, ignoreCase: true),
            DeadlocksAreErrors = parsed.GetValue(Deadlocks) == "error",
            Checking = new CheckingOptions
            {
                Precision = parsed.GetResult(common.Precision) is { Implicit: false } ? parsed.GetValue(common.Precision) : CheckingOptions.DefaultPrecision,
                RequireBound = parsed.GetValue(Proved),
                LongRunMethod = CheckingOptions.LongRunMethods.Contains(parsed.GetValue(Method)) ? parsed.GetValue(Method) : null,
                TransientMethod = CheckingOptions.TransientMethods.Contains(parsed.GetValue(Method)) ? parsed.GetValue(Method) : null,
            },
        };
        var studies = asked.Select(a => PropertyRunner.Run(a.Subject, a.Properties, options, null, cancel)).ToList();
        return Report(parsed, studies);
    }

    private static Dictionary<string, string> Chosen(IReadOnlyDictionary<string, string> settings, Func<string, bool> chosen) =>
        settings.Where(s => chosen(s.Key)).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);

    private List<SourceText> Texts(ParseResult parsed, DiagnosticBag diagnostics, long maximumBytes)
    {
        var texts = new List<SourceText>();
        foreach (var path in parsed.GetValue(Files) ?? [])
        {
            if (InputFile.Read(path, diagnostics, maximumBytes) is { } source) texts.Add(source);
        }

        texts.AddRange((parsed.GetValue(Properties) ?? []).Select(p => new SourceText("--property", p)));
        return texts;
    }

    private int Report(ParseResult parsed, IReadOnlyList<PropertyStudy> studies)
    {
        foreach (var (study, diagnostic) in studies.SelectMany(s => s.Diagnostics.Select(d => (s, d)))) terminal.Problem(study.Subject.Source, diagnostic);
        switch (parsed.GetValue(common.Format))
        {
            case "json":
                JsonReport.Write(studies.SelectMany(s => s.Measurements.Select(m => (s.Subject.Name, m))), studies.SelectMany(s => s.Diagnostics.Select(d => (s.Subject.Name, d))), terminal.Output);
                break;
            case "csv":
                CsvReport.Write(studies.SelectMany(s => s.Measurements.Select(m => (s.Subject.Name, s.Subject.Source, m))), terminal.Output);
                break;
            default:
                foreach (var study in studies.Where(s => !s.Results.IsEmpty)) PropertyView.Show(terminal.Tables(parsed.GetValue(common.NoColor)), study);
                break;
        }

        foreach (var problem in studies.SelectMany(s => s.Results).Select(r => r.Problem).OfType<Diagnostic>()) terminal.Problem(problem.ToString());
        if (studies.Any(s => s.LimitReached)) return ExitCode.LimitReached;
        if (studies.Any(s => s.Diagnostics.Any(d => d.Severity == Severity.Error))) return ExitCode.BadInput;
        return studies.Any(s => s.Results.Any(r => !r.Answered)) ? ExitCode.AnswerFailed : ExitCode.Done;
    }
}
