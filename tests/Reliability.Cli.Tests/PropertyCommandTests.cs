using System.Globalization;
using System.Text.Json;

namespace Reliability.Cli.Tests;

/// <summary><c>solve</c> with properties: every kind of model, every form of output, exit codes and messages.</summary>
public sealed class PropertyCommandTests
{
    private const string Pair = "models/ft-versus-ha/3a-ft-pair.yaml";
    private const string Upgraded = "models/ft-versus-ha/3b-ft-pair-upgraded.yaml";

    private const string Pump = """
        ctmc
        const double lambda;
        const double mu = 2;
        module Pump
          up : bool init true;
          [] up -> lambda : (up'=false);
          [] !up -> mu : (up'=true);
        endmodule
        label "up" = up;
        rewards "up" up : 1; endrewards
        """;

    private const string Rest = "ctmc module M s : [0..1] init 0; [] s=0 -> 1 : (s'=1); endmodule";

    private string folder = "";

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("reliability-test-").FullName;
        File.WriteAllText(Path.Combine(folder, "pump.sm"), Pump);
        File.WriteAllText(Path.Combine(folder, "rest.sm"), Rest);
        File.WriteAllText(Path.Combine(folder, "over.prism"), "ctmc\nmodule M\n  s : [0..1];\n  [] true -> 2 : (s'=s+1);\nendmodule\n");
        File.WriteAllText(Path.Combine(folder, "chance.prism"), "dtmc module M s : [0..1] init 0; [] s=0 -> 0.5 : (s'=1) + 0.5 : (s'=0); endmodule");
        File.WriteAllText(Path.Combine(folder, "pump.props"), "const double T;\n\"soon\": P=? [ F<=T !up ]\nS=? [ \"up\" ]\n");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    private (int Code, string Output, string Error) Solve(params string[] arguments) =>
        Tool.Run(Tool.Sources, ["solve", .. arguments.Select(a => a.Replace("@", folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))]);

    private Dictionary<string, JsonElement> Answers(params string[] arguments)
    {
        var (code, output, error) = Solve([.. arguments, "--format", "json"]);
        Assert.That(code, Is.Zero, error);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("results").EnumerateArray().ToDictionary(r => r.GetProperty("measure").GetString()!, r => r.Clone(), StringComparer.Ordinal);
    }

    [Test]
    public void A_file_of_properties_is_answered_with_constants_of_its_own_and_of_the_model()
    {
        var answers = Answers("@pump.sm", "--properties", "@pump.props", "--set", "lambda=1", "--set", "T=0.5");
        Assert.Multiple(() =>
        {
            Assert.That(answers.Keys, Is.EqualTo(new[] { "soon", "S=? [ \"up\" ]" }));
            Assert.That(answers["soon"].GetProperty("value").GetDouble(), Is.EqualTo(1 - Math.Exp(-0.5)).Within(1e-11));
            Assert.That(answers["S=? [ \"up\" ]"].GetProperty("value").GetDouble(), Is.EqualTo(2.0 / 3).Within(1e-11));
            foreach (var answer in answers.Values)
            {
                Assert.That(answer.GetProperty("method").GetString(), Is.Not.Empty);
                Assert.That(answer.TryGetProperty("error", out _));
                Assert.That(answer.TryGetProperty("kind", out _));
            }
        });
    }

