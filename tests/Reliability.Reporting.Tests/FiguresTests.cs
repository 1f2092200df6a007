using Reliability.Charts;

namespace Reliability.Reporting.Tests;

public sealed class FiguresTests
{
    private static readonly IChartRenderer Renderer = new ScottPlotRenderer(FontChoice.BuiltIn);

    [Test]
    public void Matrix_has_causes_that_occur_in_report_order()
    {
        var chart = (MatrixChart)Figures.DowntimeByCause(Samples.Three);
        Assert.That(chart.RowNames, Is.EqualTo(new[] { "hardware", "upgrade" }));
        Assert.That(chart.Values[0][0], Is.EqualTo(12.02), "the chain goes before the simulation");
        Assert.That(chart.Values[0][1], Is.NaN);
        Assert.That(chart.TotalRowName, Is.EqualTo("all causes"));
        Assert.That(chart.Unit, Is.EqualTo("min/yr"));
    }

    [Test]
    public void Many_topologies_stand_down_the_side()
    {
        var many = (MatrixChart)Figures.DowntimeByCause(Samples.Of([.. Enumerable.Range(1, 20).Select(i => Samples.Pair($"t{i}"))]));
        Assert.That(many.RowNames, Has.Length.EqualTo(20));
        Assert.That(many.ColumnNames, Is.EqualTo(new[] { "hardware", "upgrade" }));
        Assert.That(many.Values[19], Is.EqualTo(new[] { 12.02, 5.5 }));
        Assert.That(many.TotalColumnName, Is.EqualTo("all causes"));
    }

    [Test]
    public void Both_budgets_add_up_to_the_downtime()
    {
        var comparison = Samples.Of(Samples.Pair("a"));
        foreach (var name in new[] { "downtime-budget", "downtime-by-layer" })
        {
            var chart = (StackedBarChart)Figures.All(comparison).Single(f => f.Name == name).Chart;
            Assert.That(chart.Series.Sum(s => s.Values[0]), Is.EqualTo(17.52).Within(1e-12), name);
        }
    }

    [Test]
    public void A_cause_keeps_its_colour_whatever_stands_beside_it()
    {
        var all = (StackedBarChart)Figures.DowntimeBudget(Samples.Three);
        var study = Samples.Pair();
        var upgrades = (StackedBarChart)Figures.DowntimeBudget(Samples.Of(study with { Measurements = [.. study.Measurements.Where(m => m.Cause is null or "upgrade")] }));
        Assert.That(upgrades.Series.Single().Color, Is.EqualTo(all.Series.Single(s => s.Name == "upgrade").Color));
    }

    [Test]
    public void A_topology_is_drawn_with_all_its_parts_and_what_they_share()
    {
        var drawing = (DiagramChart)Figures.Drawing(Samples.Pair("all kinds"))!;
        DiagramBox[] parts = [.. drawing.Root.Boxes];
        Assert.That(parts.Select(p => p.Name), Is.EqualTo(new[] { Samples.Hostile, "san & \"co\"", new string('x', 79) + "…", "| a | b |", "any of these", "power" }));
        Assert.That(parts[0].Ties.Select(t => t.Label), Is.EqualTo(new[] { "lockstep" }));
        Assert.That(parts[0].Bands.Select(b => b.Text), Is.EqualTo(new[] { "one software process: a crash takes both copies", "window of 30 min every 730 h: takes both copies down", "power: feed" }));
        Assert.That(parts[1].Bands[0].Text, Is.EqualTo("common mode: 5 % of the crashes take both nodes"));
        Assert.That(parts[1].Boxes[0].Boxes[0].Lines, Is.EqualTo(new[] { "6 aliases" }));
        Assert.That(parts[3].Boxes[0].Boxes[^1].Name, Is.EqualTo("… 14 more"));
        Assert.That(parts[4].Boxes.Select(b => b.Name), Is.EqualTo(new[] { "日本語 disks", "net" }));
        Assert.That(parts[5].Boxes[0].Lines[0], Does.StartWith("feeds <script>"));
    }

    [Test]
    public void Nothing_seen_is_an_upper_bound()
    {
        var chart = (IntervalChart)Figures.Availability(Samples.Three);
        Assert.That(chart.Series.Select(s => s.Name), Is.EqualTo(new[] { "Markov", "Monte Carlo", "fault tree" }));
        Assert.That(chart.Series[1].Points[1], Is.EqualTo(new IntervalPoint(0, null, 4e-8)));
        Assert.That(chart.Series[1].Points[0], Is.EqualTo(new IntervalPoint(3.4e-5, 3.2e-5, 3.6e-5)));
        Assert.That(chart.Series[0].Points[2].Value, Is.NaN);
    }

    [Test]
    public void Every_figure_can_be_drawn_whatever_is_missing()
    {
        foreach (var comparison in new[] { Samples.Three, Samples.Of(Samples.Quiet()), Samples.Of(Samples.Bare()), Samples.Of(Samples.Pair("bad \u0001 \ud800 \uffff")), Samples.Of(Samples.Pair("")) })
        {
            foreach (var chart in Figures.All(comparison).SelectMany(f => new[] { f.Chart, f.Linear }).Concat(comparison.Studies.Select(Figures.Drawing)).OfType<Chart>())
            {
                Assert.That(() => Renderer.RenderSvg(chart), Throws.Nothing, chart.Title);
                Assert.That(() => Renderer.RenderPng(chart, 1), Throws.Nothing, chart.Title);
            }
        }
    }

    [Test]
    public void Infinite_bounds_are_left_open()
    {
        var study = Samples.Quiet();
        study = study with { Measurements = [.. study.Measurements.Select(m => m with { Upper = double.PositiveInfinity })] };
        Assert.That(((IntervalChart)Figures.Availability(Samples.Of(study))).Series[0].Points[0].Upper, Is.Null);
    }
}
