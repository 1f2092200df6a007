using Reliability.Formats.Models;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Tests.Models;

public sealed class LawReaderTests
{
    private const string Head = "model: m\nvariables: { n: 0..1 }\nlabels: { up: n = 0 }\nevents:\n  e:\n    after: ";
    private const string Tail = "\n    when: n = 0\n    then: n' = 1\n";

    private static Duration H(double hours) => Duration.FromHours(hours);

    private static IEnumerable<TestCaseData> Laws()
    {
        (string Text, Distribution Law)[] laws =
        [
            ("deterministic(30 min)", new Deterministic(H(0.5))),
            ("uniform(1 h, 3 h)", new Uniform(H(1), H(3))),
            ("uniform(0, 3 h)", new Uniform(H(0), H(3))),
            ("triangular(1 h, 2 h, 1 d)", new Triangular(H(1), H(2), H(24))),
            ("weibull(shape 2, scale 4 h)", new Weibull(2, H(4))),
            ("weibull(scale 4 h, location 1 h, shape 2)", new Weibull(2, H(4), H(1))),
            ("weibull(shape 2, mean 4 h, location 1 h)", Weibull.WithMean(2, H(4), H(1))),
            ("lognormal(median 4 h, sigma 0.5)", new LogNormal(H(4), 0.5)),
            ("lognormal(median 4 h, error-factor 3)", LogNormal.WithErrorFactor(H(4), 3)),
            ("loglogistic(shape 3, median 4 h)", new LogLogistic(3, H(4))),
            ("normal(mean 4 h, deviation 1 h)", new TruncatedNormal(H(4), H(1))),
            ("normal(mean -4 h, deviation 1 h)", new TruncatedNormal(H(-4), H(1))),
            ("gumbel(location 4 h, scale 1 h)", new Gumbel(H(4), H(1))),
            ("gumbel-least(location 4 h, scale 1 h)", new Gumbel(H(4), H(1), Extreme.Least)),
            ("erlang(stages 4, mean 4 h)", new Erlang(4, H(4))),
            ("gamma(shape 2, mean 4 h)", new Gamma(2, H(4))),
            ("hyperexponential(30 % mean 4 h, 1 - 0.3 mean 1 h)", new HyperExponential([new Branch(0.3, H(4)), new Branch(0.7, H(1))])),
            ("phase-type(start (1, 0), row (-2 / h, 1 / h), row (0, -72 / d))", new PhaseType([1, 0], [-2, 1, 0, -3])),
            ("phase-type(start(1), row(-2))", new PhaseType([1], [-2])),
            ("empirical(3 h, 1 h, 3 h, 30 min, 0)", new Empirical([H(0), H(0.5), H(1), H(3), H(3)])),
            ("mixture(0.9 lognormal(median 1 h, sigma 0.5), (1 - 0.9) uniform(8 h, 24 h))", new Mixture([new WeightedLaw(0.9, new LogNormal(H(1), 0.5)), new WeightedLaw(1 - 0.9, new Uniform(H(8), H(24)))])),
            ("mixture(50 % exponential(1 h), 0.5 gumbel-least(location 1 h, scale 2 h))", new Mixture([new WeightedLaw(0.5, new Exponential(H(1))), new WeightedLaw(0.5, new Gumbel(H(1), H(2), Extreme.Least))])),
            ("shifted(by 2 h, mixture(0.5 exponential(1 h), 0.5 deterministic(1 h)))", new Shifted(H(2), new Mixture([new WeightedLaw(0.5, new Exponential(H(1))), new WeightedLaw(0.5, new Deterministic(H(1)))]))),
        ];
        return laws.Select(l => new TestCaseData(l.Text, l.Law).SetArgDisplayNames(l.Text));
    }

    [TestCaseSource(nameof(Laws))]
    public void A_law_is_read_and_reads_back(string text, Distribution law)
    {
        var model = ModelFiles.Good(Head + text + Tail).Model;
        Assert.That(model.Events[0].Delay, Is.EqualTo(new GeneralDelay(law, MemoryPolicy.Restart)));
        var diagnostics = new DiagnosticBag();
        var written = ModelFileWriter.Write(model, diagnostics);
        Assert.That(diagnostics.ToImmutable(), Is.Empty);
        Assert.That(ModelFiles.Good(written!).Model, Is.EqualTo(model));
    }

