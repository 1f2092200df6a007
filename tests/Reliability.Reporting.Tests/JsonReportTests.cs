using System.Text.Json;

namespace Reliability.Reporting.Tests;

public sealed class JsonReportTests
{
    [Test]
    public void Parses_and_holds_every_result()
    {
        using var json = Parse(Samples.Three);
        var root = json.RootElement;
        Assert.That(root.GetProperty("schema").GetString(), Is.EqualTo("reliability/1"));
        Assert.That(root.GetProperty("results").GetArrayLength(), Is.EqualTo(20));
        var first = root.GetProperty("results")[0];
        Assert.That(first.GetProperty("model").GetString(), Is.EqualTo(Samples.Hostile));
        Assert.That(first.GetProperty("value").GetDouble(), Is.EqualTo(1 - 1.0 / 30000));
        Assert.That(first.GetProperty("kind").GetString(), Is.EqualTo("exact"));
        Assert.That(first.GetProperty("converged").GetBoolean(), Is.True);
    }

    [Test]
    public void What_is_not_finite_is_null()
    {
        using var json = Parse(Samples.Three);
        var mttff = json.RootElement.GetProperty("results").EnumerateArray().Single(r => r.GetProperty("measure").GetString() == "mttff");
        Assert.That(mttff.GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void A_simulation_that_saw_nothing_has_not_converged()
    {
        using var json = Parse(Samples.Of(Samples.Quiet()));
        Assert.That(json.RootElement.GetProperty("results")[0].GetProperty("converged").GetBoolean(), Is.False);
        Assert.That(json.RootElement.GetProperty("results")[0].GetProperty("kind").GetString(), Is.EqualTo("bound"));
    }

    [Test]
    public void Checks_name_both_engines_and_diagnostics_their_model()
    {
        using var json = Parse(Samples.Three);
        var check = json.RootElement.GetProperty("checks")[1];
        Assert.That(check.GetProperty("engines").EnumerateArray().Select(e => e.GetString()), Is.EqualTo(new[] { "markov", "fault-tree" }));
        Assert.That(check.GetProperty("values").GetArrayLength(), Is.EqualTo(2));
        Assert.That(check.GetProperty("z").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(check.GetProperty("note").GetString(), Does.Contain("by design"));
        Assert.That(json.RootElement.GetProperty("diagnostics")[1].GetProperty("severity").GetString(), Is.EqualTo("error"));
    }

    [Test]
    public void Stream_stays_open_and_half_a_character_does_no_harm()
    {
        using var stream = new MemoryStream();
        JsonReport.Write(Samples.Of(Samples.Pair("half \ud800")), stream);
        Assert.That(stream.CanWrite, Is.True);
        Assert.That(() => JsonDocument.Parse(stream.ToArray()).Dispose(), Throws.Nothing);
    }

    private static JsonDocument Parse(Studies.Results.Comparison comparison)
    {
        var text = new StringWriter();
        JsonReport.Write(comparison, text);
        return JsonDocument.Parse(text.ToString());
    }
}
