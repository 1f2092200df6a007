using System.Collections.Immutable;
using System.CommandLine;
using Reliability.Cli.Output;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Reporting;
using Reliability.Studies.Results;
using Reliability.Studies.Sensitivity;

namespace Reliability.Cli.Commands;

/// <summary>The verb that tells which parameters matter: derivatives and elasticities of a measure, most important first.</summary>
internal sealed class SensitivityCommand
{
    private readonly Terminal terminal;
    private readonly CommonOptions common = new();
    private readonly Argument<string> model = new("MODEL") { Description = "topology, model or PRISM file" };
    private readonly Option<string> measure = new("--measure") { Description = "the measure; expected-NAME for a reward", HelpName = "NAME", DefaultValueFactory = _ => MeasureNames.Downtime };
    private readonly Option<string[]> parameters = new("--parameter") { Description = "look at this parameter only (repeatable); one alone gets its second derivative too", HelpName = "NAME" };
    private readonly Option<string[]> second = new("--second") { Description = "second derivative in this parameter too (repeatable)", HelpName = "NAME" };
    private readonly Option<string> time = new("--at") { Description = "time of reliability or unreliability, such as 8760h or 1y", HelpName = "TIME", DefaultValueFactory = _ => "1y" };
    private readonly Option<int> top = new("--top") { Description = "number of parameters in the table", HelpName = "N", DefaultValueFactory = _ => 20 };

    private SensitivityCommand(Terminal terminal) => this.terminal = terminal;

    public static Verb Create(Terminal terminal)
    {
        var command = new SensitivityCommand(terminal);
        command.measure.CompletionSources.Add([.. SensitivityStudy.Measures]);
        var shared = command.common;
        var verb = new Verb(
            "sensitivity", "Derivatives and elasticities of a measure in every parameter, most important first",
            "reliability sensitivity models/3a-ft-pair.yaml", "reliability sensitivity models/4a-ha-active-passive.yaml --measure mttff --parameter parts.san.ha-pair.failover.coverage")
        {
            command.model, command.measure, command.parameters, command.second, command.time, shared.Settings, command.top, shared.MaximumStates, shared.Windows, shared.Threads, shared.Format, shared.Quiet, shared.NoColor, shared.TimeLimit,
        };
        verb.SetAction((parsed, cancel) => Task.Run(() => command.Run(parsed, cancel), cancel));
        return verb;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var diagnostics = new DiagnosticBag();
        var settings = CommonOptions.Pairs(parsed.GetValue(common.Settings), diagnostics);
        var options = Options(parsed, diagnostics);
        var file = diagnostics.HasErrors || InputFile.Read(parsed.GetValue(model)!, diagnostics) is not { } source ? null : ParametricFile.Read(source, settings, diagnostics, needsUp: !options.Measure.StartsWith("expected-", StringComparison.Ordinal));
        if (file is not null) Check(file, options, diagnostics);
        foreach (var diagnostic in diagnostics.ToImmutable()) terminal.Problem(diagnostic.ToString());
        if (diagnostics.HasErrors || file is null) return ExitCode.BadInput;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (common.Patience(parsed) is { } patience) limit.CancelAfter(patience);
        try
        {
            return Show(file, options, parsed, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            terminal.Problem("error: the time limit was reached\n  hint: raise --time-limit, or ask for fewer parameters with --parameter");
            return ExitCode.LimitReached;
        }
    }

    private int Show(ParametricFile file, SensitivityOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var quiet = parsed.GetValue(common.Quiet);
        var results = SensitivityStudy.Run(file, options, terminal.Progress(file.Nominal[0].Name, quiet), cancel);
        terminal.ClearProgress(quiet);
        foreach (var result in results)
        {
            foreach (var diagnostic in result.Diagnostics) terminal.Problem(result.Subject.Source, diagnostic);
        }

        if (results.Any(r => r.Diagnostics.Any(d => d.Severity == Severity.Error))) return results.Any(r => r.LimitReached) ? ExitCode.LimitReached : ExitCode.BadInput;
        switch (parsed.GetValue(common.Format))
        {
            case "json":
                SensitivityJson.Write(results, terminal.Output);
                break;
            case "csv":
                SensitivityTable.WriteCsv(results, terminal.Output);
                break;
            default:
                var console = terminal.Tables(parsed.GetValue(common.NoColor));
                foreach (var result in results) SensitivityView.Show(console, result, parsed.GetValue(top));
                break;
        }

        return ExitCode.Done;
    }

    private SensitivityOptions Options(ParseResult parsed, DiagnosticBag diagnostics)
    {
        var asked = parsed.GetValue(measure)!;
        if (!SensitivityStudy.Measures.Contains(asked) && !asked.StartsWith("expected-", StringComparison.Ordinal))
        {
            if (MeasureNames.All.Contains(asked, StringComparer.Ordinal)) diagnostics.Error($"there are no sensitivities of '{asked}'", null, "there are those of " + string.Join(", ", SensitivityStudy.Measures) + " and expected-NAME");
            else diagnostics.Error($"there is no measure '{asked}'", null, NearestName.Hint(asked, SensitivityStudy.Measures));
        }

        if (parsed.GetValue(top) < 1) diagnostics.Error($"--top is {parsed.GetValue(top)}", null, "it is at least 1");
        if (parsed.GetValue(common.MaximumStates) < 1) diagnostics.Error($"--max-states is {parsed.GetValue(common.MaximumStates)}", null, "it is at least 1");
        if (parsed.GetValue(common.Threads) < 0) diagnostics.Error($"--threads is {parsed.GetValue(common.Threads)}", null, "0 takes all cores");
        if (parsed.GetValue(common.TimeLimit) is { } patience) CommonOptions.Patience("--time-limit", patience, diagnostics);
        ImmutableArray<string> chosen = [.. parsed.GetValue(parameters) ?? []];
        ImmutableArray<string> twice = [.. parsed.GetValue(second) ?? []];
        return new SensitivityOptions
        {
            Measure = asked,
            AtHours = CommonOptions.Time(parsed.GetValue(time)!, diagnostics) ?? 0,
            Parameters = chosen,
            Second = twice.IsEmpty && chosen.Length == 1 ? chosen : twice,
            MaximumStates = parsed.GetValue(common.MaximumStates),
            WindowStages = CommonOptions.Stages(parsed.GetValue(common.Windows)!, diagnostics),
            Threads = parsed.GetValue(common.Threads),
        };
    }

    private static void Check(ParametricFile file, SensitivityOptions options, DiagnosticBag diagnostics)
    {
        string[] names = [.. file.Parameters.Select(p => p.Name)];
        foreach (var name in options.Parameters.Concat(options.Second).Distinct(StringComparer.Ordinal).Where(n => !names.Contains(n, StringComparer.Ordinal)))
        {
            if (file.Nominal[0].Inputs.Any(i => i.Place == name)) diagnostics.Error($"'{name}' is a word or a whole number, which has no derivative", null, "compare its values with --set instead");
            else diagnostics.Error($"there is no parameter '{name}'", null, NearestName.Hint(name, names));
        }
    }
}
