using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Reliability.Charts.Tests;

public sealed class RenderTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly ScottPlotRenderer _renderer = new();

    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void A_png_has_signature_and_size(Chart chart)
    {
        ChartSize size = _renderer.PreferredSize(chart);
        byte[] png = _renderer.RenderPng(chart, scale: 1.5);
        Assert.That(png.AsSpan(0, 8).ToArray(), Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), Is.EqualTo(size.Width * 1.5).Within(0.5));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), Is.EqualTo(size.Height * 1.5).Within(0.5));
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void The_same_chart_gives_the_same_bytes(Chart chart)
    {
        ScottPlotRenderer other = new();
        byte[] png = _renderer.RenderPng(chart);
        string svg = _renderer.RenderSvg(chart);
        _ = other.RenderSvg(Samples.Lines());
        Assert.That(other.RenderPng(chart), Is.EqualTo(png));
        Assert.That(other.RenderSvg(chart), Is.EqualTo(svg));
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void An_svg_is_named_scalable_and_self_contained(Chart chart)
    {
        string text = _renderer.RenderSvg(chart);
        XElement root = XElement.Parse(text);
        ChartSize size = _renderer.PreferredSize(chart);
        Assert.That(root.Name, Is.EqualTo(Svg + "svg"));
        Assert.That((string?)root.Attribute("role"), Is.EqualTo("img"));
        Assert.That((string?)root.Attribute("viewBox"), Is.EqualTo($"0 0 {size.Width} {size.Height}"));
        Assert.That(root.Element(Svg + "title")!.Value, Is.EqualTo(chart.Title));
        Assert.That(root.Element(Svg + "desc")!.Value, Is.Not.Empty);
        Assert.That(root.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src"), Is.Empty);
        Assert.That(root.Descendants(Svg + "image"), Is.Empty);
        Assert.That(Regex.Matches(text, "https?://[^\"]*").Select(m => m.Value).Distinct(StringComparer.Ordinal), Is.All.StartsWith("http://www.w3.org/"));
        foreach (XElement line in root.Descendants(Svg + "text"))
        {
            Assert.That((string?)line.Attribute("font-family"), Is.EqualTo("DejaVu Sans, Verdana, Arial, sans-serif"));
            Assert.That((double)line.Attribute("font-size")!, Is.GreaterThanOrEqualTo(11));
        }
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void Every_name_can_be_read_in_the_svg(Chart chart)
    {
        XElement root = XElement.Parse(_renderer.RenderSvg(chart));
        // Names wrap, so the lines are compared without their spaces.
        string seen = Squeezed(string.Concat(root.Descendants(Svg + "text").Select(t => t.Value)));
        string desc = root.Element(Svg + "desc")!.Value;
        ImmutableArray<string> names = chart switch
        {
            MatrixChart m => [.. m.RowNames, .. m.ColumnNames, m.TotalRowName ?? m.TotalColumnName!, m.Unit],
            IntervalChart i => [.. i.CategoryNames, .. i.Series.Select(s => s.Name), i.AxisLabel],
            StackedBarChart b => [.. b.CategoryNames, .. b.Series.Select(s => s.Name), b.AxisLabel],
            DiagramChart d => [d.Root.Name, .. d.Root.Boxes.Select(b => b.Name)],
            LineChart l => [.. l.Series.Select(s => s.Name), l.XLabel, l.YLabel],
            _ => [],
        };
        foreach (string name in names)
        {
            Assert.That(seen, Does.Contain(Squeezed(name)));
            Assert.That(desc, Does.Contain(name));
        }
    }

    [Test]
    public void Charts_inlined_in_one_page_share_no_id()
    {
        List<string> ids = [];
        foreach (Chart chart in Samples.All)
        {
            XElement root = XElement.Parse(_renderer.RenderSvg(chart with { Title = "The same title" }));
            string[] own = [.. root.Descendants().Attributes("id").Select(a => a.Value)];
            foreach (Match use in Regex.Matches(root.ToString(), @"url\(#([^)]*)\)")) Assert.That(own, Does.Contain(use.Groups[1].Value));
            ids.AddRange(own);
        }

        Assert.That(ids, Is.Unique);
        Assert.That(ids, Is.All.StartsWith("chart-the-same-title-"));
    }

    [Test]
    public void Names_in_any_script_are_whole_in_the_svg_and_drawn_in_the_png()
    {
        const string Name = "日本語 две ноды 😀 ab";
        StackedBarChart chart = Samples.Bars([Name, "plain"]);
        XElement root = XElement.Parse(_renderer.RenderSvg(chart));
        Assert.That(root.Descendants(Svg + "text").Select(t => t.Value), Does.Contain(Name));
        Assert.That(new ScottPlotRenderer().RenderPng(chart, 1), Is.EqualTo(_renderer.RenderPng(chart, 1)));
    }

    [Test]
    public void A_scale_has_to_be_positive() =>
        Assert.That(() => _renderer.RenderPng(Samples.Lines(), 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_matrix_with_a_short_row_is_refused()
    {
        MatrixChart chart = Samples.Matrix(["a"], ["x", "y"]) with { Values = [[1.0]] };
        Assert.That(() => _renderer.RenderSvg(chart), Throws.ArgumentException.With.Message.Contains("expected 2, found 1"));
    }

    [Test]
    public void Charts_without_any_positive_number_still_draw()
    {
        MatrixChart matrix = Samples.Matrix(["a"], ["x"]) with { Values = [[0.0]] };
        IntervalChart interval = Samples.Interval(["a"]) with { Series = [new("s", [new(0)]), new("t", [new(double.NaN)])] };
        StackedBarChart bars = Samples.Bars(["a"]) with { Series = [new("s", [0.0])] };
        LineChart lines = Samples.Lines(logX: true, logY: true) with { Series = [new("s", [0.0], [0.0])] };
        foreach (Chart chart in new Chart[] { matrix, interval, bars, lines }) Assert.That(_renderer.RenderPng(chart, 1), Is.Not.Empty);
    }

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
