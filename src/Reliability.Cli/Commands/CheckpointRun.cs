using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Reliability.Cli.Output;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Engine.Checkpoints;
using Reliability.Studies;
using Reliability.Studies.Checkpoints;

namespace Reliability.Cli.Commands;

/// <summary>What <c>simulate</c> and <c>merge</c> do with files of replications: continue from one, play a share into one, join several.</summary>
internal sealed class CheckpointRun(Terminal terminal, CommonOptions common)
{
    // The greatest that is ever written, with the model's text.
    private const long MostBytes = 0x7F000000;
    private const int MostReplications = 1 << 28;
    private const string Anew = "name another file, or delete this one to begin anew";

    private readonly Option<string?> file = new("--checkpoint") { Description = "keep the replications in this file, and go on from it when it is there", HelpName = "FILE" };
    private readonly Option<int?> replications = new("--replications") { Description = "play exactly so many replications, instead of stopping by precision or events", HelpName = "N" };
    private readonly Option<string?> shard = new("--shard") { Description = "play share I of N of the --replications into the --checkpoint file; merge joins the files of all shares", HelpName = "I/N" };
    private readonly Argument<string[]> parts = new("FILE") { Description = "the files of all shares", Arity = ArgumentArity.OneOrMore };

    /// <summary>Adds the options of <c>simulate</c>.</summary>
    public void AddTo(Command simulate)
    {
        foreach (Option option in new Option[] { file, replications, shard }) simulate.Options.Add(option);
    }

    /// <summary>Adds the argument and the options of <c>merge</c>.</summary>
    public void AddMergeTo(Command merge)
    {
        merge.Arguments.Add(parts);
        foreach (Option option in new Option[] { common.Measures, common.Threads, common.Format, common.Out, common.Quiet, common.NoColor, common.TimeLimit }) merge.Options.Add(option);
    }

    /// <summary>Whether a file of replications is asked for.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(file) is not null;

    /// <summary>Whether only a share is to be played.</summary>
    public bool IsShare(ParseResult parsed) => parsed.GetValue(shard) is not null;

    /// <summary>The options with the number of replications; problems are reported.</summary>
    public StudyOptions With(ParseResult parsed, StudyOptions options, DiagnosticBag diagnostics)
    {
        if (parsed.GetValue(replications) is { } number)
        {
            if (number is < 2 or > MostReplications) diagnostics.Error($"--replications is {number}", null, $"it is a number from 2 to {MostReplications}");
            foreach (var option in new Option[] { common.Precision, common.MaximumEvents })
            {
                if (parsed.GetResult(option) is { Implicit: false }) diagnostics.Error($"{option.Name} decides nothing beside --replications, which is a fixed number", null, $"leave out one of the two{(IsShare(parsed) ? ": shares cannot stop by a rule, since none of them knows the others" : "")}");
            }

            options = options with { Replications = Math.Clamp(number, 2, MostReplications) };
        }

        if (IsShare(parsed))
        {
            if (options.Replications is null) diagnostics.Error("--shard is a share of a fixed number of replications", null, "add --replications N, the same for all shares; stopping by precision or events is not possible, since no share knows the others");
            if (!IsAsked(parsed)) diagnostics.Error("--shard needs a file to put the share into", null, "add --checkpoint FILE, another for each share");
            Share(parsed, options, diagnostics);
        }

        if (IsAsked(parsed) && options.Estimator is LongRunEstimator.Cycles or LongRunEstimator.BatchMeans or LongRunEstimator.Chain) diagnostics.Error("a checkpoint holds replications, and another estimator is asked for", null, "leave out --estimator or --checkpoint");
        if (IsAsked(parsed) && parsed.GetValue(common.Models)!.Length > 1) diagnostics.Error("a checkpoint holds the replications of one model, and several are named", null, "simulate each model by itself, with a file of its own");
        return options;
    }

    /// <summary>Opens or begins the file, which is then kept up to date; <c>null</c> after a problem, which is reported. A file that cannot be used is left as it is.</summary>
    public Checkpoint? Open(ParseResult parsed, ImmutableArray<Subject> subjects, SourceText source, IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> measures, StudyOptions options, DiagnosticBag diagnostics)
    {
        var path = parsed.GetValue(file)!;
        if (subjects.Length > 1)
        {
            diagnostics.Error($"a checkpoint holds the replications of one model, and '{source.Name}' has {subjects.Length} services that are simulated", null, "simulate it without --checkpoint, or give each service a file of its own");
            return null;
        }

        var share = IsShare(parsed) ? Share(parsed, options, diagnostics) : null;
        var description = share is null ? null : ShareDescription.Of(source, settings, measures, options);
        var key = CheckpointStudy.Key(subjects[0], options, share, description);
        var checkpoint = File.Exists(path) || Directory.Exists(path) ? Read(path, diagnostics) : new Checkpoint(key);
        if (checkpoint is null) return null;
        var obstacle = key.Obstacle(checkpoint.Key) ?? (description is not null && ShareDescription.Read(checkpoint.Key.Study)?.HasOptionsOf(description) != true ? "it was made with other options" : null);
        if (obstacle is not null) diagnostics.Error($"the checkpoint '{path}' cannot be continued: {obstacle}", null, Anew);
        else if ((AtomicFiles.Obstacle(path) ?? checkpoint.SaveTo(write => AtomicFiles.Write([(path, write)], CancellationToken.None))) is { } problem) diagnostics.Error(problem);
        return diagnostics.HasErrors ? null : checkpoint;
    }

