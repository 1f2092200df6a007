namespace Reliability.Cli.Tests;

/// <summary>The program as a user starts it: exit codes, streams, files.</summary>
public sealed class CommandLineTests
{
    private static (int Code, string Output, string Error) Run(params string[] arguments) => Tool.Run(Tool.Sources, arguments);

    private static string Temporary(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), "reliability-test-" + Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(path, text);
        return path;
    }

    [Test]
    public void Compare_TwoPresets_WritesTheReport_AndAgrees()
    {
        var folder = Path.Combine(Path.GetTempPath(), "reliability-test-" + Path.GetRandomFileName());
        var (code, output, error) = Run("compare", "models/ft-versus-ha/1a-single-server.yaml", "models/ft-versus-ha/3b-ft-pair-upgraded.yaml", "--out", folder);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("Every answer agrees").And.Contain("FT pair, monthly upgrades"));
            foreach (var file in new[] { "comparison.csv", "downtime-by-cause.png", "availability.png", "availability-over-time.svg", "downtime-by-layer.csv", "topology-02.png", "report.md", "report.html" }) Assert.That(Path.Combine(folder, file), Does.Exist);
        });
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Solve_Json_IsOneObjectWithTheExactValue()
    {
        var (code, output, _) = Run("solve", "models/ft-versus-ha/1a-single-server.yaml", "--format", "json");
        using var json = System.Text.Json.JsonDocument.Parse(output);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(json.RootElement.GetProperty("schema").GetString(), Is.EqualTo("reliability/1"));
            Assert.That(json.RootElement.GetProperty("results").EnumerateArray().Any(r => r.GetProperty("measure").GetString() == "unavailability"));
        });
    }

    [TestCase("topology: t\nparts:\n  a: { single: { hardware: { mttf: 100000 } } }\n", "'100000' has no unit")]
    [TestCase("topology: t\nparts:\n  a: { single: { hardware: { mttf: 3 TB } } }\n", "is an amount of data, but 'mttf' is a duration or a rate")]
    [TestCase("topology: t\nparts:\n  a: { singel: { } }\n", "did you mean 'single'?")]
    [TestCase("topology: t\nparts:\n  a: { single: { hardwear: { } } }\n", "did you mean 'hardware'?")]
    [TestCase("topology: t\nparts:\n  a: { single: { } }\n  a: { single: { } }\n", "'a'")]
    [TestCase("topology: t\nparts:\n  a: { single: { } }\nservices:\n  s: { needs: { all: [a, b] } }\n", "there is no part or service 'b'")]
    [TestCase("topology: t\nparts:\n  a: { single: { } }\nservices:\n  s: { needs: { all: [u] } }\n  u: { needs: { all: [s] } }\n", "needs itself")]
    [TestCase("topology: t\nparts:\n  a: { ft-pair: { takeover: { coverage: 1.5 } } }\n", "outside 0..1")]
    [TestCase("topology: t\nparts:\n  a: { single: { hardware: { mttr: -3 h } } }\n", "must not be negative")]
    [TestCase("topology: t\nparts:\n  a: { ft-pair: { on: esx } }\n", "there is no pool of hosts 'esx'")]
    [TestCase("topology: t\nparts:\n  a: { ft-pair: { upgrade: { order: rolling } } }\n", "cannot be upgraded one node after the other")]
    [TestCase("", "the file is empty")]
    [TestCase("\0\u0001\u0002", "is not text")]
    [TestCase("a: &x [1]\nb: [*x, *x]\n", "anchors and aliases are not used here")]
    [TestCase("model: m\nvariables: { s: 0..1 }\nevents: { e: { when: s = 0, rate: 1 / 4 h, then: \"s' = 1\" } }\nlabels: { up: s = 0 }\n", "never leaves the state")]
    public void BadInput_IsToldInWords_AndExitsWithTwo(string text, string expected)
    {
        var path = Temporary(text);
        var (code, output, error) = Run("solve", path);
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2), error);
            Assert.That(error, Does.Contain(expected));
            Assert.That(error, Does.Not.Contain("   at "));
            Assert.That(output, Is.Empty);
        });
    }

    // Up to Half at 1/1000 h, Half to Dead at 1/100 h, no repair: mean 1100 h, and F(t) = 1 - (0.01 e^(-t/1000) - 0.001 e^(-t/100)) / 0.009.
    [Test]
    public void AbsorbingModel_AskedForItsFirstFailure_Answers()
    {
        var path = Temporary("model: m\nstates: [Up, Half, Dead]\nup: [Up, Half]\ntransitions:\n  - [Up, Half, 1/1000 h]\n  - [Half, Dead, 1/100 h]\n");
        var (code, output, error) = Run("solve", path, "--measure", "mttff", "--measure", "unreliability", "--at", "500h", "--format", "json");
        File.Delete(path);
        using var json = System.Text.Json.JsonDocument.Parse(output);
        double Value(string measure) => json.RootElement.GetProperty("results").EnumerateArray().Single(r => r.GetProperty("measure").GetString() == measure).GetProperty("value").GetDouble();
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(Value("mttff"), Is.EqualTo(1100).Within(1e-12).Percent);
            Assert.That(Value("unreliability"), Is.EqualTo(1 - (((0.01 * Math.Exp(-0.5)) - (0.001 * Math.Exp(-5))) / 0.009)).Within(1e-12));
        });
    }

    [Test]
    public void FolderInsteadOfFile_AndMissingFile_AreTold()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run("solve", "models").Error, Does.Contain("folder"));
            Assert.That(Run("solve", "models/nothing.yaml").Code, Is.EqualTo(2));
        });
    }

    [Test]
    public void LargeFile_IsRefusedByItsSize()
    {
        var path = Temporary("");
        using (var file = new FileStream(path, FileMode.Open)) file.SetLength(100_000_000);
        var (code, _, error) = Run("solve", path);
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error, Does.Contain("--max-file-size"));
        });
    }

    [Test]
    public void TooManyStates_NamesTheOption_AndExitsWithThree()
    {
        var (code, _, error) = Run("solve", "models/ft-versus-ha/5a-ha-active-active.yaml", "--max-states", "10");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(3));
            Assert.That(error, Does.Contain("--max-states"));
        });
    }

    [Test]
    public void OutputFolderThatIsAFile_IsTold()
    {
        var path = Temporary("x");
        var (code, _, error) = Run("compare", "models/ft-versus-ha/1a-single-server.yaml", "--out", path, "--max-events", "100000");
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error, Does.Contain("error:").And.Not.Contain("   at "));
        });
    }

    [Test]
    public void FolderThatCannotBeMade_IsToldBeforeAnythingIsComputed_AndNothingIsWritten()
    {
        var blocking = Temporary("x");
        var (code, output, error) = Run("compare", "models/ft-versus-ha/1a-single-server.yaml", "--out", Path.Combine(blocking, "report"));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2), error);
            Assert.That(output, Is.Empty);
            Assert.That(File.ReadAllText(blocking), Is.EqualTo("x"));
        });
        File.Delete(blocking);
    }

    [Test]
    public void BadInput_WritesNoReport()
    {
        var path = Temporary("topology: t\nparts:\n  a: { single: { hardware: { mttf: 5 } } }\n");
        var folder = path + ".report";
        Assert.Multiple(() =>
        {
            Assert.That(Run("compare", "models/ft-versus-ha/1a-single-server.yaml", path, "--out", folder).Code, Is.EqualTo(2));
            Assert.That(Directory.Exists(folder), Is.False);
        });
        File.Delete(path);
    }

    [TestCase("1 min/y", 1, "NOT MET")]
    [TestCase("100 min/y", 0, "met")]
    public void Objective_IsJudged_AndDecidesTheExitCode(string objective, int expected, string word)
    {
        var path = Temporary($"topology: t\nparts:\n  a: {{ single: {{ }} }}\nservices:\n  s: {{ needs: a, objective: {{ downtime: {objective} }} }}\n");
        var (code, output, error) = Run("solve", path);
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(expected), error);
            Assert.That(output, Does.Contain("objective: ").And.Contain(word));
        });
    }

    [Test]
    public void ObjectiveOfALaterService_CountsToo()
    {
        var path = Temporary("topology: t\nparts:\n  vm: { single: { } }\nservices:\n  a: { needs: vm }\n  b: { needs: vm, objective: { downtime: 1 min/y } }\n");
        var (code, output, error) = Tool.Run(Tool.Sources, "solve", path);
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1), error);
            Assert.That(output, Does.Contain("t: a").And.Contain("t: b").And.Contain("NOT MET"));
        });
    }

    // A year of windows every second is more than anybody waits for.
    [Test]
    public void TimeLimit_HoldsInThePeriodicSolver()
    {
        var path = Temporary("topology: t\nparts:\n  a: { single: { upgrade: { every: 1 s, duration: 1 ms } } }\n");
        var (code, output, error) = Tool.Run(Tool.Sources, "solve", path, "--time-limit", "1s");
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(3), error);
            Assert.That(error, Does.Contain("time limit"));
            Assert.That(output, Is.Empty);
        });
    }

    [Test]
    public void NothingToCompare_IsNotCalledAgreement()
    {
        // Two clocks at once: the simulator alone answers.
        var path = Temporary("model: m\nvariables: { s: 0..1 }\nevents:\n  fail: { when: s = 0, after: \"weibull(shape 2, mean 100 h)\", then: \"s' = 1\" }\n  wear: { when: s = 0, after: \"weibull(shape 3, mean 300 h)\", then: \"s' = 1\" }\n  repair: { when: s = 1, rate: 1 / 4 h, then: \"s' = 0\" }\nlabels: { up: s = 0 }\n");
        var (code, output, error) = Run("compare", path, "--max-events", "100000");
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("Nothing was compared").And.Not.Contain("Every answer agrees"));
        });
    }

    [Test]
    public void MarkupInNames_IsText()
    {
        var path = Temporary("topology: \"[red]x[/] & [y\"\nparts:\n  a: { single: { } }\n");
        var (code, output, error) = Run("compare", path, "--max-events", "100000");
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.AnyOf(0, 1), error);
            Assert.That(output, Does.Contain("[red]x[/]"));
        });
    }

    [TestCase("--seed", "-1", "a whole number, not negative")]
    [TestCase("--precision", "high", "takes a number")]
    [TestCase("--time-limit", "5", "has no unit")]
    [TestCase("--windows", "erlang:x", "erlang:K")]
    [TestCase("--presicion", "0.1", "did you mean '--precision'?")]
    public void BadOption_IsToldInWords(string option, string value, string expected)
    {
        var (code, _, error) = Run("solve", "models/ft-versus-ha/1a-single-server.yaml", option, value);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error, Does.Contain(expected).And.Not.Contain("System."));
        });
    }

    [Test]
    public void Init_WritesModels_ThatCompareTakes_AndNeverOverwrites()
    {
        var folder = Path.Combine(Path.GetTempPath(), "reliability-test-" + Path.GetRandomFileName());
        Assert.Multiple(() =>
        {
            Assert.That(Run("init", folder).Code, Is.Zero);
            Assert.That(Directory.GetFiles(folder, "*.yaml"), Has.Length.EqualTo(14));
            Assert.That(Run("init", folder).Code, Is.EqualTo(2));
            Assert.That(Run("solve", Path.Combine(folder, "1a-single-server.yaml")).Code, Is.Zero);
        });
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void SetAndMeasure_AreKeptTo_InEveryForm()
    {
        var (code, output, error) = Run("solve", "models/ft-versus-ha/1a-single-server.yaml", "--set", "parts.server.single.software.restart=0.5h", "--measure", "downtime", "--format", "csv");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1), Has.All.Contains(",downtime,"));
            Assert.That(output, Does.Contain(",195."), "three times the software downtime");
        });
    }

    [Test]
    public void UnknownVerb_MissingModel_AndBadOption_ExitWithTwo()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run("comapre").Code, Is.EqualTo(2));
            Assert.That(Run("solve").Code, Is.EqualTo(2));
            Assert.That(Run("solve", "models/ft-versus-ha/1a-single-server.yaml", "--at", "5").Error, Does.Contain("no unit"));
            Assert.That(Run("solve", "models/ft-versus-ha/1a-single-server.yaml", "--set", "parts.server.single.x=1").Code, Is.EqualTo(2));
        });
    }
}
