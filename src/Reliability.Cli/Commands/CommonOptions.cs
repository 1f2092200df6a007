using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Studies;
using Reliability.Studies.Results;

namespace Reliability.Cli.Commands;

/// <summary>The options that several verbs share.</summary>
internal sealed class CommonOptions
{
    public Argument<string[]> Models { get; } = new("MODEL") { Description = "topology, model or PRISM files; for properties explicit matrices too (the .tra file)", Arity = ArgumentArity.OneOrMore };

    public Option<string[]> Measures { get; } = new("--measure") { Description = "show only this measure (repeatable)", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };

    public Option<string[]> Times { get; } = new("--at") { Description = "time for reliability and point availability, such as 8760h or 1y (repeatable)", HelpName = "TIME" };

    public Option<string[]> Settings { get; } = new("--set") { Description = "replace a parameter or a value, such as guest-mtbf=2000h or parts.vm.ft-pair.takeover.coverage=0.9 (repeatable)", HelpName = "NAME=VALUE" };

    public Option<ulong> Seed { get; } = new("--seed") { Description = "seed of the simulation", HelpName = "N", DefaultValueFactory = _ => 1 };

    public Option<int> Threads { get; } = new("--threads") { Description = "threads; 0 takes all cores; answers do not depend on it", HelpName = "N" };

    public Option<double> Precision { get; } = new("--precision") { Description = "simulate until the interval's half width is below this share; of properties the relative error that is accepted, 1e-10 unless given", HelpName = "R", DefaultValueFactory = _ => 0.01 };

    public Option<double> Confidence { get; } = new("--confidence") { Description = "confidence of intervals", HelpName = "P", DefaultValueFactory = _ => 0.95 };

    public Option<long> MaximumEvents { get; } = new("--max-events") { Description = "simulated events per model after which to stop anyway", HelpName = "N", DefaultValueFactory = _ => 12_000_000 };

    public Option<int> MaximumStates { get; } = new("--max-states") { Description = "states of one part beyond which exploration gives up", HelpName = "N", DefaultValueFactory = _ => Markov.StateSpaces.ExplorationOptions.DefaultMaximumStates };

    public Option<long> MaximumFileSize { get; } = new("--max-file-size") { Description = "largest input file in bytes", HelpName = "N", DefaultValueFactory = _ => InputFile.DefaultMaximumBytes };

    public Option<string> Estimator { get; } = new("--estimator") { Description = "how the simulation estimates the long run: automatic, replications, cycles, batch-means or chain", HelpName = "HOW", DefaultValueFactory = _ => "automatic" };

    public Option<bool> PlainSimulation { get; } = new("--plain-simulation") { Description = "no importance sampling or splitting where plain simulation sees too few outages" };

    public Option<bool> Monolithic { get; } = new("--monolithic") { Description = "solve the model in one piece instead of its independent parts" };

    public Option<string> Windows { get; } = new("--windows") { Description = "calendar windows: exact, exponential or erlang:K (an approximation)", HelpName = "HOW", DefaultValueFactory = _ => "exact" };

    public Option<string> Format { get; } = new("--format") { Description = "form of the results on standard output", DefaultValueFactory = _ => "table" };

