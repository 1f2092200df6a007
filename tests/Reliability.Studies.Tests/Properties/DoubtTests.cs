namespace Reliability.Studies.Tests.Properties;

/// <summary>Filters, start states, and bounds that are met only to within the error.</summary>
public sealed class DoubtTests
{
    // From s the goal is reached with probability s/4; all rates are powers of two apart from that of the middle.
    private const string Ruin = """
        ctmc
        const double r = 0.1;
        module M
          s : [0..4] init 2;
          [] s>0 & s<4 -> r : (s'=s-1) + r : (s'=s+1);
        endmodule
        rewards "time" s>0 & s<4 : 1; endrewards
        rewards "late" s=4 : 1; endrewards
        """;

    private static readonly string OpenStart = Ruin.Replace(" init 2", "", StringComparison.Ordinal) + " init s>=1 & s<=3 endinit";

    [TestCase("filter(state, P=? [ F s=4 ], s=1)", 0.25)]
    [TestCase("filter(min, P=? [ F s=4 ], s>0)", 0.25)]
    [TestCase("filter(max, P=? [ F s=4 ], s<4)", 0.75)]
    [TestCase("filter(sum, P=? [ F s=4 ])", 2.5)]
    [TestCase("filter(avg, P=? [ F s=4 ], s<4)", 0.375)]
    [TestCase("filter(avg, R{\"late\"}=? [ C ])", double.PositiveInfinity)]
    [TestCase("filter(sum, R{\"late\"}=? [ C ], s>0)", double.PositiveInfinity)]
    [TestCase("filter(max, R{\"late\"}=? [ C ])", double.PositiveInfinity)]
    [TestCase("filter(min, R{\"late\"}=? [ C ])", 0)]
    [TestCase("filter(argmax, R{\"late\"}=? [ C ])", 4)]
    [TestCase("filter(argmin, P=? [ F s=4 ], s>0)", 1)]
    [TestCase("filter(argmax, R{\"time\"}=? [ C ])", 1)]
    [TestCase("filter(count, P>0.6 [ F s=4 ])", 2)]
    [TestCase("filter(count, s>7)", 0)]
    [TestCase("filter(sum, P=? [ F s=4 ], s>7)", 0)]
    [TestCase("filter(forall, s>1, s>7)", 1)]
    [TestCase("filter(exists, s>1, s>7)", 0)]
    [TestCase("filter(first, P=? [ F s=4 ], s=3)", 0.75)]
    [TestCase("filter(sum, P=? [ F s=4 ], s<2) * 2 + P=? [ F s=0 ]", 1)]
    public void A_filter_gives_one_value(string property, double expected) =>
        Assert.That(Asked.Value(Ruin, property), Is.EqualTo(expected).Within(double.IsFinite(expected) ? 1e-10 * expected : 0));

    [Test]
    public void A_range_has_two_ends_and_printing_lists_states()
    {
        var range = Asked.Result(Ruin, "filter(range, P=? [ F s=4 ], s>0 & s<4)");
        var print = Asked.Result(Ruin, "filter(print, P=? [ F s=4 ])");
        var all = Asked.Result(Ruin, "filter(printall, P=? [ F s=4 ])");
        var extreme = Asked.Result(Ruin, "filter(argmin, P=? [ F s=4 ] * P=? [ F s=0 ])");
        Assert.Multiple(() =>
        {
            Assert.That(range.Value, Is.EqualTo(0.25).Within(1e-11));
            Assert.That(range.Upper, Is.EqualTo(0.75).Within(1e-11));
            Assert.That(print.Listed.Select(l => l.Value).Order(), Is.EqualTo(new[] { 0.25, 0.5, 0.75, 1 }).Within(1e-10));
            Assert.That(all.Listed, Has.Length.EqualTo(5));
            Assert.That(extreme.Listed, Has.Length.EqualTo(2));
        });
    }

