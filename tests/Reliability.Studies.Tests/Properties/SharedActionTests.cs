using System.Numerics;
using System.Text;
using Reliability.Studies.Properties;

namespace Reliability.Studies.Tests.Properties;

/// <summary>Modules that share an action mean what their combinations of commands mean, however few events they become.</summary>
public sealed class SharedActionTests
{
    private const int Modules = 4;

    // The same model twice: modules that share an action, and one module with every combination of their commands written out.
    [Test]
    public void Shared_actions_are_their_combinations([Range(1, 12)] int seed)
    {
        var draws = new TestDraws((ulong)seed);
        var commands = Enumerable.Range(0, Modules).Select(m => Enumerable.Range(0, 3).Select(_ => Command(draws, m)).ToArray()).ToArray();
        var variables = Enumerable.Range(0, Modules).Select(m => $"x{m} : [0..2] init {m % 2};").ToArray();
        var back = Enumerable.Range(0, Modules).Select(m => $"[] x{m}>0 -> 0.{m + 3} : (x{m}'=0); [] x{m}=0 -> 0.5 : (x{m}'=1);").ToArray();
        const string questions = " rewards \"go\" [go] true : 1+x0; endrewards label \"up\" = x0+x1+x2+x3<3;";
        var shared = new StringBuilder("ctmc ");
        for (var m = 0; m < Modules; m++) shared.AppendLine($"module m{m} {variables[m]} {back[m]} {string.Join(' ', commands[m].Select(c => $"[go] {c.Guard} -> {string.Join(" + ", c.Updates.Select(u => $"{u.Rate} : {u.Text}"))};"))} endmodule");
        IEnumerable<(string Guard, string Rate, string Text)> all = [("true", "1", "")];
        foreach (var own in commands)
        {
            var flat = own.SelectMany(c => c.Updates.Select(u => (c.Guard, u.Rate, u.Text))).ToArray();
            all = [.. all.SelectMany(a => flat.Select(b => ($"{a.Guard} & {b.Guard}", $"{a.Rate}*({b.Rate})", a.Text.Length == 0 ? b.Text : b.Text == "true" ? a.Text : a.Text == "true" ? b.Text : $"{a.Text} & {b.Text}")))];
        }

        var combined = $"ctmc module all {string.Join(' ', variables)} {string.Join(' ', back)} {string.Join('\n', all.Select(a => $"[go] {a.Guard} -> {a.Rate} : {a.Text};"))} endmodule";
        var few = Asked.Model(shared.ToString() + questions);
        var every = Asked.Model(combined + questions);
        const string asked = "S=?[\"up\"]; P=?[F<=0.7 !\"up\"]; R{\"go\"}=?[C<=2]; R{\"go\"}=?[S];";
        var options = new PropertyOptions { Reduction = Reduction.None };
        var (found, expected) = (Asked.Study(few, asked, options), Asked.Study(every, asked, options));
        Assert.Multiple(() =>
        {
            Assert.That(few.Model!.Events, Has.Count.LessThan(every.Model!.Events.Count));
            Assert.That(found.States, Is.EqualTo(expected.States));
            Assert.That(found.Transitions, Is.EqualTo(expected.Transitions));
            for (var i = 0; i < expected.Results.Length; i++)
            {
                Assert.That(found.Results[i].Problem?.Message, Is.EqualTo(expected.Results[i].Problem?.Message));
                Assert.That(found.Results[i].Value, Is.EqualTo(expected.Results[i].Value).Within(1e-10 * Math.Abs(expected.Results[i].Value)), expected.Results[i].Property.Text);
            }
        });
    }

    // An exchangeable pool of 12 with three commands for one action: 3¹² combinations, 3¹² 2 states, 91 · 2 of them told apart.
    [Test]
    public void A_pool_of_twelve_is_counted()
    {
        var text = new StringBuilder("""
            ctmc
            module env e : [0..1]; [hit] e=0 -> 0.001 : (e'=1); [] e=1 -> 1 : (e'=0); endmodule
            module h1 x1 : [0..2]; [] x1=0 -> 0.01 : (x1'=1); [] x1>0 -> 0.5 : (x1'=0); [hit] x1=0 -> 1 : (x1'=2); [hit] x1=1 -> 1 : (x1'=2); [hit] x1=2 -> true; endmodule

            """);
        for (var h = 2; h <= 12; h++) text.AppendLine($"module h{h} = h1 [x1=x{h}] endmodule");
        text.AppendLine($"label \"up\" = {string.Join(" & ", Enumerable.Range(1, 12).Select(h => $"x{h}=0"))};");
        var subject = Asked.Model(text.ToString());
        var study = Asked.Study(subject, "S=?[\"up\"]");
        Assert.Multiple(() =>
        {
            Assert.That(subject.Model!.Events.Count(e => e.Name.StartsWith("hit", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(study.States, Is.EqualTo(2 * BigInteger.Pow(3, 12)));
            Assert.That(study.SolvedStates, Is.LessThanOrEqualTo(182));
            Assert.That(study.Results[0].Problem, Is.Null);
        });
    }

    private static (string Guard, (string Rate, string Text)[] Updates) Command(TestDraws draws, int module)
    {
        var (own, other) = ($"x{module}", $"x{(module + 1) % Modules}");
        var guard = draws.Next(6) switch
        {
            0 => $"{own}>={draws.Next(3)}",
            1 => $"{own}={draws.Next(3)} & {other}!={draws.Next(3)}",
            2 => $"{own}<={other}",
            3 => $"{own}>{other}",
            _ => $"{own}={draws.Next(3)}",
        };
        var updates = Enumerable.Range(0, 1 + (draws.Next(4) == 0 ? 1 : 0)).Select(_ => (draws.Next(3) == 0 ? $"1+{own}" : draws.Next(2) == 0 ? "1" : "2.5", draws.Next(3) switch
        {
            0 => "true",
            1 => $"({own}'={draws.Next(3)})",
            _ => $"({own}'=mod({own}+{other},3))",
        })).ToArray();
        return (guard, updates);
    }
}