    /// <summary>Plays a share and says what is in its file now.</summary>
    public int Play(ParseResult parsed, Subject subject, StudyOptions options, CancellationToken cancel)
    {
        var quiet = parsed.GetValue(common.Quiet);
        var checkpoint = options.Checkpoint!;
        var diagnostics = CheckpointStudy.PlayShare(subject, options, terminal.Progress(subject.Name, quiet), cancel);
        terminal.ClearProgress(quiet);
        foreach (var diagnostic in diagnostics.Where(d => d.Severity != Severity.Note)) terminal.Problem(subject.Source, diagnostic);
        if (diagnostics.Any(d => d.Severity == Severity.Error)) return ExitCode.BadInput;
        if (checkpoint.Problem is { } problem)
        {
            terminal.Problem("error: " + problem);
            return ExitCode.BadInput;
        }

        var share = checkpoint.Key.Share!;
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"share {share}: replications {share.First + 1} to {share.End} of {share.Replications} are in {parsed.GetValue(file)}; reliability merge joins the files of all shares"));
        return ExitCode.Done;
    }

    /// <summary>Says what an interruption left; nothing without a checkpoint.</summary>
    public void TellInterrupted(ParseResult parsed, Checkpoint? checkpoint)
    {
        if (checkpoint is null) return;
        terminal.Problem(checkpoint.Problem is { } problem ? "warning: " + problem : string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Replications} replications are in {parsed.GetValue(file)}; the same command goes on from there"));
    }

    /// <summary>Joins shares into one run, ready to be studied; <c>null</c> after a problem, which is reported.</summary>
    public (Subject Subject, StudyOptions Options, IReadOnlyList<string> Measures)? Merge(ParseResult parsed, DiagnosticBag diagnostics)
    {
        var read = new List<(string Name, Checkpoint Part)>();
        foreach (var path in parsed.GetValue(parts)!)
        {
            if (Read(path, diagnostics) is { } part) read.Add((path, part));
        }

        if (diagnostics.HasErrors || Checkpoint.Join(read, diagnostics) is not { } joined) return null;
        var (name, first) = read.MinBy(p => p.Part.Key.Share!.Number);
        if (ShareDescription.Read(first.Key.Study) is not { } description)
        {
            diagnostics.Error($"'{name}' does not say how its model is to be studied", null, "make it again with simulate --shard");
            return null;
        }

        foreach (var (other, _) in read.Where(p => ShareDescription.Read(p.Part.Key.Study)?.HasOptionsOf(description) != true)) diagnostics.Error($"'{other}' was made with other options than '{name}'", null, "make all shares by the same command but for --shard and --checkpoint");
        if (diagnostics.HasErrors) return null;
        var subjects = SubjectReader.ReadAll(new SourceText(description.Source, description.Text), description.Settings, diagnostics);
        if (diagnostics.HasErrors) return null;
        var options = description.Options() with { Threads = Math.Max(0, parsed.GetValue(common.Threads)), Checkpoint = joined, Curves = parsed.GetValue(common.Out) is not null };
        if (subjects.Length == 1 && description.Replications == joined.Replications && CheckpointStudy.Key(subjects[0], options).Obstacle(joined.Key) is null) return (subjects[0], options, description.Measures);
        diagnostics.Error($"the model '{description.Source}' in '{name}' is not the one that was simulated", null, "another version of the program, or another file of observed lengths beside the model, reads it in another way; make the shares again");
        return null;
    }

    private static Checkpoint? Read(string path, DiagnosticBag diagnostics) => InputFile.ReadBytes(path, diagnostics, MostBytes) is { } bytes ? Checkpoint.Read(bytes, path, diagnostics) : null;

    private ReplicationShare? Share(ParseResult parsed, StudyOptions options, DiagnosticBag diagnostics)
    {
        var text = parsed.GetValue(shard)!;
        var numbers = text.Split('/');
        if (numbers.Length != 2 || !int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var of))
        {
            diagnostics.Error($"--shard takes I/N, not '{text}'", null, "for example --shard 2/8, the second of eight shares");
            return null;
        }

        var share = new ReplicationShare(number, of, options.Replications ?? MostReplications);
        if (share.Problem() is { } problem) diagnostics.Error(problem, null, "for example --shard 2/8 --replications 10000");
        return share;
    }
}
