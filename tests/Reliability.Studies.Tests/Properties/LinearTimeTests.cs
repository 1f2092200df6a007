using System.Globalization;
using System.Text;

namespace Reliability.Studies.Tests.Properties;

/// <summary>
/// Formulas of linear time against all paths of chains that come to rest: every path of such a chain ends in a state that it never leaves, so that its probability
/// is a product of branchings and its truth is evaluated by definition on the finite path whose last state repeats.
/// </summary>
public sealed class LinearTimeTests
{
    private const int States = 7;

    private abstract record Formula
    {
        public sealed record Atom(string Text, Func<int, bool> Holds) : Formula;

        public sealed record Not(Formula Operand) : Formula;

        public sealed record And(Formula Left, Formula Right) : Formula;

        public sealed record Or(Formula Left, Formula Right) : Formula;

        public sealed record Next(Formula Operand) : Formula;

        public sealed record Until(Formula Left, Formula Right) : Formula;

        public sealed record Finally(Formula Operand) : Formula;

        public sealed record Globally(Formula Operand) : Formula;

        public sealed record Weak(Formula Left, Formula Right) : Formula;

        public sealed record Release(Formula Left, Formula Right) : Formula;
    }

    private static string Text(Formula f) => f switch
    {
        Formula.Atom a => a.Text,
        Formula.Not n => $"!({Text(n.Operand)})",
        Formula.And a => $"({Text(a.Left)}) & ({Text(a.Right)})",
        Formula.Or o => $"({Text(o.Left)}) | ({Text(o.Right)})",
        Formula.Next x => $"X ({Text(x.Operand)})",
        Formula.Until u => $"({Text(u.Left)}) U ({Text(u.Right)})",
        Formula.Finally x => $"F ({Text(x.Operand)})",
        Formula.Globally g => $"G ({Text(g.Operand)})",
        Formula.Weak w => $"({Text(w.Left)}) W ({Text(w.Right)})",
        Formula.Release r => $"({Text(r.Left)}) R ({Text(r.Right)})",
        _ => throw new NotSupportedException(),
    };

    // Truth at a position of a path whose last state repeats for ever: positions beyond the last are the last.
    private static bool Holds(Formula f, int[] path, int at)
    {
        var last = path.Length - 1;
        return f switch
        {
            Formula.Atom a => a.Holds(path[at]),
            Formula.Not n => !Holds(n.Operand, path, at),
            Formula.And a => Holds(a.Left, path, at) && Holds(a.Right, path, at),
            Formula.Or o => Holds(o.Left, path, at) || Holds(o.Right, path, at),
            Formula.Next x => Holds(x.Operand, path, Math.Min(at + 1, last)),
            Formula.Until u => Until(i => Holds(u.Left, path, i), i => Holds(u.Right, path, i)),
            Formula.Finally x => Until(_ => true, i => Holds(x.Operand, path, i)),
            Formula.Globally g => !Until(_ => true, i => !Holds(g.Operand, path, i)),
            Formula.Weak w => Until(i => Holds(w.Left, path, i), i => Holds(w.Right, path, i)) || !Until(_ => true, i => !Holds(w.Left, path, i)),
            Formula.Release r => !Until(i => !Holds(r.Left, path, i), i => !Holds(r.Right, path, i)),
            _ => throw new NotSupportedException(),
        };

        bool Until(Func<int, bool> left, Func<int, bool> right)
        {
            for (var i = at; i <= last; i++)
            {
                if (right(i)) return true;
                if (!left(i)) return false;
            }

            return false;
        }
    }

    private static Formula Draw(TestDraws draws, int depth)
    {
        if (depth == 0 || draws.Next(5) == 0)
        {
            var mask = 1 + draws.Next((1 << States) - 2);
            return new Formula.Atom(string.Join(" | ", Enumerable.Range(0, States).Where(s => (mask >> s & 1) == 1).Select(s => $"s={s}")), s => (mask >> s & 1) == 1);
        }

        Formula One() => Draw(draws, depth - 1);
        return draws.Next(10) switch
        {
            0 => new Formula.Not(One()),
            1 => new Formula.And(One(), One()),
            2 => new Formula.Or(One(), One()),
            3 or 4 => new Formula.Next(One()),
            5 => new Formula.Until(One(), One()),
            6 => new Formula.Finally(One()),
            7 => new Formula.Globally(One()),
            8 => new Formula.Weak(One(), One()),
            _ => new Formula.Release(One(), One()),
        };
    }