    [TestCase("filter(state, P=? [ F s=4 ], s>2)", "holds in 2")]
    [TestCase("filter(state, P=? [ F s=4 ], s>7)", "holds in no state")]
    [TestCase("filter(min, P=? [ F s=4 ], s>7)", "holds in no state")]
    [TestCase("filter(avg, P=? [ F s=4 ], s>7)", "holds in no state")]
    [TestCase("filter(range, P=? [ F s=4 ], s>7)", "holds in no state")]
    [TestCase("filter(argmin, P=? [ F s=4 ], s>7)", "holds in no state")]
    // One half from the start, with an error.
    [TestCase("P>=0.5 [ F s=4 ]", "not decided")]
    [TestCase("!(P<0.5 [ F s=4 ])", "not decided")]
    [TestCase("P=? [ F s=4 ] = 0.5", "not decided")]
    [TestCase("P=? [ F s=4 ] != 0.5", "not decided")]
    [TestCase("P=? [ F s=4 ] >= 0.5", "not decided")]
    [TestCase("P>=0.5 [ F s=4 ] ? 1 : 2", "more than")]
    [TestCase("floor(2 * P=? [ F s=4 ])", "more than")]
    [TestCase("filter(count, P>=0.5 [ F s=4 ])", "not decided")]
    [TestCase("filter(forall, P>=0.5 [ F s=4 ], s>=2)", "not decided")]
    // The inner bound is met within its error in the middle, wherever the outer one is asked.
    [TestCase("filter(state, P>0.5 [ X P>=0.5 [ F s=4 ] ], s=3)", "not decided")]
    [TestCase("P=? [ X (s=1 & P>=0.5 [ F s=4 ]) | (F P>=0.5 [ F s=4 ]) ]", "not decided")]
    public void Doubt_is_told(string property, string words) => Assert.That(Asked.Problem(Ruin, property), Does.Contain(words));

    // Open elsewhere, or settled whichever way the open part falls.
    [TestCase("filter(state, P>=0.5 [ F s=4 ], s=1)", 0)]
    [TestCase("filter(forall, P>=0.5 [ F s=4 ], s>2)", 1)]
    [TestCase("filter(forall, P>=0.5 [ F s=4 ])", 0)]
    [TestCase("filter(exists, P>=0.5 [ F s=4 ])", 1)]
    [TestCase("P>0.2 [ F s=4 ]", 1)]
    [TestCase("P>=0.25 [ F s=4 ]", 1)]
    [TestCase("P>=0.75 [ F s=4 ]", 0)]
    [TestCase("s=2 | P>=0.5 [ F s=4 ]", 1)]
    [TestCase("s=1 & P>=0.5 [ F s=4 ]", 0)]
    [TestCase("P>=0.5 [ F s=4 ] => s=2", 1)]
    [TestCase("s=1 ? P>=0.5 [ F s=4 ] : true", 1)]
    public void What_does_not_matter_leaves_no_doubt(string property, double expected) => Assert.That(Asked.Value(Ruin, property), Is.EqualTo(expected));

    [Test]
    public void Of_open_start_states_a_range_is_told_and_a_bound_must_hold_in_each()
    {
        var range = Asked.Result(OpenStart, "P=? [ F s=4 ]");
        Assert.Multiple(() =>
        {
            Assert.That(range.Problem?.Message, Is.Null);
            Assert.That(range.Value, Is.EqualTo(0.25).Within(1e-11));
            Assert.That(range.Upper, Is.EqualTo(0.75).Within(1e-11));
            Assert.That(Asked.Value(OpenStart, "P>0.2 [ F s=4 ]"), Is.EqualTo(1));
            Assert.That(Asked.Value(OpenStart, "P>0.3 [ F s=4 ]"), Is.Zero);
            Assert.That(Asked.Value(OpenStart, "P>=0.5 [ F s=4 ]"), Is.Zero, "from 1 it certainly fails");
            Assert.That(Asked.Problem(OpenStart, "P<0.8 [ F s=4 ] & !(P=? [ F s=4 ] = 0.5)"), Does.Contain("not decided"));
            Assert.That(Asked.Value(OpenStart, "filter(count, \"init\")"), Is.EqualTo(3));
            Assert.That(Asked.Value(OpenStart, "filter(count, \"deadlock\")"), Is.EqualTo(2));
        });
    }
}