    [TestCase("as-new", 0, VirtualAge.KijimaI)]
    [TestCase("as-old", 1, VirtualAge.KijimaI)]
    [TestCase("virtual-age(factor 0.3, kind I)", 0.3, VirtualAge.KijimaI)]
    [TestCase("virtual-age(kind 2, factor 30 %)", 0.3, VirtualAge.KijimaII)]
    public void A_repair_is_read_and_reads_back(string text, double factor, VirtualAge kind)
    {
        var model = ModelFiles.Good(Head + "weibull(shape 2, scale 4 h)\n    memory: resume\n    repair: " + text + Tail).Model;
        Assert.That(model.Events[0].Delay, Is.EqualTo(new GeneralDelay(new Weibull(2, H(4)), MemoryPolicy.Resume) { Repair = RepairEffect.Imperfect(factor, kind) }));
        Assert.That(ModelFiles.Good(ModelFileWriter.Write(model, new DiagnosticBag())!).Model, Is.EqualTo(model));
    }

    // Column is that of the place pointed at, in the line of the law or of the repair.
    [TestCase("weibul(shape 2, mean 4 h)", 12, "there is no law 'weibul'", "did you mean 'weibull'?")]
    [TestCase("phasetype(start (1), row (-1))", 12, "there is no law 'phasetype'", "did you mean 'phase-type'?")]
    [TestCase("weibull(shap 2, mean 4 h)", 20, "'shap' is no parameter of 'weibull'", "did you mean 'shape'?")]
    [TestCase("weibull(shape 2, shape 2, mean 4 h)", 29, "'shape' is given twice", null)]
    [TestCase("weibull(2, 4 h)", 12, "does not name what 'weibull' needs", "write for example weibull(shape 2, mean 4 h)")]
    [TestCase("weibull(shape 2)", 12, "does not name what 'weibull' needs", "write for example weibull(shape 2, mean 4 h)")]
    [TestCase("weibull(shape 2, mean 4 h, scale 1 h)", 12, "does not name what 'weibull' needs", null)]
    [TestCase("weibull(shape 0, mean 4 h)", 26, "the shape is 0, not above 0", null)]
    [TestCase("weibull(shape 2, mean 4 h, location 5 h)", 34, "the mean is not above the location", null)]
    [TestCase("weibull(shape 2, scale 4 h, location -5 h)", 12, "the location is -5 h", null)]
    [TestCase("weibull(shape 2, mean 4)", 34, "'4' has no unit", null)]
    [TestCase("weibull(shape 2, mean 4 h", 12, "is not complete", null)]
    [TestCase("lognormal(median 4 h, error-factor 1)", 47, "the error factor is 1, not above 1", null)]
    [TestCase("uniform(3 h, 1 h)", 20, "the bounds are not in order", null)]
    [TestCase("triangular(1 h, 5 h, 3 h)", 23, "the bounds are not in order", null)]
    [TestCase("triangular(1 h, 3 h)", 12, "is not complete", "write for example triangular(1 h, 2 h, 5 h)")]
    [TestCase("normal(mean 4 h, sigma 1 h)", 29, "'sigma' is no parameter of 'normal'", null)]
    [TestCase("normal(mean 4 h, deviation 0 h)", 39, "the time is not above zero", null)]
    [TestCase("erlang(stages 2.5, mean 4 h)", 26, "the number of stages is not an integer", null)]
    [TestCase("erlang(stages 0, mean 4 h)", 26, "outside 1..100000", null)]
    [TestCase("loglogistic(shape 1, median 4 h)", 12, "is not a finite time above zero", "check its parameters")]
    [TestCase("hyperexponential(0.3 mean 4 h, 0.6 mean 1 h)", 12, "the probabilities sum to 0.89", null)]
    [TestCase("hyperexponential(30 mean 4 h, 0.7 mean 1 h)", 29, "the probability is 30, outside 0..1", "did you mean 30 %?")]
    [TestCase("hyperexponential(0.3 4 h)", 29, "'0.3 4 h' is no branch", null)]
    [TestCase("phase-type(start (1, 0), row (-2 / h, 1 / h))", 29, "there are 2 numbers for 1 phase", null)]
    [TestCase("phase-type(row (-2 / h), row (-2 / h))", 23, "is not the beginning of the phases", null)]
    [TestCase("phase-type(start (1), row (2 / h))", 12, "the diagonal of row 1 is not below zero", null)]
    [TestCase("phase-type(start (1), row (-2 h))", 39, "'-2 h' is a duration, but a rate is expected here", null)]
    [TestCase("phase-type(start (1, 0), row (-1, 1), row (1, -1))", 12, "some phases are never left", null)]
    [TestCase("empirical(3 h, -1 h)", 27, "an observed length is negative", null)]
    [TestCase("empirical(0, 0)", 12, "no length is above zero", null)]
    [TestCase("mixture(0.5 exponential(1 h), 0.6 exponential(2 h))", 12, "the probabilities sum to 1.1", null)]
    [TestCase("mixture(exponential(1 h))", 20, "is no probability with a law", null)]
    [TestCase("mixture(0.5 exponentail(1 h), 0.5 exponential(2 h))", 24, "there is no law 'exponentail'", "did you mean 'exponential'?")]
    [TestCase("shifted(2 h, exponential(1 h))", 12, "does not name what 'shifted' needs", null)]
    [TestCase("shifted(by -2 h, exponential(1 h))", 12, "the shift is -2 h", null)]
    [TestCase("gumbel(location 4 h)", 12, "does not name what 'gumbel' needs", null)]
    public void A_wrong_law_is_told_with_its_place(string text, int column, string message, string? hint)
    {
        var (file, diagnostics) = ModelFiles.Read(new SourceText("m.yaml", Head + text + Tail));
        Assert.That(file, Is.Null);
        Assert.That(diagnostics[0].Message, Does.Contain(message));
        Assert.That(diagnostics[0].Span!.Value.Position, Is.EqualTo((6, column)));
        if (hint is not null) Assert.That(diagnostics[0].Hint, Is.EqualTo(hint));
    }

