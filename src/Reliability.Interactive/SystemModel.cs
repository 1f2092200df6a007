using System.Collections.Immutable;
using Reliability.Formats.Yaml;
using Reliability.Interactive.Display;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Reporting;
using Reliability.Studies;
using Reliability.Studies.Results;
using Reliability.Topologies;
using Reliability.Topologies.Compilation;

namespace Reliability.Interactive;

/// <summary>
/// A model to ask questions of: read from a topology or model file, or built in code. Immutable; what changes it returns another. Questions that cannot be
/// answered throw a <see cref="ModelException"/> with places and hints.
/// </summary>
[TypeFormatterSource(typeof(RichResultFormatterSource))]
public sealed class SystemModel : IRichResult
{
    private readonly SourceText? source;
    private readonly ImmutableSortedDictionary<string, string> settings;
    private readonly bool isPlain;

    private SystemModel(Subject subject, SourceText? source = null, ImmutableSortedDictionary<string, string>? settings = null, bool isPlain = false) =>
        (Subject, this.source, this.settings, this.isPlain) = (subject, source, settings ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), isPlain);

    /// <summary>The model as the engines take it.</summary>
    public Subject Subject { get; }

    /// <summary>What it is called.</summary>
    public string Name => Subject.Name;

    /// <summary>Reads a topology or model file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelException">The file cannot be read; the message says where and why.</exception>
    public static SystemModel Load(string path)
    {
        var diagnostics = new DiagnosticBag();
        var text = InputFile.Read(path, diagnostics);
        return text is null ? throw Refusal(diagnostics) : Read(text, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
    }

    /// <summary>Reads a topology or model from its text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ModelException">The text cannot be read.</exception>
    public static SystemModel Parse(string yaml, string name = "text") => Read(new SourceText(name, yaml), ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>A model of a topology built in code.</summary>
    public static SystemModel From(Topology topology) => new(Subject.From(topology.Name, TopologyCompiler.Compile(topology), []));

    /// <summary>A model of a stochastic model built in code.</summary>
    /// <param name="model">The model.</param>
    /// <param name="up">Where the service is up.</param>
    public static SystemModel From(StochasticModel model, Expression up) => new(new Subject(model.Name, "code", model, up));

    /// <summary>Starts a small Markov chain in code.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="states">Its states; the first is the initial one.</param>
    public static ChainBuilder Chain(string name, params string[] states) => new(name, states);

    /// <summary>Answers several models three ways and lays the answers side by side.</summary>
    public static SystemComparison Compare(params SystemModel[] models) => new(models, new StudyOptions());

    /// <summary>The same model with another parameter or value, by the names that <c>--set</c> takes.</summary>
    /// <param name="name">The name, such as <c>parts.vm.ft-pair.takeover.coverage</c> or that of a parameter.</param>
    /// <param name="value">Its text, with a unit where one belongs.</param>
    /// <exception cref="ModelException">There is no such value, or the text does not fit; or the model was built in code.</exception>
    public SystemModel With(string name, string value) =>
        source is null ? throw new ModelException($"'{Name}' was built in code: build another") : Read(source, settings.SetItem(name, value), isPlain);

    /// <summary>The same model, simulated only plainly: without importance sampling or splitting for what plain simulation sees too little of.</summary>
    public SystemModel PlainlySimulated() => new(Subject, source, settings, isPlain: true);

    /// <summary>The analytic answers: Markov chain and fault tree.</summary>
    /// <param name="times">Times for reliability and point availability, such as <c>30 d</c>.</param>
    public Answers Solve(params string[] times) => Study(new StudyOptions { Simulate = false }, times);

    /// <summary>The answers of a simulation.</summary>
    /// <param name="precision">The half width of the unavailability's interval at which it stops, as a share of it.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="events">The number of events after which it stops anyway.</param>
    /// <param name="times">Times for reliability and point availability.</param>
    public Answers Simulate(double precision = 0.01, ulong seed = 1, long events = 12_000_000, params string[] times) =>
        Study(new StudyOptions { Analytic = false, Precision = precision, Seed = seed, MaximumEvents = events }, times);

    /// <summary>Every engine that can answer, and whether the answers agree.</summary>
    /// <param name="seed">The seed of the simulation.</param>
    /// <param name="times">Times for reliability and point availability.</param>
    public Answers Check(ulong seed = 1, params string[] times) => Study(new StudyOptions { Seed = seed }, times);

    /// <summary>What happens from the initial state on: first failures and probabilities at times. A model without repair has these too.</summary>
    /// <param name="times">Times, such as <c>8760 h</c>.</param>
    public Answers FromTheStart(params string[] times) => Study(new StudyOptions { Simulate = false, LongRun = false }, times);

    /// <summary>The Markov chain in one piece: its states and rates.</summary>
    public ChainView MarkovChain() => ChainView.Of(Subject);

    /// <summary>The static fault tree with its cut sets and importances.</summary>
    /// <exception cref="ModelException">The model is no topology and has none.</exception>
    public FaultTreeView FaultTree() => new(Subject.FaultTree ?? throw new ModelException($"'{Name}' is no topology: it has no fault tree"));

    /// <summary>The topology drawn.</summary>
    /// <exception cref="ModelException">The model is no topology.</exception>
    public Figure Drawing() => new(Figures.Drawing(new ModelStudy(Subject, [], [], [])) ?? throw new ModelException($"'{Name}' is no topology: there is nothing to draw"));

    /// <summary>A measure as a function of one parameter.</summary>
    /// <param name="name">The parameter or value, by the name that <see cref="With"/> takes.</param>
    /// <param name="values">The values.</param>
    /// <param name="unit">The unit behind each value, such as <c>min</c>.</param>
    public ParameterSweep Sweep(string name, IEnumerable<double> values, string unit = "") => new(this, name, [.. values], unit);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> ToMimeBundle()
    {
        var plain = ToString();
        return Subject.Topology is null ? MimeBundles.Of(plain, HtmlFragment.Paragraph(plain)) : MimeBundles.Of(plain, Drawing().ToMimeBundle()[MimeBundles.Html]);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name}: {Subject.Model.Variables.Count} variables, {Subject.Model.Events.Count} events, {Subject.Model.Calendar.Count} calendar instants";

    private static SystemModel Read(SourceText source, ImmutableSortedDictionary<string, string> settings, bool isPlain = false)
    {
        var diagnostics = new DiagnosticBag();
        var subject = SubjectReader.Read(source, settings, diagnostics);
        return subject is null ? throw Refusal(diagnostics) : new SystemModel(subject, source, settings, isPlain);
    }

    private static ModelException Refusal(DiagnosticBag diagnostics) => new(string.Join('\n', diagnostics.ToImmutable()));

    private Answers Study(StudyOptions options, string[] times)
    {
        options = options with { RareEvents = !isPlain };
        if (times.Length > 0) options = options with { Times = [.. times.Select(Time).Order()] };
        var study = StudyRunner.Run(Subject, options);
        return study.Diagnostics.Any(d => d.Severity == Severity.Error) ? throw new ModelException(string.Join('\n', study.Diagnostics.Where(d => d.Severity == Severity.Error))) : new Answers(study, options);
    }

    private static double Time(string text)
    {
        var diagnostics = new DiagnosticBag();
        var time = QuantityParser.Parse(text, new SourceSpan(new SourceText("time", text), 0, text.Length), Dimension.Duration, _ => null, () => [], diagnostics);
        return time is { Value: >= 0 } t ? t.Value : throw Refusal(diagnostics);
    }
}
