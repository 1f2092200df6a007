using Reliability.Charts.Drawing;
using Reliability.Charts.Layout;

namespace Reliability.Charts.Tests;

[TestFixture(FontChoice.System)]
[TestFixture(FontChoice.BuiltIn)]
public sealed class LayoutTests(FontChoice font)
{
    private readonly ScottPlotRenderer _renderer = new(font);

    [Test]
    public void Matrix_texts_keep_apart([Values(1, 7, 14, 20)] int columns, [Values(1, 9, 15)] int rows) =>
        AssertNothingOverlapsOrIsCut(Samples.Matrix(Samples.LongNames(rows), Samples.LongNames(columns)));

    [Test]
    public void Interval_texts_keep_apart([Values(1, 7, 14, 20, 40)] int categories, [Values(1, 2, 4)] int series) =>
        AssertNothingOverlapsOrIsCut(Samples.Interval(Samples.LongNames(categories), series));

    [Test]
    public void Bar_texts_keep_apart([Values(1, 7, 14, 20)] int categories) =>
        AssertNothingOverlapsOrIsCut(Samples.Bars(Samples.LongNames(categories)));

    [Test]
    public void Line_texts_keep_apart([Values] bool logX, [Values] bool logY) => AssertNothingOverlapsOrIsCut(Samples.Lines(logX, logY));

    [Test]
    public void Diagram_texts_keep_apart([Values(1, 2, 4, 9)] int hosts, [Values("vm", Samples.LongName, "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww")] string name)
    {
        DiagramChart chart = Samples.Diagram(hosts, name);
        AssertNothingOverlapsOrIsCut(chart);
        Figure figure = _renderer.Compose(chart);
        Frame[] boxes = [.. figure.Marks.OfType<Mark.Area>().Select(a => a.Box)];
        foreach (Frame a in boxes)
        {
            foreach (Frame b in boxes.Where(b => b != a && a.Overlaps(b))) Assert.That(a.Contains(b) || b.Contains(a), $"{a} cuts {b}");
            foreach (TextItem text in figure.Texts.Where(t => t.Bounds.Overlaps(a))) Assert.That(a.Contains(text.Bounds), $"'{text.Text}' crosses {a}");
        }
    }

    [Test]
    public void Sums_stand_beside_the_rows([Values(1, 9, 13)] int columns, [Values(1, 20)] int rows) =>
        AssertNothingOverlapsOrIsCut(Samples.Matrix(Samples.LongNames(rows), Samples.LongNames(columns), total: null) with { TotalColumnName = "all threats" });

    [Test]
    public void A_linear_interval_axis_keeps_texts_apart([Values(1, 7, 20)] int categories) =>
        AssertNothingOverlapsOrIsCut(Samples.Interval(Samples.LongNames(categories), 3) with { Linear = true });

    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void What_can_be_pointed_at_lies_inside_the_picture(Chart chart)
    {
        Figure figure = _renderer.Compose(chart);
        Frame picture = new(0, 0, figure.Size.Width, figure.Size.Height);
        if (chart is not DiagramChart) Assert.That(figure.Hits, Is.Not.Empty);
        foreach (Hit hit in figure.Hits) Assert.That(picture.Contains(hit.Box), $"{hit}");
    }

    [Test]
    public void Names_stand_in_the_segments_that_are_long_enough()
    {
        StackedBarChart chart = Samples.Bars(["a"]) with { Series = [new("short", [1.0]), new("a long segment", [9.0]), new("chosen", [5.0], new ChartColor(190, 190, 190))] };
        string[] texts = [.. _renderer.Compose(chart).Texts.Select(t => t.Text)];
        Assert.That(texts.Count(t => t == "a long segment"), Is.EqualTo(2), "in the legend and in the bar");
        Assert.That(_renderer.Compose(chart).Texts.Last(t => t.Text == "chosen").Color, Is.EqualTo(ChartColor.Black));
    }

    [Test]
    public void A_word_without_spaces_is_broken_rather_than_cut() =>
        AssertNothingOverlapsOrIsCut(Samples.Matrix([new string('w', 90)], [new string('m', 60), new string('i', 60)]));

    [Test]
    public void Matrix_numbers_read_on_their_cells()
    {
        MatrixChart chart = Samples.Matrix(Samples.Threats, Samples.Systems, total: null);
        LogColors colors = LogColors.Over(chart.Values.SelectMany(r => r));
        foreach (double value in chart.Values.SelectMany(r => r).Where(v => v > 0))
        {
            TextItem[] printed = [.. _renderer.Compose(chart).Texts.Where(t => t.Text == NumberText.Format(value))];
            Assert.That(printed.Select(t => t.Color), Does.Contain(colors.Of(value).Ink));
            Assert.That(colors.Of(value).Ink.ContrastWith(colors.Of(value)), Is.GreaterThanOrEqualTo(4.5));
        }
    }

    [Test]
    public void The_total_row_sums_the_columns()
    {
        MatrixChart chart = Samples.Matrix(["a", "b", "c"], ["x"]) with { Values = [[1.5], [double.NaN], [40.0]] };
        TextItem total = _renderer.Compose(chart).Texts.Single(t => t.Text == "41.5");
        Assert.That(total.Bold);
    }

    [Test]
    public void Labels_at_line_ends_are_stacked_without_overlap()
    {
        float[] tops = LabelStack.Place([50, 50, 99, 98, 0], [20, 20, 20, 20, 20], 0, 100);
        float[] sorted = [.. tops.Order()];
        Assert.That(sorted, Is.EqualTo(new float[] { 0, 20, 40, 60, 80 }));
        Assert.That(tops[4], Is.Zero, "the highest wish stays on top");
        Assert.That(tops[2], Is.EqualTo(80));
    }

    private void AssertNothingOverlapsOrIsCut(Chart chart)
    {
        Figure figure = _renderer.Compose(chart);
        Frame picture = new(0, 0, figure.Size.Width, figure.Size.Height);
        for (int i = 0; i < figure.Texts.Length; i++)
        {
            TextItem text = figure.Texts[i];
            Assert.That(picture.Contains(text.Bounds), $"'{text.Text}' is cut: {text.Bounds}");
            Assert.That(text.Size, Is.GreaterThanOrEqualTo(11));
            for (int j = 0; j < i; j++)
            {
                Assert.That(text.Bounds.Overlaps(figure.Texts[j].Bounds), Is.False, $"'{text.Text}' on '{figure.Texts[j].Text}'");
            }

            foreach (Mark.Symbol symbol in figure.Marks.OfType<Mark.Symbol>())
            {
                Frame mark = new(symbol.X - 4, symbol.Y - 4, symbol.X + 4, symbol.Y + 4);
                Assert.That(text.Bounds.Overlaps(mark), Is.False, $"'{text.Text}' on a marker");
            }
        }
    }
}
