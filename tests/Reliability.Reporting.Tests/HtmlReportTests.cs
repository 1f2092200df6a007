using System.Text.RegularExpressions;
using System.Xml.Linq;
using Reliability.Charts;
using Reliability.Studies.Checks;

namespace Reliability.Reporting.Tests;

public sealed partial class HtmlReportTests
{
    private static readonly IChartRenderer Renderer = new ScottPlotRenderer(FontChoice.BuiltIn);
    private static readonly string Page = Html(Samples.Three);

    [Test]
    public void A_model_that_is_named_a_script_stays_a_name()
    {
        Assert.That(Page.Split("<script").Length, Is.EqualTo(2), "only our own");
        Assert.That(Page, Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt;"));
        Assert.That(Page, Does.Not.Contain("<b>source"));
    }

    [Test]
    public void Every_tag_is_closed()
    {
        // All but the doctype and the void meta elements is XML as well.
        var xml = Page.Replace("<!DOCTYPE html>\n", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal);
        xml = ViewportTag().Replace(xml, "");
        xml = xml[..xml.IndexOf("<script>", StringComparison.Ordinal)] + xml[(xml.IndexOf("</script>", StringComparison.Ordinal) + "</script>".Length)..];
        Assert.That(() => XDocument.Parse(xml), Throws.Nothing);
    }

    [Test]
    public void Asks_for_nothing_from_outside()
    {
        Assert.That(Requests().Matches(Page).Select(m => m.Value), Is.Empty);
        Assert.That(Page, Does.Not.Contain("@import").And.Not.Contain("<link").And.Not.Contain("<img").And.Not.Contain("<iframe"));
    }

    [Test]
    public void Same_input_same_bytes_whatever_the_time_it_took()
    {
        var study = Samples.Pair();
        var slower = study with { Measurements = [.. study.Measurements.Select(m => m with { Seconds = m.Seconds + 1 })] };
        Assert.That(Html(Samples.Of(slower)), Is.EqualTo(Html(Samples.Of(study))));
    }

    [Test]
    public void Parts_stand_in_the_order_promised()
    {
        string[] parts =
        [
            "Availability comparison", "class=\"verdict", "is down 17.5 min/yr", "Contents", "id=\"comparison\"", "The topologies side by side", "id=\"threats\"", "Downtime by threat and topology", "id=\"budget\"", "Downtime budget by cause",
            "By layer", "id=\"time\"", "Unavailability by topology, three ways", "Over the first year", "id=\"data-loss\"", "id=\"weak-points\"", "Single points of failure", "minimal cut sets", "Importance of events",
            "id=\"topologies\"", "id=\"inputs\"", "Switches that change the answer", "Every number that went in", "id=\"method\"", "How the numbers are found", "Answers of each engine", "Do the answers agree?", "Diagnostics", "id=\"again\"",
        ];
        var at = 0;
        foreach (var part in parts)
        {
            var found = Page.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            Assert.That(found, Is.GreaterThanOrEqualTo(at), part);
            at = found;
        }
    }

    [Test]
    public void Says_what_readers_need()
    {
        Assert.That(Page, Does.Contain("<html lang=\"en\">").And.Contain("charset=\"utf-8\"").And.Contain("name=\"viewport\"").And.Contain("size: A4"));
        Assert.That(Page, Does.Contain("scope=\"col\"").And.Contain("scope=\"row\"").And.Contain("role=\"img\""));
        Assert.That(Page, Does.Contain("99.99667 %"));
        Assert.That(Page, Does.Contain("60 min/yr: met").And.Contain("5 min/yr: met"));
        Assert.That(Page, Does.Contain("at least 99.99999600 %"));
        Assert.That(Page, Does.Contain("exact to rounding").And.Contain("95 % interval").And.Contain("bound only"));
        Assert.That(Page, Does.Contain("by design the tree does not see failover"));
        Assert.That(Page, Does.Contain("reliability compare a.yaml &quot;b&amp;c.yaml&quot;"));
        Assert.That(Page, Does.Contain("A limit stopped an engine"));
    }

    [Test]
    public void Nothing_studied_is_still_a_page() => Assert.That(Html(Samples.Of()), Does.Contain("Nothing was compared").IgnoreCase.And.EndWith("</html>\n"));

    [Test]
    public void A_name_no_xml_may_hold_does_no_harm() => Assert.That(() => Html(Samples.Of(Samples.Pair("bad \u0001 \ud800"))), Throws.Nothing);

    [Test]
    public void Headline_counts_and_names()
    {
        Assert.That(Headline.Of(Samples.Of(Samples.Pair("a"))), Is.EqualTo("Every answer agrees: 1 topology, 2 checks"));
        Assert.That(Headline.Of(Samples.Of(Samples.Pair("a"), Samples.Pair("b"))), Is.EqualTo("Every answer agrees: 2 topologies, 4 checks"));
        Assert.That(
            Headline.Of(Samples.Of(Samples.Pair("a"), Samples.Pair("b", Verdict.Disagree), Samples.Quiet(), Samples.Bare())),
            Is.EqualTo("Answers DISAGREE for b; inconclusive for quiet; nothing was compared for bare; every answer agrees for the other one (4 topologies, 5 checks)"));
        Assert.That(Headline.Of(Samples.Of(Samples.Bare())), Is.EqualTo("Nothing was compared, because one engine alone answered: 1 topology"));
    }

    [TestCase(1.0 / 30000, "99.99667 %")]
    [TestCase(3.4e-6, "99.999660 %")]
    [TestCase(0.02, "98.00 %")]
    [TestCase(1e-18, "99.999999999999999900 %")]
    [TestCase(0, "100 %")]
    [TestCase(1, "0.0 %")]
    [TestCase(double.NaN, "–")]
    public void Availability_shows_its_nines(double unavailability, string expected) => Assert.That(Numbers.NearOne(unavailability), Is.EqualTo(expected));

    private static string Html(Studies.Results.Comparison comparison)
    {
        var text = new StringWriter();
        HtmlReport.Write(comparison, text, Renderer);
        return text.ToString();
    }

    [GeneratedRegex("""(src|href|srcset|action|data|poster)\s*=\s*["']?\s*(https?:|//)|url\(\s*["']?(https?:|//)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Requests();

    [GeneratedRegex("<meta name=\"viewport\"[^>]*>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ViewportTag();
}
