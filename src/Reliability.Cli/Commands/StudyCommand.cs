using System.CommandLine;
using System.Collections.Immutable;
using System.Reflection;
using Reliability.Charts;
using Reliability.Cli.Output;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Reporting;
using Reliability.Simulation.Engine.Checkpoints;
using Reliability.Studies;
using Reliability.Studies.Checks;
using Reliability.Studies.Contributions;
using Reliability.Studies.Results;
using Reliability.Topologies;

namespace Reliability.Cli.Commands;

/// <summary>The verbs that study models: compare, solve, simulate, merge, check. They differ in the engines they start and in what they show first.</summary>
internal sealed class StudyCommand
{
    private readonly Terminal terminal;
    private readonly string[] arguments;
    private readonly CommonOptions common = new();
    private readonly PropertyRun properties;
    private readonly CheckpointRun checkpoints;
    private Checkpoint? checkpoint;
    private readonly Option<string[]> without = new("--without") { Description = "check once more without this threat, and show what it contributes (repeatable): common-mode, upgrades", HelpName = "THREAT", AllowMultipleArgumentsPerToken = false };

    private StudyCommand(Terminal terminal, string[] arguments) => (this.terminal, this.arguments, properties, checkpoints) = (terminal, arguments, new PropertyRun(terminal, common), new CheckpointRun(terminal, common));

    public static Verb Create(Verb verb, Terminal terminal, string[] arguments)
    {
        var study = new StudyCommand(terminal, arguments);
        if (verb.Name == "merge") study.checkpoints.AddMergeTo(verb);
        else study.common.AddTo(verb);
        if (verb.Name == "simulate") study.checkpoints.AddTo(verb);
        if (verb.Name == "solve") study.properties.AddTo(verb);
        if (verb.Name == "check")
        {
            study.without.AcceptOnlyFromAmong("common-mode", "upgrades");
            verb.Options.Add(study.without);
        }

        verb.SetAction((parsed, cancel) => Task.Run(() => study.Run(verb.Name, parsed, cancel), cancel));
        return verb;
    }

    private int Run(string verb, ParseResult parsed, CancellationToken cancel)
    {
        var diagnostics = new DiagnosticBag();
        if (verb == "merge") return Limited(parsed, cancel, token => Merge(parsed, diagnostics, token));
        var options = common.Study(parsed, diagnostics) with { Analytic = verb != "simulate", Simulate = verb != "solve", Curves = parsed.GetValue(common.Out) is not null };
        var settings = CommonOptions.Pairs(parsed.GetValue(common.Settings), diagnostics);
        if (verb == "simulate") options = checkpoints.With(parsed, options, diagnostics);
        return Limited(parsed, cancel, token => verb == "solve" && properties.IsAsked(parsed)
            ? properties.Run(parsed, settings, options.WindowStages, diagnostics, token)
            : Study(verb, parsed, options, settings, diagnostics, token));
    }

