using System.Globalization;
using System.Text;
using Reliability.Markov.ModelChecking;
using Reliability.Studies.Properties;

namespace Reliability.Studies.Tests.Properties;

/// <summary>Whatever is joined, whichever method is forced, however the model is written: the same answers.</summary>
public sealed class SameAnswerTests
{
    private static readonly string[] Questions =
    [
        "S=? [ down>=2 ]", "P=? [ F<={0} down=3 ]", "P=? [ F[{0},{1}] down>=2 ]", "P=? [ down<2 U<={1} crew=1 ]", "P=? [ G<={0} down<2 ]", "P=? [ F down=3 ]", "P=? [ down<2 U crew=1 ]",
        "P=? [ X down=1 ]", "P=? [ X (X down=1) ]", "P=? [ (down=0 U down=1) & (F (down=2 & (X down=3))) ]",
        "R{{\"down\"}}=? [ C<={1} ]", "R{{\"down\"}}=? [ I={0} ]", "R{{\"down\"}}=? [ S ]", "R{{\"down\"}}=? [ F down=3 ]", "R{{\"repairs\"}}=? [ C<={1} ]", "R{{\"repairs\"}}=? [ S ]",
        "P>0.5 [ F<={1} P>0.01 [ F<={0} down=3 ] ]", "filter(min, P=? [ F<={0} down=3 ], down<3)", "filter(max, S=? [ down>=2 ])", "filter(forall, P>=1 [ F down=3 ])",
    ];

    // Three alike with one crew; rates drawn, so that some models are stiff. Order and halves change the text, not the chain; the unit changes all rates.
    private static string Model(int seed, double unit = 1, bool turned = false, bool halves = false)
    {
        var draws = new TestDraws((ulong)seed);
        double Rate(int least) => (1 + draws.Next(9)) * Math.Pow(10, -draws.Next(least)) * unit;
        var (fail, call, fix, leave) = (Rate(seed % 3 == 0 ? 7 : 3), Rate(3), Rate(2), Rate(4));
        var parts = Enumerable.Range(0, 3).Select(i =>
        {
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"module P{i} x{i} : [0..1] init 0;");
            text.AppendLine(Event($"fail{i}", $"x{i}=0", fail, $"(x{i}'=1)"));
            text.AppendLine(CultureInfo.InvariantCulture, $"[fix{i}] x{i}=1 -> {fix:R} : (x{i}'=0);");
            return text.Append("endmodule").ToString();
        }).ToArray();
        var crew = new StringBuilder("module Crew crew : [0..1] init 0;\n");
        crew.AppendLine(Event("call", "crew=0 & down>0", call, "(crew'=1)"));
        crew.AppendLine(Event("leave", "crew=1 & down=0", leave, "(crew'=0)"));
        foreach (var i in Enumerable.Range(0, 3)) crew.AppendLine(CultureInfo.InvariantCulture, $"[fix{i}] crew=1 -> true;");
        crew.Append("endmodule");
        string[] modules = turned ? [crew.ToString(), parts[2], parts[0], parts[1]] : [.. parts, crew.ToString()];
        return $"""
            ctmc
            formula down = x0+x1+x2;
            {string.Join("\n", modules)}
            rewards "down" down>0 : down; endrewards
            rewards "repairs" [fix0] true : 2; [fix1] true : 2; [fix2] true : 2; endrewards
            """;