    [Test]
    public void Csv_has_a_heading_and_all_digits()
    {
        var (code, output, error) = Solve("@pump.sm", "--property", "S=? [ up ]", "--set", "lambda=1", "--format", "csv");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (head, row) = (lines[0].Trim().Split(','), lines[1].Trim().Split(','));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(head, Does.Contain("measure").And.Contain("value").And.Contain("method"));
            Assert.That(lines, Has.Length.EqualTo(2));
            var value = row[Array.IndexOf(head, "value")];
            Assert.That(double.Parse(value, CultureInfo.InvariantCulture), Is.EqualTo(2.0 / 3).Within(1e-15));
            Assert.That(value, Has.Length.GreaterThanOrEqualTo(17));
        });
    }

    [Test]
    public void A_topology_and_the_forms_it_converts_to_have_the_same_answer()
    {
        foreach (var (form, name) in new[] { ("model", "pair.yaml"), ("prism", "pair.sm"), ("explicit", "pair") })
        {
            var (code, _, error) = Tool.Run(Tool.Sources, "convert", Pair, "--to", form, "--out", Path.Combine(folder, name));
            Assert.That(code, Is.Zero, error);
        }

        double Up(string path, params string[] more) => Answers([path, "--property", "S=? [ \"up\" ]", .. more]).Values.Single().GetProperty("value").GetDouble();
        var topology = Up(Pair);
        Assert.Multiple(() =>
        {
            Assert.That(topology, Is.GreaterThan(0.9).And.LessThan(1));
            Assert.That(Up("@pair.yaml"), Is.EqualTo(topology).Within(1e-12));
            Assert.That(Up("@pair.sm"), Is.EqualTo(topology).Within(1e-12));
            Assert.That(Up("@pair.tra"), Is.EqualTo(topology).Within(1e-12));
            Assert.That(Up(Pair, "--reduce", "none"), Is.EqualTo(topology).Within(1e-12));
            Assert.That(Up(Pair, "--reduce", "lumping"), Is.EqualTo(topology).Within(1e-12));
            Assert.That(Up(Pair, "--method", "gth"), Is.EqualTo(topology).Within(1e-12));
            Assert.That(Up(Upgraded, "--windows", "erlang:2"), Is.GreaterThan(0.9).And.LessThan(1));
        });
    }

    [Test]
    public void Prism_to_explicit_keeps_answers_and_is_described()
    {
        File.WriteAllText(Path.Combine(folder, "fixed.sm"), Pump.Replace("lambda;", "lambda = 1;", StringComparison.Ordinal));
        Assert.That(Tool.Run(Tool.Sources, "convert", Path.Combine(folder, "fixed.sm"), "--to", "explicit", "--out", Path.Combine(folder, "e")).Code, Is.Zero);
        var back = Tool.Run(Tool.Sources, "convert", Path.Combine(folder, "e.tra"), "--to", "prism", "--out", Path.Combine(folder, "back.sm"));
        Assert.That((back.Code, File.Exists(Path.Combine(folder, "back.sm"))), Is.EqualTo((2, false)));
        Assert.That(back.Error, Does.Contain("no variables and events"));
        string[] asks = ["--property", "P=? [ F<=0.3 !\"up\" ]", "--property", "R{\"up\"}=? [ C<=2 ]"];
        var values = new[] { "@fixed.sm", "@e.tra" }.Select(m => Answers([m, .. asks]).Values.Select(v => v.GetProperty("value").GetDouble()).ToArray()).ToArray();
        double[] expected = [1 - Math.Exp(-0.3), (2 * 2.0 / 3) + ((1 - Math.Exp(-6)) / 9)];
        foreach (var v in values) Assert.That(v, Is.EqualTo(expected).Within(1e-10));
        var (code, output, error) = Tool.Run(Tool.Sources, "describe", Path.Combine(folder, "fixed.sm"));
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("2"));
    }

    [TestCase(2, "lambda", "@pump.sm", "--property", "S=? [ up ]")]
    [TestCase(2, "T", "@pump.sm", "--properties", "@pump.props", "--set", "lambda=1")]
    [TestCase(2, "nothing", "@pump.sm", "--property", "S=? [ up ]", "--set", "lambda=1", "--set", "nothing=3")]
    [TestCase(2, "1:7", "@pump.sm", "--property", "S=? [ upp ]", "--set", "lambda=1")]
    [TestCase(2, "--property", "@pump.sm", "--property", "S=? [", "--set", "lambda=1")]
    [TestCase(2, "no way out", "@rest.sm", "--property", "S=? [ s=1 ]", "--deadlocks", "error")]
    [TestCase(2, "over.prism:4:14: error: model 'over': 'M' sets variable 's' to 2", "@over.prism", "--property", "P=? [ F s=1 ]")]
    [TestCase(2, "dtmc", "@chance.prism", "--property", "P=? [ F s=1 ]")]
    [TestCase(2, "--windows", Upgraded, "--property", "S=? [ \"up\" ]")]
    [TestCase(2, "gth", "@rest.sm", "--property", "S=? [ s=1 ]", "--method", "magic")]
    [TestCase(1, "not decided", "@pump.sm", "--property", "P>=0.5 [ F<=0.69314718055994531 !up ]", "--set", "lambda=1")]
    [TestCase(1, "--precision", "@pump.sm", "--property", "P=? [ F<=0.5 !up ]", "--set", "lambda=1", "--precision", "1e-16")]
    [TestCase(3, "max-states", Pair, "--property", "S=? [ \"up\" ]", "--max-states", "2", "--reduce", "none")]
    public void What_is_not_answered_is_told(int expected, string words, params string[] arguments)
    {
        var (code, _, error) = Solve(arguments);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(expected), error);
            Assert.That(error, Does.Contain(words).And.Not.Contain("   at "));
        });
    }

    [Test]
    public void A_state_without_way_out_is_told_and_allowed_unless_said_otherwise()
    {
        var (code, output, error) = Solve("@rest.sm", "--property", "P=? [ F s=1 ]");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(error, Does.Contain("no way out").And.Contain("self-loop"));
            Assert.That(output, Does.Contain('1'));
        });
    }
}