    public Option<string?> Out { get; } = new("--out") { Description = "folder for the report: HTML, Markdown, CSV, JSON, PNG and SVG", HelpName = "DIR" };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "no progress" };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "no colours" };

    public Option<string?> TimeLimit { get; } = new("--time-limit") { Description = "time after which to give up, such as 30s or 5min", HelpName = "TIME" };

    public CommonOptions()
    {
        Estimator.AcceptOnlyFromAmong("automatic", "replications", "cycles", "batch-means", "chain");
        Format.AcceptOnlyFromAmong("table", "json", "csv");
        Measures.CompletionSources.Add([.. MeasureNames.All]);
        Windows.CompletionSources.Add("exact", "exponential", "erlang:10");
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(Models);
        foreach (Option option in new Option[] { Measures, Times, Settings, Seed, Threads, Precision, Confidence, MaximumEvents, MaximumStates, MaximumFileSize, Estimator, PlainSimulation, Monolithic, Windows, Format, Out, Quiet, NoColor, TimeLimit })
        {
            command.Options.Add(option);
        }
    }

    public static IReadOnlyDictionary<string, string> Pairs(string[]? settings, DiagnosticBag diagnostics)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings ?? [])
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == setting.Length - 1) diagnostics.Error($"--set takes NAME=VALUE, not '{setting}'", null, "for example --set guest-mtbf=2000h");
            else pairs[setting[..at].Trim()] = setting[(at + 1)..].Trim();
        }

        return pairs;
    }

    /// <summary>The options of a study; problems are reported.</summary>
    public StudyOptions Study(ParseResult parsed, DiagnosticBag diagnostics)
    {
        var options = new StudyOptions
        {
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
            Precision = parsed.GetValue(Precision),
            Confidence = parsed.GetValue(Confidence),
            MaximumEvents = parsed.GetValue(MaximumEvents),
            MaximumStates = parsed.GetValue(MaximumStates),
            Estimator = parsed.GetValue(Estimator) switch
            {
                "replications" => LongRunEstimator.Replications,
                "cycles" => LongRunEstimator.Cycles,
                "batch-means" => LongRunEstimator.BatchMeans,
                "chain" => LongRunEstimator.Chain,
                _ => LongRunEstimator.Automatic,
            },
            RareEvents = !parsed.GetValue(PlainSimulation),
            Monolithic = parsed.GetValue(Monolithic),
            WindowStages = Stages(parsed.GetValue(Windows)!, diagnostics),
        };
        if (options.Threads < 0) diagnostics.Error($"--threads is {options.Threads}", null, "0 takes all cores");
        if (!(options.Precision > 0 && options.Precision < 1)) diagnostics.Error($"--precision is {options.Precision}", null, "it lies between 0 and 1, such as 0.01");
        if (!(options.Confidence > 0 && options.Confidence < 1)) diagnostics.Error($"--confidence is {options.Confidence}", null, "it lies between 0 and 1, such as 0.95");
        if (options.MaximumEvents < 1) diagnostics.Error($"--max-events is {options.MaximumEvents}", null, "it is at least 1");
        if (options.MaximumStates < 1) diagnostics.Error($"--max-states is {options.MaximumStates}", null, "it is at least 1");
        Limit(parsed, diagnostics);
        var times = new List<double>();
        foreach (var text in parsed.GetValue(Times) ?? [])
        {
            if (Time(text, diagnostics) is { } time) times.Add(time);
        }

        return times.Count == 0 ? options : options with { Times = [.. times.Order()] };
    }

    /// <summary>A time in hours from its text; <c>null</c> after a problem, which is reported.</summary>
    public static double? Time(string text, DiagnosticBag diagnostics)
    {
        var span = new SourceSpan(new SourceText("--at", text), 0, text.Length);
        if (QuantityParser.Parse(text, span, Dimension.Duration, _ => null, () => [], diagnostics) is not { } time) return null;
        if (time.Value >= 0) return time.Value;
        diagnostics.Error("a time is not negative", span);
        return null;
    }

    /// <summary>The time limit; <c>null</c> for none. Problems were reported with the other options.</summary>
    public TimeSpan? Patience(ParseResult parsed) => Limit(parsed, new DiagnosticBag());

    private TimeSpan? Limit(ParseResult parsed, DiagnosticBag diagnostics) => parsed.GetValue(TimeLimit) is { } text ? Patience("--time-limit", text, diagnostics) : null;

    /// <summary>A time limit from its text; problems are reported.</summary>
    public static TimeSpan? Patience(string option, string text, DiagnosticBag diagnostics)
    {
        var span = new SourceSpan(new SourceText(option, text), 0, text.Length);
        if (QuantityParser.Parse(text, span, Dimension.Duration, _ => null, () => [], diagnostics) is not { } time) return null;
        if (time.Value <= 0) diagnostics.Error("a time limit is above zero", span, "write for example 30s or 5min");
        return TimeSpan.FromHours(Math.Clamp(time.Value, 0, 24 * 365));
    }

    /// <summary>The stages that windows are replaced by; <c>null</c> for none. Problems are reported.</summary>
    public static int? Stages(string windows, DiagnosticBag diagnostics)
    {
        if (windows == "exact") return null;
        if (windows == "exponential") return 1;
        if (windows.StartsWith("erlang:", StringComparison.Ordinal) && int.TryParse(windows.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var stages) && stages is >= 1 and <= 1000) return stages;
        diagnostics.Error($"--windows does not know '{windows}'", null, "it takes exact, exponential or erlang:K with K from 1 to 1000");
        return null;
    }
}