        string Event(string name, string guard, double rate, string effect) => halves
            ? FormattableString.Invariant($"[] {guard} -> {rate / 2:R} : {effect}; [] {guard} -> {rate / 2:R} : {effect};")
            : FormattableString.Invariant($"[] {guard} -> {rate:R} : {effect};");
    }

    private static string Properties(double unit = 1) =>
        string.Join("\n", Questions.Select(q => string.Format(CultureInfo.InvariantCulture, q, (0.5 / unit).ToString("R", CultureInfo.InvariantCulture), (20 / unit).ToString("R", CultureInfo.InvariantCulture))));

    private static PropertyStudy Ask(string model, string properties, Reduction reduction = Reduction.None, CheckingOptions? checking = null) =>
        Asked.Study(Asked.Model(model), properties, new PropertyOptions { Reduction = reduction, Checking = checking ?? new CheckingOptions() });

    private static void Same(PropertyStudy expected, PropertyStudy actual, string what, Func<string, double>? scale = null) => Assert.Multiple(() =>
    {
        foreach (var (a, b) in expected.Results.Zip(actual.Results))
        {
            Assert.That(a.Problem?.Message, Is.Null, $"{a.Property.Text}");
            Assert.That(b.Problem?.Message, Is.Null, $"{what}: {b.Property.Text}");
            var value = a.Value * (scale?.Invoke(a.Property.Text) ?? 1);
            Assert.That(b.Value, Is.EqualTo(value).Within(double.IsFinite(value) ? 2e-10 * Math.Abs(value) : 0), $"{what}: {b.Property.Text}");
        }
    });

    [Test]
    public void Joining_states_changes_no_answer([Range(1, 8)] int seed)
    {
        var full = Ask(Model(seed), Properties());
        var (symmetric, lumped) = (Ask(Model(seed), Properties(), Reduction.Symmetry), Ask(Model(seed), Properties(), Reduction.Lumping));
        Same(full, symmetric, "symmetry");
        Same(full, lumped, "lumping");
        Assert.That((full.SolvedStates, symmetric.SolvedStates, lumped.SolvedStates), Is.EqualTo((16, 8, 8)));
    }

    [Test]
    public void Labels_of_the_start_survive_joining()
    {
        // Alike but for where they start.
        const string Uneven = "ctmc module One a : [0..1] init 0; [] a=0 -> 1 : (a'=1); [] a=1 -> 2 : (a'=0); endmodule module Two b : [0..1] init 1; [] b=0 -> 1 : (b'=1); [] b=1 -> 2 : (b'=0); endmodule";
        const string Asks = "P=? [ X \"init\" ]\nS=? [ \"init\" ]\nP=? [ F[1,1] \"init\" ]\nfilter(max, P=? [ X \"init\" ])";
        foreach (var reduction in new[] { Reduction.Symmetry, Reduction.Lumping }) Same(Ask(Uneven, Asks), Ask(Uneven, Asks, reduction), reduction.ToString());
    }

    [Test]
    public void Forced_methods_agree([Range(1, 6)] int seed)
    {
        var chosen = Ask(Model(seed), Properties());
        foreach (var method in CheckingOptions.LongRunMethods)
        {
            var forced = Asked.Study(Asked.Model(Model(seed)), string.Join("\n", Questions.Where(q => q.Contains("S", StringComparison.Ordinal)).Select(q => q.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal))),
                new PropertyOptions { Reduction = Reduction.None, Checking = new CheckingOptions { LongRunMethod = method } });
            var wanted = chosen.Results.Where(r => r.Property.Text.Contains('S', StringComparison.Ordinal)).ToArray();
            foreach (var (a, b) in wanted.Zip(forced.Results))
            {
                Assert.That(b.Problem?.Message, Is.Null, $"{method}: {b.Property.Text}");
                Assert.That(b.Value, Is.EqualTo(a.Value).Within(2e-10 * a.Value), $"{method}: {b.Property.Text}");
            }
        }

        foreach (var method in CheckingOptions.TransientMethods)
        {
            var forced = Ask(Model(seed), Properties(), Reduction.None, new CheckingOptions { TransientMethod = method });
            foreach (var (a, b) in chosen.Results.Zip(forced.Results))
            {
                // A forced method may honestly miss the precision; it may not be wrong by more than it says.
                if (b.Problem is not null && double.IsNaN(b.Value)) continue;
                var allowed = b.Problem is null ? 2e-10 * Math.Abs(a.Value) : b.Error.Absolute + (2e-10 * Math.Abs(a.Value));
                Assert.That(b.Value, Is.EqualTo(a.Value).Within(allowed), $"{method}: {b.Property.Text}");
            }
        }
    }

    [Test]
    public void The_unit_of_time_the_order_and_halves_of_events_change_no_answer([Range(1, 6)] int seed)
    {
        var given = Ask(Model(seed), Properties());
        Same(given, Ask(Model(seed, turned: true), Properties()), "order");
        Same(given, Ask(Model(seed, halves: true), Properties()), "halves");
        // Accumulated time shrinks with the unit, rates of jumps grow.
        Same(given, Ask(Model(seed, 3600), Properties(3600)), "unit", text =>
            text.Contains("\"down\"}=? [ C", StringComparison.Ordinal) || text.Contains("\"down\"}=? [ F", StringComparison.Ordinal) ? 1.0 / 3600
            : text.Contains("\"repairs\"}=? [ S", StringComparison.Ordinal) ? 3600 : 1);
    }
}
