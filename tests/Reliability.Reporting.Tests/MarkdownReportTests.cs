using System.Text.RegularExpressions;

namespace Reliability.Reporting.Tests;

public sealed class MarkdownReportTests
{
    private static readonly string Text = Markdown(Samples.Three);

    [Test]
    public void Says_the_same_as_the_page()
    {
        Assert.That(Text, Does.StartWith("# Availability comparison\n\n**Inconclusive for quiet; nothing was compared for bare;"));
        Assert.That(Text, Does.Contain("99.99667 %").And.Contain("at least 99.99999600 %").And.Contain("60 min/yr").And.Contain("| 17.5 |"));
        Assert.That(Text, Does.Contain("is down 17.5 min/yr").And.Contain("## Single points of failure"));
    }

    [Test]
    public void Pictures_are_linked_beside_the_file()
    {
        string[] files = [.. Regex.Matches(Text, @"^!\[[^\n]*\]\((?<file>[^)]*)\)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture).Select(m => m.Groups["file"].Value)];
        Assert.That(files, Is.EqualTo(new[] { "downtime-by-cause.png", "downtime-budget.png", "downtime-by-layer.png", "availability.png", "availability-over-time.png", "reliability-over-time.png", "data-loss.png" }));
        Assert.That(Text, Does.Not.Contain("](http").And.Not.Contain("](/"));
    }

    [Test]
    public void Every_row_has_the_cells_of_its_header()
    {
        foreach (var table in Regex.Matches(Markdown(Samples.Of(Samples.Pair("| a | b \\| c |\r\n| new row"), Samples.Quiet())), @"(^\|[^\n]*\|\n)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture).Select(m => m.Value))
        {
            Assert.That(table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Cells).Distinct().Count(), Is.EqualTo(1), table);
        }
    }

    [Test]
    public void Names_do_not_become_markup()
    {
        var text = Markdown(Samples.Of(Samples.Pair("<img src=x> [a](b) *bold* `code` @you #12 https://x.y")));
        Assert.That(text, Does.Not.Contain("<img").And.Not.Contain("[a](b)").And.Not.Contain(" *bold*").And.Not.Contain("@you").And.Not.Contain("https://"));
        Assert.That(text, Does.Contain("&lt;img src=x&gt;"));
    }

    [Test]
    public void A_command_cannot_end_its_fence()
    {
        var text = Markdown(Samples.Three with { Command = "reliability ```\n# x" });
        Assert.That(text, Does.Contain("\n````text\nreliability ```"));
        Assert.That(text, Does.EndWith("\n````\n"));
    }

    [Test]
    public void Nothing_studied_is_still_a_text() => Assert.That(Markdown(Samples.Of()), Does.Contain("nothing was compared"));

    private static int Cells(string row) => Regex.Matches(row, @"(?<!\\)\|").Count;

    private static string Markdown(Studies.Results.Comparison comparison)
    {
        var text = new StringWriter();
        MarkdownReport.Write(comparison, text);
        return text.ToString();
    }
}
