using Reliability.Studies.Checks;

namespace Reliability.Interactive.Tests;

/// <summary>The entry point: files, text and code in; answers, figures and reports out.</summary>
public sealed class SystemModelTests
{
    internal const string Two = "model: two\nstates: [Up, Down]\nup: [Up]\ntransitions: [[Up, Down, 1 / 1000 h, hardware], [Down, Up, 1 / 4 h]]\n";
    internal const string Server = "topology: server\nparts:\n  a: { single: { } }\n";

    internal static string Model(string file)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Reliability.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "models", "ft-versus-ha", file);
    }

    [Test]
    public void TextAndCode_OfTheSameChain_GiveTheClosedForm()
    {
        const double exact = 4 / 1004.0;
        var text = SystemModel.Parse(Two).Solve("100 h");
        var code = SystemModel.Chain("two", "Up", "Down").Arc("Up", "Down", "1 / 1000 h", "hardware").Arc("Down", "Up", 0.25).Build().Solve("100 h");
        Assert.Multiple(() =>
        {
            foreach (var answers in new[] { text, code })
            {
                Assert.That(answers.Unavailability, Is.EqualTo(exact).Within(1e-12).Percent);
                Assert.That(answers["mttff"], Is.EqualTo(1000).Within(1e-12).Percent);
                Assert.That(answers["unreliability"], Is.EqualTo(1 - Math.Exp(-0.1)).Within(1e-12));
                Assert.That(answers.ByCause.Single().Cause, Is.EqualTo("hardware"));
                Assert.That(answers.Verdict, Is.Null, "one engine alone");
            }
        });
    }

    [Test]
    public void Check_AsksEveryEngine_AndTheyAgree()
    {
        var answers = SystemModel.Parse(Server).Check();
        Assert.Multiple(() =>
        {
            Assert.That(answers.Verdict, Is.EqualTo(Verdict.Agree));
            var played = answers.Measure("unavailability", "simulation");
            Assert.That(played.Interval!.Value.Lower, Is.LessThan(played.Value));
            Assert.That(answers.Measure("unavailability", "fault-tree").Value, Is.EqualTo(answers.Unavailability).Within(0.1).Percent);
        });
    }

    [Test]
    public void With_ChangesOneValue_AndLeavesTheModelAsItWas()
    {
        var model = SystemModel.Parse(Server);
        var faster = model.With("parts.a.single.software.restart", "5 min");
        Assert.Multiple(() =>
        {
            // Crashes cost restart / (mtbf + restart) of the time that the hardware works.
            Assert.That(model.Solve().ByCause.Single(c => c.Cause == "software").Minutes, Is.EqualTo(60).Within(0.1));
            Assert.That(faster.Solve().ByCause.Single(c => c.Cause == "software").Minutes, Is.EqualTo(30).Within(0.05));
        });
    }

    [Test]
    public void Sweep_FollowsOneParameter()
    {
        var sweep = SystemModel.Parse(Server).Sweep("parts.a.single.software.restart", [5, 10, 20], "min");
        var minutes = sweep.OfCause("software").Select(p => p.Y).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(minutes[1] / minutes[0], Is.EqualTo(2).Within(0.001));
            Assert.That(minutes[2] / minutes[0], Is.EqualTo(4).Within(0.002));
            Assert.That(sweep.Plot().ToSvg(), Does.StartWith("<").And.Contain("downtime"));
        });
    }

    [Test]
    public void FromTheStart_AnswersAModelWithoutRepair()
    {
        var model = SystemModel.Chain("no repair", "Both", "One", "None").Arc("Both", "One", 0.02).Arc("One", "None", 0.01).Build();
        Assert.Multiple(() =>
        {
            Assert.That(model.FromTheStart()["mttff"], Is.EqualTo(150).Within(1e-12).Percent);
            Assert.That(() => model.Solve(), Throws.TypeOf<ModelException>().With.Message.Contains("never leaves the state (state=None)"));
        });
    }

    [TestCase("topology: t\nparts:\n  a: { singel: { } }\n", "did you mean 'single'?")]
    [TestCase("", "the file is empty")]
    public void BadText_IsAnExceptionWithPlaceAndHint(string text, string expected) =>
        Assert.That(() => SystemModel.Parse(text), Throws.TypeOf<ModelException>().With.Message.Contains(expected));

    [Test]
    public void BadQuestions_AreExceptionsInWords()
    {
        var model = SystemModel.Parse(Two);
        Assert.Multiple(() =>
        {
            Assert.That(() => SystemModel.Load("nothing.yaml"), Throws.TypeOf<ModelException>().With.Message.Contains("does not exist"));
            Assert.That(() => model.FaultTree(), Throws.TypeOf<ModelException>());
            Assert.That(() => model.Drawing(), Throws.TypeOf<ModelException>());
            Assert.That(() => model.Solve("5"), Throws.TypeOf<ModelException>().With.Message.Contains("no unit"));
            Assert.That(() => model.Solve()["mtff"], Throws.TypeOf<ModelException>().With.Message.Contains("mttff"));
            Assert.That(() => SystemModel.Chain("x", "A", "B").Arc("A", "C", 1), Throws.TypeOf<ModelException>().With.Message.Contains("no state 'C'"));
            Assert.That(() => SystemModel.Chain("x", "A", "B").Arc("A", "B", "3 h"), Throws.TypeOf<ModelException>());
            Assert.That(() => SystemModel.Compare(), Throws.TypeOf<ModelException>());
        });
    }

    [Test]
    public void Comparison_SavesTheWholeReport()
    {
        var folder = Path.Combine(Path.GetTempPath(), "reliability-test-" + Path.GetRandomFileName());
        var comparison = SystemModel.Compare(SystemModel.Load(Model("1a-single-server.yaml")), SystemModel.Load(Model("3a-ft-pair.yaml")));
        var files = comparison.Save(folder).Select(Path.GetFileName).ToArray();
        Directory.Delete(folder, recursive: true);
        Assert.Multiple(() =>
        {
            Assert.That(comparison.Agrees, comparison.Verdict);
            Assert.That(files, Does.Contain("report.html").And.Contain("comparison.csv").And.Contain("downtime-by-cause.png"));
        });
    }
}
