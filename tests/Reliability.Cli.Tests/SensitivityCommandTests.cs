using System.Text.Json;

namespace Reliability.Cli.Tests;

/// <summary>The verb <c>sensitivity</c> as a user starts it.</summary>
public sealed class SensitivityCommandTests
{
    private const string Server = "models/ft-versus-ha/1a-single-server.yaml";

    private static (int Code, string Output, string Error) Run(params string[] arguments) => Tool.Run(Tool.Sources, ["sensitivity", .. arguments]);

    [Test]
    public void Table_TellsTheMostImportantFirst_AndWhatIsLeftOut()
    {
        var (code, output, error) = Run(Server, "--top", "2");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("downtime").And.Contain("elasticity").And.Contain("+10 %, min/yr").And.Contain("more parameters of less influence are left out").And.Contain("by the adjoint solution"));
            Assert.That(output.IndexOf("software.mtbf", StringComparison.Ordinal), Is.InRange(1, output.IndexOf("left out", StringComparison.Ordinal)));
        });
    }

    [Test]
    public void Json_HasTheDerivativesInTheUnitOfTheFile()
    {
        var (code, output, error) = Run(Server, "--measure", "unavailability", "--format", "json");
        using var json = JsonDocument.Parse(output);
        var all = json.RootElement.GetProperty("sensitivities").EnumerateArray().ToDictionary(s => s.GetProperty("parameter").GetString()!, s => s);
        var restart = all.Single(s => s.Key.EndsWith("software.restart", StringComparison.Ordinal)).Value;
        var value = json.RootElement.GetProperty("results")[0].GetProperty("value").GetDouble();
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(json.RootElement.GetProperty("schema").GetString(), Is.EqualTo("reliability/1"));
            Assert.That(restart.GetProperty("unit").GetString(), Is.EqualTo("min"));
            Assert.That(restart.GetProperty("value").GetDouble(), Is.EqualTo(10).Within(1e-12));
            Assert.That(restart.GetProperty("derivative").GetDouble() * 10 / value, Is.EqualTo(restart.GetProperty("elasticity").GetDouble()).Within(1e-10));
            Assert.That(restart.GetProperty("effectOf10Percent").GetDouble(), Is.EqualTo(restart.GetProperty("elasticity").GetDouble() * 0.1 * value * 525600).Within(1e-9));
            Assert.That(restart.GetProperty("secondDerivative").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public void OneParameterAlone_GetsItsSecondDerivative_AndSettingsAreNominal()
    {
        var (code, output, error) = Run(Server, "--parameter", "parts.server.single.software.mtbf", "--set", "parts.server.single.software.mtbf=2000h", "--format", "csv");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(lines, Has.Length.EqualTo(2));
            Assert.That(lines[0], Does.StartWith("model,measure,at_hours,measure_value,measure_unit,parameter,value,unit,origin,derivative,error,elasticity,effect_of_10_percent,effect_unit,second_derivative"));
            Assert.That(lines[1], Does.Contain("parts.server.single.software.mtbf,2000,h,file,"));
            Assert.That(lines[1].Split(',')[14], Is.Not.Empty, "the second derivative");
        });
    }

    [TestCase("--measure", "downtimes", "did you mean 'downtime'?")]
    [TestCase("--measure", "mtbf", "there are no sensitivities of 'mtbf'")]
    [TestCase("--measure", "mttdl", "does not say where data are lost")]
    [TestCase("--parameter", "parts.server.single.software.mtfb", "did you mean 'parts.server.single.software.mtbf'?")]
    [TestCase("--second", "nothing-like-it", "there is no parameter 'nothing-like-it'")]
    [TestCase("--parameter", "parts.server.single.machines", "a word or a whole number")]
    [TestCase("--at", "soon", "'soon'")]
    [TestCase("--top", "0", "--top is 0")]
    [TestCase("--windows", "none", "--windows does not know 'none'")]
    [TestCase("--set", "parts.server.single.software.mtfb=1h", "which this file does not have")]
    public void BadRequest_IsToldInWords_AndExitsWithTwo(string option, string value, string expected)
    {
        var (code, output, error) = Run(Server, option, value);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2), error);
            Assert.That(error, Does.Contain(expected).And.Not.Contain("   at "));
            Assert.That(output, Is.Empty);
        });
    }
}
