using System.Diagnostics;
using System.Text;
using Reliability.Formats.Prism;
using Reliability.Modeling.Diagnostics;
using Reliability.Studies.Properties;

namespace Reliability.Studies.Tests.Properties;

/// <summary>Damaged models and properties through reading, exploring and solving: an answer or a diagnostic, never an exception, never late, never without bound.</summary>
public sealed class PropertyFuzzTests
{
    private static readonly string[] Models =
    [
        "ctmc const int N = 3; const double l = 1/50; module M n : [0..N] init N; [] n>0 -> n*l : (n'=n-1); [r] n<N -> 2 : (n'=n+1); endmodule label \"up\" = n>0; rewards \"w\" n=N : 1; [r] true : 3; endrewards",
        "ctmc formula d = x+y; module M x : [0..1] init 0; [] x=0 -> 0.1 : (x'=1); [] x=1 -> 1 : (x'=0); endmodule module L = M [x=y] endmodule label \"up\" = d<2; rewards \"w\" d=2 : 10; endrewards",
        "ctmc module M s : [0..4]; b : bool; [] s>0 & s<4 -> 1e-3 : (s'=s-1) + 1e3 : (s'=s+1); [] !b -> 5 : (b'=true); endmodule init s>=1 & !b endinit label \"up\" = s<4; rewards \"w\" true : s; endrewards",
    ];

    private static readonly string[] Properties =
    [
        "S=? [ \"up\" ]", "P=? [ F<=10 !\"up\" ]", "P=? [ G[1,2] \"up\" ]", "P=? [ \"up\" U>=2 !\"up\" ]", "P>=0.5 [ X \"up\" ]", "R{\"w\"}=? [ C<=10 ]", "R{\"w\"}=? [ F !\"up\" ]", "R{\"w\"}=? [ S ]", "R{\"w\"}=? [ C ]",
        "P=? [ X (X \"up\") ]", "P=? [ F (\"up\" & (X !\"up\")) ]", "filter(range, P=? [ F<=1 !\"up\" ], \"up\")", "filter(count, P>0.1 [ X \"up\" ])", "P=? [ (\"up\" U !\"up\") | (G \"up\") ] * 2 - 1 / 3", "P=? [ F P>0.5 [ X \"up\" ] ]",
    ];

    private static readonly string[] Pieces =
    [
        "0", "1", "-", "!", "&", "|", "(", ")", "=", "<", ">", "+", "*", "/", "1e308", "1e-300", "1e9", "2147483647", "true", "false", "n", "x", "s", "X ", "F ", "G ", "U ", "W ", "<=", ">=", "=?", "0.5", "[", "]", "1/0", "99999", "\"init\"", "\"deadlock\"",
    ];

    private static readonly string[] Numbers = ["0", "1", "2", "3", "7", "40", "100000", "0.5", "1e-9", "1e-300", "1e9", "1e300"];

    [Test]
    public void Five_hundred_damaged_pairs_end_in_answers_or_diagnostics()
    {
        var draws = new TestDraws(31);
        var (answers, problems, unread) = (0, 0, 0);
        for (var i = 0; i < 500; i++)
        {
            // One of the two is mostly whole, so that many pairs reach the end.
            var model = i % 5 < 2 ? Models[draws.Next(Models.Length)] : Damaged(Models[draws.Next(Models.Length)], draws);
            var property = i % 5 is 2 or 3 ? Properties[draws.Next(Properties.Length)] : Damaged(Properties[draws.Next(Properties.Length)], draws);
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            try
            {
                if (Study(model, property) is not { } study) unread++;
                else if (study.Results.IsEmpty) Assert.That(++problems, Is.Positive);
                else foreach (var result in study.Results) (answers, problems) = result.Answered ? (answers + 1, problems) : (answers, problems + 1);
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"pair {i}: {e}\n{model}\n{property}");
            }

            Assert.That(Process.GetCurrentProcess().TotalProcessorTime - before, Is.LessThan(TimeSpan.FromSeconds(10)), $"pair {i}\n{model}\n{property}");
        }

        TestContext.Out.WriteLine($"{answers} answers, {problems} problems, {unread} not read, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        Assert.Multiple(() =>
        {
            Assert.That(answers, Is.GreaterThan(50));
            Assert.That(Process.GetCurrentProcess().PeakWorkingSet64, Is.LessThan(2L << 30));
        });
    }

    private static PropertyStudy? Study(string model, string property)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var diagnostics = new DiagnosticBag();
        var none = new Dictionary<string, string>();
        if (PrismModelReader.Read(new SourceText("m.sm", model), none, diagnostics) is not { } prism)
        {
            Assert.That(diagnostics.HasErrors, model);
            return null;
        }

        var subject = new PropertySubject("m", "m.sm") { Model = prism.Model, InitialStates = prism.InitialStates, Prism = prism };
        if (subject.Properties(new SourceText("m.props", property), none, diagnostics) is not { } properties)
        {
            Assert.That(diagnostics.HasErrors, property);
            return null;
        }

        var study = PropertyRunner.Run(subject, properties, new PropertyOptions { MaximumStates = 100_000 }, null, stop.Token);
        foreach (var result in study.Results) Assert.That(result.Answered && double.IsNaN(result.Value), Is.False, $"no number\n{model}\n{property}");
        if (study.Results.IsEmpty && !properties.IsEmpty) Assert.That(study.Diagnostics, Is.Not.Empty);
        return study;
    }

    private static string Damaged(string text, TestDraws draws)
    {
        var damaged = new StringBuilder(text);
        for (var edits = 1 + draws.Next(2); edits > 0; edits--)
        {
            var at = draws.Next(damaged.Length);
            var length = Math.Min(1 + draws.Next(3), damaged.Length - at);
            var piece = Pieces[draws.Next(Pieces.Length)];
            switch (draws.Next(16))
            {
                case 0:
                    damaged.Remove(at, length);
                    break;
                case 1:
                    damaged.Insert(at, piece);
                    break;
                case 2:
                    damaged.Remove(at, length).Insert(at, piece);
                    break;
                default:
                    // A number for a digit: mostly still a model.
                    for (var k = 0; k < damaged.Length; k++)
                    {
                        var place = (at + k) % damaged.Length;
                        if (!char.IsAsciiDigit(damaged[place])) continue;
                        damaged.Remove(place, 1).Insert(place, Numbers[draws.Next(Numbers.Length)]);
                        break;
                    }

                    break;
            }
        }

        return damaged.ToString();
    }
}
