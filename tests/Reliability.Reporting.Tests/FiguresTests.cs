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
            foreach (var chart in new[] { Figures.DowntimeByCause(comparison), Figures.Availability(comparison), Figures.DowntimeBudget(comparison) })
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
