using System.Text;
using Reliability.Formats.Explicit;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Tests.Explicit;

public sealed class ExplicitReaderTests
{
    private const string Tra = "3 4\n0 1 0.5\n1 0 2\n1 2 1e-3\n2 2 1\n";
    private const string Sta = "(s,b)\n0:(0,true)\n1:(1,false)\n2:(-2,false)\n";
    private const string Lab = "0=\"init\" 1=\"deadlock\" 2=\"down\"\n0: 0\n2: 1 2\n";

    [Test]
    public void Lines_may_come_in_any_order_with_blanks_and_comments()
    {
        using var folder = new ExplicitFolder()
            .With(".tra", "\uFEFF# a chain\r\n 3   4 \r\n\r\n1 2 1e-3 lose\r\n\t2 2 1\r\n0 1 .5\r\n1 0 2\r\n")
            .With(".sta", "(s, b)\n2:(-2,false)\n\n1:( 1 , false )\n0:(0,true)")
            .With(".lab", "0=\"init\" 2=\"down\" 1=\"deadlock\"\n2: 2 1\n0: 0\n")
            .With("1.srew", "3 1\n2 2.5\n").With("2.trew", "# Reward structure \"jobs\"\n3 1\n1 0 -1\n");
        var chain = folder.Good();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chain.Transitions, Is.EqualTo([new ExplicitTransition(0, 1, 0.5), new(1, 0, 2), new(1, 2, 1e-3), new(2, 2, 1)]));
            Assert.That(chain.Variables.Select(v => (v.Name, v.Minimum, v.Maximum, v.Initial, v.IsBoolean)), Is.EqualTo([("s", -2, 1, 0, false), ("b", 0, 1, 1, true)]));
            Assert.That(chain.Valuations, Is.EqualTo([[0, 1], [1, 0], new[] { -2, 0 }]));
            Assert.That((chain.InitialStates, chain.Deadlocks, chain.Labels.Single().Name), Is.EqualTo((new[] { 0 }, new[] { 2 }, "down")));
            Assert.That(chain.Rewards.Select(r => r.Name), Is.EqualTo(["", "jobs"]));
            Assert.That(chain.Rewards[0].States, Is.EqualTo([(2, 2.5)]));
            Assert.That(chain.Rewards[1].Transitions, Is.EqualTo([new ExplicitTransition(1, 0, -1)]));
        }
    }

    [TestCase("", "c.tra:1:1: error: the file is empty")]
    [TestCase("3\n", "c.tra:1:2: error: a whole number is missing at the end of the line")]
    [TestCase("3 x\n", "c.tra:1:3: error: 'x' is not a whole number")]
    [TestCase("3 4.5\n", "c.tra:1:4: error: '.5' is not a whole number")]
    [TestCase("3 4 5\n", "c.tra:1:1: error: three numbers in the first line belong to a decision process, not to a chain")]
    [TestCase("0 0\n", "c.tra:1:1: error: there is no state")]
    [TestCase("99999999999 1\n", "c.tra:1:1: error: '99999999999' is not a whole number")]
    [TestCase("200000000 1\n", "c.tra:1:1: error: 200000000 states and 1 lines are more than are read")]
    [TestCase("3 2\n0 1 0.5\n", "c.tra:1:1: error: 2 lines are announced, but 1 follow")]
    [TestCase("3 1\n0 1 0.5\n1 2 3\n", "c.tra:3:1: error: there are more lines than the 1 that the first line announces")]
    [TestCase("3 1\n0 3 0.5\n", "c.tra:2:3: error: there is no state 3")]
    [TestCase("3 1\n-1 2 0.5\n", "c.tra:2:1: error: '-1' is not a state")]
    [TestCase("3 1\n0 1x 0.5\n", "c.tra:2:3: error: '1x' is not a state")]
    [TestCase("3 1\n0 1\n", "c.tra:2:4: error: a rate is missing at the end of the line")]
    [TestCase("3 1\n0 1 fast\n", "c.tra:2:5: error: 'fast' is not a rate")]
    [TestCase("3 1\n0 1 0\n", "c.tra:2:5: error: the rate is not above zero")]
    [TestCase("3 1\n0 1 -2\n", "c.tra:2:5: error: the rate is not above zero")]
    [TestCase("3 1\n0 1 1e999\n", "c.tra:2:5: error: the rate is not a finite number")]
    [TestCase("3 1\n0 1 NaN\n", "c.tra:2:5: error: the rate is not a finite number")]
    [TestCase("3 1\n0 1 2 3\n", "c.tra:2:7: error: '3' is not expected here")]
    [TestCase("3 3\n0 1 2\n\n1 0 1\n0 1 2\n", "c.tra:5:1: error: the transition from 0 to 1 is listed twice")]
    [TestCase("3 2\n\n1 0 2\n1 0 3\n", "c.tra:4:1: error: the transition from 1 to 0 is listed twice")]
    public void A_matrix_that_is_wrong_is_told_by_its_place(string text, string expected) => Told(expected, (".tra", text));

    [TestCase(".sta", "", "c.sta:1:1: error: the file is empty")]
    [TestCase(".sta", "s,b\n", "c.sta:1:1: error: the names of the variables are missing")]
    [TestCase(".sta", "(s,)\n", "c.sta:1:1: error: a name is empty")]
    [TestCase(".sta", "(s,s)\n", "c.sta:1:1: error: two variables have one name")]
    [TestCase(".sta", "(s)\n0:(0)\n1:(1)\n", "c.sta:1:1: error: 2 states have values, but the chain has 3")]
    [TestCase(".sta", "(s)\n0:(0)\n0:(1)\n", "c.sta:3:1: error: state 0 is listed twice")]
    [TestCase(".sta", "(s)\n3:(0)\n", "c.sta:2:1: error: there is no state 3")]
    [TestCase(".sta", "(s)\n0 (0)\n", "c.sta:2:1: error: '0' does not begin with a state and ':'")]
    [TestCase(".sta", "(s,b)\n0:(0)\n", "c.sta:2:5: error: ',' is expected here, before the value of 'b'")]
    [TestCase(".sta", "(s)\n0:(x)\n", "c.sta:2:4: error: the value of 's' is neither a whole number nor true or false")]
    [TestCase(".sta", "(s)\n0:(0,1)\n", "c.sta:2:5: error: ')' is expected here")]
    [TestCase(".sta", "(s)\n0:(0)\n1:(true)\n", "c.sta:3:4: error: 's' has a truth value here, unlike before")]
    [TestCase(".lab", "", "c.lab:1:1: error: the file is empty")]
    [TestCase(".lab", "0=init\n", "c.lab:1:1: error: '0=init' is not a label with its number")]
    [TestCase(".lab", "0=\"init\" 0=\"down\"\n", "c.lab:1:10: error: the number 0 is given to two labels")]
    [TestCase(".lab", "0=\"init\" 1=\"init\"\n", "c.lab:1:10: error: the label 'init' is listed twice")]
    [TestCase(".lab", "0=\"init\"\n0: 1\n", "c.lab:2:4: error: '1' is not the number of a label")]
    [TestCase(".lab", "0=\"init\"\n5: 0\n", "c.lab:2:1: error: there is no state 5")]
    [TestCase(".lab", "0=\"init\"\n0: 0\n0: 0\n", "c.lab:3:1: error: state 0 is listed twice")]
    [TestCase(".srew", "4 1\n0 1\n", "c.srew:1:1: error: the file is about 4 states, but the chain has 3")]
    [TestCase(".srew", "3 2\n0 1\n0 2\n", "c.srew:3:1: error: the state 0 is listed twice")]
    [TestCase(".srew", "3 1\n0 1 2\n", "c.srew:2:5: error: '2' is not expected here")]
    [TestCase(".trew", "3 1\n0 1 x\n", "c.trew:2:5: error: 'x' is not a reward")]
    public void A_file_beside_the_matrix_that_is_wrong_is_told_by_its_place(string ending, string text, string expected) => Told(expected, (".tra", Tra), (ending, text));

    [Test]
    public void The_line_is_shown_with_a_caret_and_every_problem_is_told()
    {
        using var folder = new ExplicitFolder().With(".tra", "3 3\n0 1 0.5\n0 9 1\n2 1 x\n");
        Assert.That(folder.Read().Problems, Is.EqualTo([
            "c.tra:3:3: error: there is no state 9\n  3 | 0 9 1\n    |   ^\n  hint: the 3 states are numbered from 0 to 2",
            "c.tra:4:5: error: 'x' is not a rate\n  4 | 2 1 x\n    |     ^\n  hint: write for example 0 1 0.5",
        ]));
    }

    [Test]
    public void A_line_without_end_and_a_missing_file_are_told()
    {
        using var folder = new ExplicitFolder().With(".tra", "3 1\n" + new string('7', 3 << 20));
        Assert.That(folder.Read().Problems.Single(), Does.StartWith("c.tra:2:1: error: the line is longer than 1048576 bytes"));
        Assert.That(folder.Read(new ExplicitLimits(Bytes: 1000)).Problems.Single(), Does.Contain("more than the limit of 1000 bytes"));
        var diagnostics = new DiagnosticBag();
        Assert.That(ExplicitReader.Read(new ExplicitFiles("nowhere.tra"), diagnostics), Is.Null);
        Assert.That(diagnostics.ToImmutable().Single().Message, Is.EqualTo("'nowhere.tra' does not exist"));
    }

    [Test]
    public void Damaged_files_never_throw()
    {
        var seed = 20_260_101UL;
        string[] pieces = ["\n", " ", ":", "(", ")", ",", "\"", "=", "#", "-", "1e999", "true", "99999999999999999999", "\u0000", "\uFFFD", "ü", "\r", "0", "2"];
        (string Ending, string Text)[] files = [(".tra", Tra), (".sta", Sta), (".lab", Lab), (".srew", "3 2\n0 1\n2 0.5\n"), (".trew", "3 1\n1 2 4\n")];
        var good = 0;
        using var folder = new ExplicitFolder();
        foreach (var (ending, text) in files) folder.With(ending, text);
        for (var i = 0; i < 2000; i++)
        {
            var (ending, text) = files[Next(files.Length)];
            folder.With(ending, Damage(text));
            var (chain, problems) = folder.Read();
            folder.With(ending, text);
            Assert.That(chain is null, Is.EqualTo(problems.Any()), string.Join("\n", problems));
            if (chain is not null && chain.Transitions.Count() == chain.TransitionCount && chain.Valuations.Count() == chain.StateCount) good++;
        }

        Assert.That(good, Is.InRange(50, 1500));

        string Damage(string text)
        {
            var builder = new StringBuilder(text);
            for (var k = 0; k <= Next(3); k++)
            {
                var at = Next(builder.Length);
                if (Next(2) == 0) builder.Remove(at, Math.Min(1 + Next(4), builder.Length - at));
                builder.Insert(Math.Min(at, builder.Length), Next(4) == 0 ? "" : pieces[Next(pieces.Length)]);
            }

            return builder.ToString();
        }

        int Next(int limit)
        {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            return (int)((seed >> 11) % (ulong)Math.Max(1, limit));
        }
    }

    private static void Told(string expected, params (string Ending, string Text)[] files)
    {
        using var folder = new ExplicitFolder();
        foreach (var (ending, text) in files) folder.With(ending, text);
        var (chain, problems) = folder.Read();
        Assert.That(chain, Is.Null);
        Assert.That(problems.First().Split('\n')[0], Is.EqualTo(expected));
    }
}