    [Test]
    public void Laws_may_not_be_nested_without_end()
    {
        var text = string.Concat(Enumerable.Repeat("shifted(by 1 h, ", 20)) + "exponential(1 h)" + new string(')', 20);
        var (file, diagnostics) = ModelFiles.Read(new SourceText("m.yaml", Head + text + Tail));
        Assert.That(file, Is.Null);
        Assert.That(diagnostics[0].Message, Does.Contain("nested too deeply"));
    }

    [TestCase("as-ne", 13, "'as-ne' is not a repair", "did you mean 'as-new'?")]
    [TestCase("virtual-age", 13, "is not complete", "write for example virtual-age(factor 0.3, kind I)")]
    [TestCase("virtual-age(factor 0.3)", 13, "is not complete", null)]
    [TestCase("virtual-age(factor 1.3, kind I)", 32, "the factor is 1.3, outside 0..1", null)]
    [TestCase("virtual-age(factor 0.3, kind III)", 42, "'III' is no kind of virtual age", null)]
    [TestCase("virtual-age(facotr 0.3, kind I)", 25, "'facotr' is no parameter of 'virtual-age'", "did you mean 'factor'?")]
    [TestCase("virtual-age(kind I, kind I)", 33, "'kind' is given twice", null)]
    public void A_wrong_repair_is_told_with_its_place(string text, int column, string message, string? hint)
    {
        var (file, diagnostics) = ModelFiles.Read(new SourceText("m.yaml", Head + "gamma(shape 2, mean 4 h)\n    repair: " + text + Tail));
        Assert.That(file, Is.Null);
        Assert.That(diagnostics[0].Message, Does.Contain(message));
        Assert.That(diagnostics[0].Span!.Value.Position, Is.EqualTo((7, column)));
        if (hint is not null) Assert.That(diagnostics[0].Hint, Is.EqualTo(hint));
    }

    [Test]
    public void A_repair_that_does_not_go_with_the_law_is_refused()
    {
        var (_, diagnostics) = ModelFiles.Read(new SourceText("m.yaml", Head + "uniform(1 h, 3 h)\n    repair: as-old" + Tail));
        Assert.That(diagnostics.Single().Message, Does.Contain("does not go with its law").And.Contain("no delay is longer than 3 h"));
        (_, diagnostics) = ModelFiles.Read(new SourceText("m.yaml", "model: m\nvariables: { n: 0..1 }\nevents: { e: { rate: 1, repair: as-old, then: \"n' = 1\" } }\n"));
        Assert.That(diagnostics.Single().Message, Is.EqualTo("'repair:' of the event 'e' means nothing without 'after:'"));
    }

