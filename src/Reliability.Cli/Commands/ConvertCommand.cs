using System.CommandLine;
using System.Text;
using Reliability.Cli.Output;
using Reliability.Formats.Explicit;
using Reliability.Formats.Graphviz;
using Reliability.Formats.Models;
using Reliability.Formats.Prism.Writing;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Approximation;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Studies.Exports;
using Reliability.Studies.Properties;

namespace Reliability.Cli.Commands;

/// <summary>The verb that writes a model in another form.</summary>
internal sealed class ConvertCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Terminal terminal;
    private readonly Argument<string> model = new("MODEL") { Description = "topology, model or PRISM file, or explicit matrices (the .tra file)" };
    private readonly Option<string> form = new("--to") { Description = "prism: a model of the PRISM language; explicit: its files .tra .sta .lab .srew .trew; dot: the states as a graph; model: a model file", Required = true };
    private readonly Option<string?> path = new("--out") { Description = "file to write; standard output unless given. For explicit: the files are called PATH.tra and so on", HelpName = "PATH" };
    private readonly Option<string[]> settings = new("--set") { Description = "replace a parameter or a value (repeatable)", HelpName = "NAME=VALUE" };
    private readonly Option<string> windows = new("--windows") { Description = "calendar windows: exact, exponential or erlang:K (an approximation)", HelpName = "HOW", DefaultValueFactory = _ => "exact" };
    private readonly Option<int?> states = new("--max-states") { Description = $"states beyond which to give up; 10000000 for explicit and {DotWriter.ReadableStates} for dot unless given", HelpName = "N" };
    private readonly Option<long> size = new("--max-file-size") { Description = "largest input file in bytes", HelpName = "N", DefaultValueFactory = _ => InputFile.DefaultMaximumBytes };

    private ConvertCommand(Terminal terminal)
    {
        this.terminal = terminal;
        form.AcceptOnlyFromAmong("prism", "explicit", "dot", "model");
        windows.CompletionSources.Add("exact", "exponential", "erlang:10");
    }

    public static Verb Create(Terminal terminal)
    {
        var convert = new ConvertCommand(terminal);
        var verb = new Verb(
            "convert",
            "Write a model in another form: for PRISM, as explicit matrices, as a graph, or as a model file",
            "reliability convert models/3a-ft-pair.yaml --to prism",
            "reliability convert models/3b-ft-pair-upgraded.yaml --to explicit --windows erlang:10 --out pair")
        {
            convert.model, convert.form, convert.path, convert.settings, convert.windows, convert.states, convert.size,
        };
        verb.SetAction((parsed, cancel) => Task.Run(() => convert.Run(parsed, cancel), cancel));
        return verb;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var diagnostics = new DiagnosticBag();
        var stages = CommonOptions.Stages(parsed.GetValue(windows)!, diagnostics);
        var (to, place) = (parsed.GetValue(form)!, parsed.GetValue(path));
        if (parsed.GetValue(states) is < 1 and var few) diagnostics.Error($"--max-states is {few}", null, "it is at least 1");
        if (to == "explicit" && place is null) diagnostics.Error("the explicit form is several files", null, "say with --out what they are called: --out chain writes chain.tra, chain.sta and so on");
        if (place is not null && AtomicFiles.Obstacle(to == "explicit" ? place + ".tra" : place) is { } obstacle) diagnostics.Error(obstacle);
        var subject = PropertySubject.Read(parsed.GetValue(model)!, CommonOptions.Pairs(parsed.GetValue(settings), diagnostics), diagnostics, parsed.GetValue(size));
        if (subject?.InitialStates is not null && to == "model") diagnostics.Error("a model that may start in several states cannot be written as a model file", null, "--to prism and --to explicit can");
        if (subject?.Explicit is not null && to is "prism" or "model") diagnostics.Error("a chain of explicit matrices has no variables and events to write", null, "--to dot draws it");
        if (Reported(diagnostics) || subject is null) return ExitCode.BadInput;
        if (subject.Explicit is { } matrices) return Chain(new ChainExport(matrices, null), to, place, parsed.GetValue(states), cancel);
        var source = stages is { } k ? ErlangCalendar.Apply(subject.Model!, k) : subject.Model!;
        return to switch
        {
            "prism" => Text(PrismWriter.Write(source, diagnostics, subject.InitialStates), place, diagnostics, cancel),
            "model" => Text(ModelFileWriter.Write(source, diagnostics), place, diagnostics, cancel),
            _ => Chain(source, subject.InitialStates, to, place, parsed.GetValue(states), cancel),
        };
    }

    private int Text(string? text, string? place, DiagnosticBag diagnostics, CancellationToken cancel)
    {
        if (Reported(diagnostics) || text is null) return ExitCode.BadInput;
        if (place is not null) return Files([(place, stream => stream.Write(Utf8.GetBytes(text)))], cancel);
        terminal.Output.Write(text);
        return ExitCode.Done;
    }

    private int Chain(StochasticModel source, Expression? initialStates, string to, string? place, int? maximum, CancellationToken cancel) =>
        Chain(ChainExport.From(source, maximum ?? (to == "dot" ? DotWriter.ReadableStates : Markov.StateSpaces.ExplorationOptions.DefaultMaximumStates), initialStates, cancel), to, place, maximum, cancel);

    private int Chain(ChainExport export, string to, string? place, int? maximum, CancellationToken cancel)
    {
        var drawn = to == "dot";
        if (export.Chain is not { } chain)
        {
            var problem = export.Problem!;
            if (drawn && export.LimitReached && maximum is null) problem = problem with { Hint = "nobody could read the drawing; --max-states N draws it anyway" };
            terminal.Problem(problem.ToString());
            return export.LimitReached ? ExitCode.LimitReached : ExitCode.BadInput;
        }

        if (chain.InitialStates.Count > 1 && !export.StartIsOpen) terminal.Problem($"warning: the chain starts in one of {chain.InitialStates.Count} states, and how likely each is cannot be written in this form");
        if (!drawn) return Files([.. ExplicitWriter.Files(chain).Select(f => (place + f.Ending, f.Write))], cancel);
        if (place is null)
        {
            DotWriter.Write(chain, terminal.Output);
            return ExitCode.Done;
        }

        return Files([(place, stream =>
        {
            using var writer = new StreamWriter(stream, Utf8, leaveOpen: true);
            DotWriter.Write(chain, writer);
        })], cancel);
    }

    private int Files(IReadOnlyList<(string Path, Action<Stream> Write)> files, CancellationToken cancel)
    {
        if (AtomicFiles.Write(files, cancel) is { } problem)
        {
            terminal.Problem("error: " + problem);
            return ExitCode.BadInput;
        }

        terminal.Output.WriteLine("written: " + string.Join(", ", files.Select(f => f.Path)));
        return ExitCode.Done;
    }

    private bool Reported(DiagnosticBag diagnostics)
    {
        foreach (var diagnostic in diagnostics.ToImmutable()) terminal.Problem(diagnostic.ToString());
        return diagnostics.HasErrors;
    }
}