    // Arcs lead onwards only, so that there are finitely many paths; rates are small whole numbers.
    private static (string Model, List<(int[] Path, double Probability)> Paths) Chain(TestDraws draws)
    {
        var text = new StringBuilder($"ctmc module M s : [0..{States - 1}] init 0;");
        var arcs = new List<(int To, double Rate)>[States];
        for (var s = 0; s < States; s++)
        {
            arcs[s] = [];
            for (var to = s + 1; to < States; to++)
            {
                if (s < States - 2 && draws.Next(3) > 0) arcs[s].Add((to, 1 + draws.Next(9)));
            }

            foreach (var (to, rate) in arcs[s]) text.Append(CultureInfo.InvariantCulture, $" [] s={s} -> {rate} : (s'={to});");
        }

        var paths = new List<(int[], double)>();
        Walk([0], 1);
        return (text.Append(" endmodule").ToString(), paths);

        void Walk(int[] path, double probability)
        {
            var here = arcs[path[^1]];
            if (here.Count == 0) paths.Add((path, probability));
            foreach (var (to, rate) in here) Walk([.. path, to], probability * rate / here.Sum(a => a.Rate));
        }
    }

    [Test]
    public void Random_formulas_have_the_probability_of_their_paths()
    {
        var draws = new TestDraws(20240607);
        var (answered, refused) = (0, 0);
        for (var trial = 0; trial < 40; trial++)
        {
            var (model, paths) = Chain(draws);
            var subject = Asked.Model(model);
            for (var k = 0; k < 15; k++)
            {
                var formula = Draw(draws, 1 + draws.Next(4));
                var expected = paths.Where(p => Holds(formula, p.Path, 0)).Sum(p => p.Probability);
                var result = Asked.Study(subject, $"P=? [ {Text(formula)} ]").Results[0];
                if (result.Problem is { } problem)
                {
                    // Only what needs infinite time may be refused.
                    Assert.That(problem.Message, Does.Contain("infinite time"), Text(formula));
                    refused++;
                    continue;
                }

                answered++;
                Assert.That(result.Value, Is.EqualTo(expected).Within(1e-10), $"{model}\n{Text(formula)}");
            }
        }

        TestContext.Out.WriteLine($"{answered} answered, {refused} refused");
        Assert.That(answered, Is.GreaterThan(300));
    }

    // With cycles and a self-loop: 0 -1-> 1, 1 -2-> 0, 1 -1-> 2, 0 stays by 3.
    private const string Back = "ctmc module M s : [0..2] init 0; [] s=0 -> 1 : (s'=1) + 3 : (s'=0); [] s=1 -> 2 : (s'=0) + 1 : (s'=2); endmodule";

    [TestCase("X (X s=1)", 0.75 * 0.25)]
    [TestCase("X (X (X s=0))", (0.75 * 0.75 * 0.75) + (0.25 * 2 / 3) * 0.75 + (0.75 * 0.25 * 2 / 3))]
    // The first jump out of 1 leads to 2.
    [TestCase("F (s=1 & (X s=2))", 1)]
    [TestCase("(s=0 U s=1) & (F s=2)", 1)]
    [TestCase("s=0 U (s=1 & (X s=2))", 1.0 / 3)]
    [TestCase("G !(s=1 & (X s=0))", 1.0 / 3)]
    // From 1 at once back to 0 and at once to 1 again: each visit of 1 ends by 2 with 1/3, else comes back at once with 2/3 * 1/4.
    [TestCase("F (s=1 & (X (s=0 & (X s=1))))", (2.0 / 3 * 0.25) / (1 - (2.0 / 3 * 0.75)))]
    [TestCase("G (s=1 => (X (s=2 | (X s=0))))", 1.0 / 3 / (1 - (2.0 / 3 * 0.75)))]
    public void Formulas_over_cycles_have_their_closed_form(string formula, double expected) => Assert.That(Asked.Value(Back, $"P=? [ {formula} ]"), Is.EqualTo(expected).Within(1e-11));
}