    [TestCase("", "3 h\n1 h\n\n# a comment\n30 min\n", 0.5, 1, 3)]
    [TestCase("", "repair\n3\n1\n", 1, 3)]
    [TestCase(", unit d", "3\n1\n", 24, 72)]
    [TestCase(", column hours", "id,hours\r\na,3\r\nb,1\r\n", 1, 3)]
    [TestCase(", column 2, unit min", "a;30\n\"b;c\";60\n", 0.5, 1)]
    [TestCase(", column 1", "\"1.5\"\t2\n3e0\t4\n", 1.5, 3)]
    public void Observed_lengths_are_read_from_a_file_beside_the_model(string words, string csv, params double[] hours)
    {
        using var folder = new Folder(csv);
        var (file, diagnostics) = folder.Read($"empirical(file lengths.csv{words})");
        Assert.That(diagnostics.Select(d => d.ToString()), Is.Empty);
        Assert.That(file!.Model.Events[0].Delay, Is.EqualTo(new GeneralDelay(new Empirical(hours.Select(H)), MemoryPolicy.Restart)));
        // What is written needs the file no more.
        Assert.That(ModelFiles.Good(ModelFileWriter.Write(file.Model, new DiagnosticBag())!).Model, Is.EqualTo(file.Model));
    }

    [TestCase("file lengths.csv", "a,b\n1,2\n", "lengths.csv", 2, "there are 2 columns")]
    [TestCase("file lengths.csv", "3,5\n4,2\n", "lengths.csv", 1, "there are 2 columns")]
    [TestCase("file lengths.csv, column x", "hours,rest\n1,2\n", "m.yaml", 6, "has no column 'x'")]
    [TestCase("file lengths.csv", "1\nhello\n2\n", "lengths.csv", 2, "'hello' is not a time")]
    [TestCase("file lengths.csv", "1\n-2\n", "lengths.csv", 2, "'-2' is not a time of zero or more")]
    [TestCase("file lengths.csv", "1\n1e999\n", "lengths.csv", 2, "is not a time of zero or more")]
    [TestCase("file lengths.csv, column 2", "1,2\n3\n", "lengths.csv", 2, "no time in the column")]
    [TestCase("file lengths.csv", "1\n\"2\n3\n", "lengths.csv", 2, "")]
    [TestCase("file lengths.csv", "hours\n", "m.yaml", 6, "holds no observed length")]
    [TestCase("file lengths.csv", "", "m.yaml", 6, "holds no observed length")]
    [TestCase("file length.csv", "1\n", "m.yaml", 6, "does not exist")]
    [TestCase("file ../lengths.csv", "1\n", "m.yaml", 6, "not in the folder of the model file")]
    [TestCase("file /etc/passwd", "1\n", "m.yaml", 6, "not in the folder of the model file")]
    [TestCase("file lengths.csv, unit parsec", "1\n", "m.yaml", 6, "'parsec' is not a unit of time")]
    [TestCase("file lengths.csv, colum 1", "1\n", "m.yaml", 6, "'colum' is no parameter of 'empirical' with a file")]
    public void A_wrong_file_of_lengths_is_told_with_its_place(string arguments, string csv, string where, int line, string message)
    {
        using var folder = new Folder(csv);
        var (file, diagnostics) = folder.Read($"empirical({arguments})");
        Assert.That(file, Is.Null);
        Assert.That(diagnostics[0].Message, Does.Contain(message));
        Assert.That(Path.GetFileName(diagnostics[0].Span!.Value.Source.Name), Is.EqualTo(where));
        Assert.That(diagnostics[0].Span!.Value.Position.Line, Is.EqualTo(line));
    }

    [Test]
    public void A_file_of_lengths_has_a_bound()
    {
        using var folder = new Folder(string.Concat(Enumerable.Repeat("1\n", 100_001)));
        Assert.That(folder.Read("empirical(file lengths.csv)").Diagnostics.Single().Message, Does.Contain("more than 100000"));
    }

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo path = Directory.CreateTempSubdirectory("laws");

        public Folder(string csv) => File.WriteAllText(Path.Combine(path.FullName, "lengths.csv"), csv);

        public (ModelFile? File, System.Collections.Immutable.ImmutableArray<Diagnostic> Diagnostics) Read(string law) =>
            ModelFiles.Read(new SourceText(Path.Combine(path.FullName, "m.yaml"), Head + law + Tail));

        public void Dispose() => path.Delete(recursive: true);
    }
}