    private int Limited(ParseResult parsed, CancellationToken cancel, Func<CancellationToken, int> work)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (common.Patience(parsed) is { } patience) limit.CancelAfter(patience);
        try
        {
            return work(limit.Token);
        }
        catch (OperationCanceledException)
        {
            checkpoints.TellInterrupted(parsed, checkpoint);
            if (cancel.IsCancellationRequested) throw;
            terminal.Problem("error: the time limit was reached\n  hint: raise --time-limit, or lower --max-events");
            return ExitCode.LimitReached;
        }
    }

    private int Merge(ParseResult parsed, DiagnosticBag diagnostics, CancellationToken cancel)
    {
        var asked = Measures(parsed, diagnostics);
        var merged = diagnostics.HasErrors ? null : checkpoints.Merge(parsed, diagnostics);
        if (!IsFine(parsed, diagnostics) || merged is not var (subject, options, measures)) return ExitCode.BadInput;
        return Study("simulate", parsed, [subject], options, asked.Length > 0 ? asked : measures, cancel);
    }

    // Tells what there is to tell; false when nothing can be done.
    private bool IsFine(ParseResult parsed, DiagnosticBag diagnostics)
    {
        foreach (var diagnostic in diagnostics.ToImmutable()) terminal.Problem(diagnostic.ToString());
        if (diagnostics.HasErrors) return false;
        if (parsed.GetValue(common.Out) is not { } folder || ReportFolder.Obstacle(folder) is not { } obstacle) return true;
        terminal.Problem("error: " + obstacle);
        return false;
    }

    private int Study(string verb, ParseResult parsed, StudyOptions options, IReadOnlyDictionary<string, string> settings, DiagnosticBag diagnostics, CancellationToken cancel)
    {
        var measures = Measures(parsed, diagnostics);
        options = options with { IntervalAvailability = measures.Contains(MeasureNames.IntervalAvailability), LongRun = measures.Length == 0 || measures.Any(m => !MeasureNames.FromTheStart.Contains(m)) };
        var isKept = verb == "simulate" && checkpoints.IsAsked(parsed);
        // The text goes with a share, so it is read once.
        var source = isKept && !diagnostics.HasErrors ? InputFile.Read(parsed.GetValue(common.Models)![0], diagnostics, parsed.GetValue(common.MaximumFileSize)) : null;
        var subjects = !isKept ? SubjectReader.Read(parsed.GetValue(common.Models)!, settings, diagnostics, parsed.GetValue(common.MaximumFileSize))
            : source is null ? null : SubjectReader.ReadAll(source, settings, diagnostics);
        if (isKept && !diagnostics.HasErrors) checkpoint = checkpoints.Open(parsed, subjects!.Value, source!, settings, measures, options, diagnostics);
        if (!IsFine(parsed, diagnostics) || subjects is null) return ExitCode.BadInput;
        options = options with { Checkpoint = checkpoint };
        return verb == "simulate" && checkpoints.IsShare(parsed) ? checkpoints.Play(parsed, subjects.Value[0], options, cancel) : Study(verb, parsed, subjects.Value, options, measures, cancel);
    }

    private int Study(string verb, ParseResult parsed, ImmutableArray<Subject> subjects, StudyOptions options, IReadOnlyList<string> measures, CancellationToken cancel)
    {
        var quiet = parsed.GetValue(common.Quiet);
        var studies = StudyRunner.Run(subjects, options, terminal.Progress(subjects.Length == 1 ? subjects[0].Name : $"{subjects.Length} models", quiet), cancel);
        terminal.ClearProgress(quiet);
        if (checkpoint?.Problem is { } unkept) terminal.Problem("warning: " + unkept);
        var version = typeof(StudyCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
        var comparison = new Comparison(studies, options, version, "reliability " + string.Join(' ', arguments));
        foreach (var study in comparison.Studies)
        {
            foreach (var diagnostic in study.Diagnostics.Where(d => d.Severity != Severity.Note)) terminal.Problem(study.Subject.Source, diagnostic);
        }

        var limit = comparison.Studies.Any(s => s.LimitReached);
        if (comparison.Studies.Any(s => s.Diagnostics.Any(d => d.Severity == Severity.Error))) return limit ? ExitCode.LimitReached : ExitCode.BadInput;
        var contributions = Contributions(parsed, comparison, options, cancel);
        if (contributions is null) return ExitCode.BadInput;
        Show(verb, parsed, Only(comparison with { Studies = [.. comparison.Studies, .. contributions.Select(c => c.Without)] }, measures), measures, contributions);
        if (parsed.GetValue(common.Out) is { } folder)
        {
            var written = ReportFolder.Write(comparison, folder, new ScottPlotRenderer());
            if (written.Problem is { } problem)
            {
                terminal.Problem("error: " + problem);
                return ExitCode.BadInput;
            }

            if (!quiet) terminal.Problem($"report: {Path.Combine(folder, "report.html")} and {written.Paths.Length - 1} more files");
        }

        if (contributions.Exists(c => c.Without.Verdict == Verdict.Disagree) || comparison.Studies.Any(s => s.Verdict == Verdict.Disagree || s.Objective == ObjectiveVerdict.NotMet)) return ExitCode.AnswerFailed;
        return limit ? ExitCode.LimitReached : ExitCode.Done;
    }

    // The models without what --without names; null after a problem, which is reported.
    private List<Contribution>? Contributions(ParseResult parsed, Comparison comparison, StudyOptions options, CancellationToken cancel)
    {
        var found = new List<Contribution>();
        var quiet = parsed.GetValue(common.Quiet);
        foreach (var omission in (parsed.GetValue(without) ?? []).Distinct(StringComparer.Ordinal).Select(t => t == "upgrades" ? Omission.Upgrades : Omission.CommonMode))
        {
            foreach (var study in comparison.Studies)
            {
                var (reduced, problem) = ContributionStudy.Reduce(study.Subject, omission);
                if (reduced is null)
                {
                    terminal.Problem($"{study.Subject.Source}: {problem}");
                    return null;
                }

                found.Add(ContributionStudy.Run(study, reduced, omission, options, terminal.Progress(reduced.Name, quiet), cancel));
                terminal.ClearProgress(quiet);
            }
        }

        return found;
    }

    // What was asked for; every form of output keeps to it.
    private static Comparison Only(Comparison comparison, IReadOnlyList<string> measures) => measures.Count == 0
        ? comparison
        : comparison with { Studies = [.. comparison.Studies.Select(s => s with { Measurements = [.. s.Measurements.Where(m => measures.Contains(MeasureNames.Family(m.Measure), StringComparer.Ordinal))] })] };

    private void Show(string verb, ParseResult parsed, Comparison comparison, IReadOnlyList<string> measures, List<Contribution> contributions)
    {
        switch (parsed.GetValue(common.Format))
        {
            case "json":
                JsonReport.Write(comparison, terminal.Output);
                break;
            case "csv":
                CsvReport.Write(comparison, terminal.Output);
                break;
            default:
                var console = terminal.Tables(parsed.GetValue(common.NoColor));
                if (verb == "compare") ComparisonView.Show(console, comparison);
                else foreach (var study in comparison.Studies.Take(comparison.Studies.Length - contributions.Count)) StudyView.Show(console, study, measures, checks: verb == "check");
                foreach (var contribution in contributions) ContributionView.Show(console, contribution, measures);
                break;
        }
    }

    private string[] Measures(ParseResult parsed, DiagnosticBag diagnostics)
    {
        var names = parsed.GetValue(common.Measures) ?? [];
        foreach (var name in names.Where(n => !MeasureNames.All.Contains(n, StringComparer.Ordinal) && !n.StartsWith("expected-", StringComparison.Ordinal)))
        {
            diagnostics.Error($"there is no measure '{name}'", null, NearestName.Hint(name, [.. MeasureNames.All]));
        }

        return names;
    }
}
