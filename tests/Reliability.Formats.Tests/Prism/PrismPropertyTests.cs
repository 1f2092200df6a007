using System.Collections.Immutable;
using Reliability.Formats.Explicit;
using Reliability.Formats.Prism;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Tests.Prism;

/// <summary>What properties mean, as trees.</summary>
public sealed class PrismPropertyTests
{
    private const string Text = "ctmc const int N = 2; const double T; formula low = x<N; module M x : [0..3]; b : bool; [a] x<3 -> 1 : (x'=x+1); endmodule "
        + "label \"up\" = x>0; label \"full\" = x=3; rewards \"work\" x>0 : 1; endrewards rewards [a] true : 1; endrewards";

    private static readonly PrismModel Model = PrismText.Good(Text, ("T", "10"));

    [TestCase("x=1 & b", "'x = 1 & b'")]
    [TestCase("low | N=2", "'true'")]
    [TestCase("\"up\" & !\"full\"", "'x > 0 & !x = 3'")]
    [TestCase("\"init\" | \"deadlock\"", "Or:Bool(\"init\", \"deadlock\")")]
    [TestCase("P=? [ F x=1 ]", "P=?[('true' U 'x = 1')]")]
    [TestCase("P=? [ F<=T*60 \"up\" ]", "P=?[('true' U[0,600] 'x > 0')]")]
    [TestCase("P=? [ F[N+1,N+2] x>0 ]", "P=?[('true' U[3,4] 'x > 0')]")]
    [TestCase("P=? [ F>N+5 x=N ]", "P=?[('true' U[7,Infinity] 'x = 2')]")]
    [TestCase("P=? [ F=T x=1 ]", "P=?[('true' U[10,10] 'x = 1')]")]
    [TestCase("P=? [ F<=T (x=1 & b) ]", "P=?[('true' U[0,10] 'x = 1 & b')]")]
    [TestCase("P=? [ F<(2*T) !b ]", "P=?[('true' U[0,20] '!b')]")]
    [TestCase("P=? [ x=0 U<=T x=N ]", "P=?[('x = 0' U[0,10] 'x = 2')]")]
    [TestCase("P=? [ x=0 & b U x=1 | b ]", "P=?[('x = 0 & b' U 'x = 1 | b')]")]
    [TestCase("P=? [ G<=3 b ]", "P=?[!('true' U[0,3] !'b')]")]
    [TestCase("P=? [ b W<=3 x=1 ]", "P=?[!(('b' & !'x = 1') U[0,3] (!'b' & !'x = 1'))]")]
    [TestCase("P=? [ b R x=1 ]", "P=?[!(!'b' U !'x = 1')]")]
    [TestCase("P=? [ X<=2 X b ]", "P=?[(X[0,2] (X 'b'))]")]
    [TestCase("P=? [ (X \"full\") & true {x=2} ]", "State:Double(P=?[((X 'x = 3') & 'true')], 'x = 2')")]
    [TestCase("P=? [ !(F b) => (G F x=1) ]", "P=?[(('true' U 'b') | !('true' U !('true' U 'x = 1')))]")]
    [TestCase("P=? [ (X b) <=> (F x=1) ]", "P=?[(((X 'b') & ('true' U 'x = 1')) | (!(X 'b') & !('true' U 'x = 1')))]")]
    [TestCase("P=? [ F b U x=1 ]", "P=?[(('true' U 'b') U 'x = 1')]")]
    [TestCase("P>0.5 [ F>=2 P<1/4 [ X b ] & x=1 ]", "P>0.5[('true' U[2,Infinity] And:Bool(P<0.25[(X 'b')], 'x = 1'))]")]
    [TestCase("P=? [ x=1 ]", "P=?['x = 1']")]
    [TestCase("S=? [ \"up\" ]", "S=?['x > 0']")]
    [TestCase("S<0.1 [ P>=1 [ F \"init\" ] ]", "S<0.1[P>=1[('true' U \"init\")]]")]
    [TestCase("R=? [ C<=T/2 ]", "R0=?[C<=5]")]
    [TestCase("R{\"work\"}>=2 [ I=0.5 ]", "R0>=2[I=0.5]")]
    [TestCase("R{2}=? [ F \"full\" | P>0.5 [ X b ] ]", "R1=?[F Or:Bool('x = 3', P>0.5[(X 'b')])]")]
    [TestCase("R{N}<5 [ S ]", "R1<5[S]")]
    [TestCase("R=? [ C ]", "R0=?[C]")]
    [TestCase("1 - P=? [ F b ]", "Subtract:Double('1', P=?[('true' U 'b')])")]
    [TestCase("P=? [ F b ] + x*2 > 3", "Greater:Bool(Add:Double(P=?[('true' U 'b')], 'x * 2'), '3')")]
    [TestCase("max(P=? [ F b ], 0) ", "Max:Double(P=?[('true' U 'b')], '0')")]
    [TestCase("b ? S=? [ b ] : 0", "If:Double('b', S=?['b'], '0')")]
    [TestCase("-S=? [ b ]", "Negate(S=?['b'])")]
    [TestCase("!P>0.5 [ X b ]", "Not(P>0.5[(X 'b')])")]
    [TestCase("b & P>0.5 [ X b ] & x=1 & x<3", "And:Bool('b & x = 1 & x < 3', P>0.5[(X 'b')])")]
    [TestCase("P>0.5 [ X b ] | b | x=1", "Or:Bool(P>0.5[(X 'b')], 'b | x = 1')")]
    [TestCase("filter(forall, \"up\" => P>0 [ F b ])", "ForAll:Bool(Implies:Bool('x > 0', P>0[('true' U 'b')]))")]
    [TestCase("filter(min, P=? [ F b ], x>0)", "Minimum:Double(P=?[('true' U 'b')], 'x > 0')")]
    [TestCase("filter(max, x, \"init\")", "Maximum:Int('x', \"init\")")]
    [TestCase("filter(argmax, P=? [ F b ])", "MaximumStates:Bool(P=?[('true' U 'b')])")]
    [TestCase("filter(argmin, x)", "MinimumStates:Bool('x')")]
    [TestCase("filter(count, b)", "Count:Int('b')")]
    [TestCase("filter(sum, x, b) + filter(avg, x) - filter(+, x)", "Subtract:Double(Add:Double(Sum:Int('x', 'b'), Average:Double('x')), Sum:Int('x'))")]
    [TestCase("filter(first, P=? [ F b ], x=1)", "First:Double(P=?[('true' U 'b')], 'x = 1')")]
    [TestCase("filter(state, P>0.1 [ F b ], x=1)", "State:Bool(P>0.1[('true' U 'b')], 'x = 1')")]
    [TestCase("filter(range, P=? [ F b ])", "Range:Double(P=?[('true' U 'b')])")]
    [TestCase("filter(exists, b)", "Exists:Bool('b')")]
    [TestCase("filter(&, b)", "ForAll:Bool('b')")]
    [TestCase("filter(|, b, x=1)", "Exists:Bool('b', 'x = 1')")]
    [TestCase("filter(print, filter(printall, x))", "Print:Int(PrintAll:Int('x'))")]
    [TestCase("P=? [ F b {x=1} ]", "State:Double(P=?[('true' U 'b')], 'x = 1')")]
    [TestCase("P=? [ F b {x=1}{min} ]", "Minimum:Double(P=?[('true' U 'b')], 'x = 1')")]
    [TestCase("S=? [ b {x=1}{max} ]", "Maximum:Double(S=?['b'], 'x = 1')")]
    [TestCase("R=? [ I=1 {x=1}{min}{max} ]", "Range:Double(R0=?[I=1], 'x = 1')")]
    [TestCase("R=? [ S {x=1} ]", "State:Double(R0=?[S], 'x = 1')")]
    public void A_property_becomes_a_tree(string text, string expected)
    {
        var property = PrismText.GoodProperties(text, Model).Single();
        Assert.That(PropertyText.Show(property.Expression), Is.EqualTo(expected));
        Assert.That(property.Text, Is.EqualTo(text.Trim()));
        Assert.That(property.Name, Is.Null);
    }

    [Test]
    public void Files_hold_constants_labels_and_properties()
    {
        const string text = """
            // what the file is about
            const double t; const int k = N + 1; const double unused;
            label "here" = x=k | "up";
            "phi" : P>=0.5 [ F<=t // in between
                "here" ];
            // RESULT: 1
            P=? [ X b ]
            "psi": "phi" & "chi"
            S=? [ b ]; S=? [ x=1 ]
            "chi": "here";
            1 - P=? [
              F b
            ]
            """;
        Assert.That(PrismPropertyReader.DeclaredConstants(new SourceText("m.props", text)), Is.EqualTo(new[] { "t", "k", "unused" }));
        var properties = PrismText.GoodProperties(text, Model, ("t", "1/2"), ("T", "10"));
        Assert.That(properties.Select(p => $"{p.Name}|{p.Text}|{PropertyText.Show(p.Expression)}|{p.Span.Position.Line}"), Is.EqualTo(new[]
        {
            "phi|P>=0.5 [ F<=t \"here\" ]|P>=0.5[('true' U[0,0.5] 'x = 3 | x > 0')]|4",
            "|P=? [ X b ]|P=?[(X 'b')]|7",
            "psi|\"phi\" & \"chi\"|And:Bool(P>=0.5[('true' U[0,0.5] 'x = 3 | x > 0')], 'x = 3 | x > 0')|8",
            "|S=? [ b ]|S=?['b']|9",
            "|S=? [ x=1 ]|S=?['x = 1']|9",
            "chi|\"here\"|'x = 3 | x > 0'|10",
            "|1 - P=? [ F b ]|Subtract:Double('1', P=?[('true' U 'b')])|11",
        }));
    }

    [Test]
    public void Models_from_elsewhere_give_their_names()
    {
        var builder = new ModelBuilder("pair");
        var n = builder.Integer("n", 0, 2, 2);
        builder.Integer("disk 1", 0, 1);
        builder.Exponential("fail", n.IsAtLeast(1), 1.0, Cause.Hardware, new Assignment(0, n - 1));
        var model = builder.Label("up", n.IsAtLeast(1)).Label("data-loss", n.Is(0)).Reward("service-weighted", n).Build();
        var diagnostics = new DiagnosticBag();
        var properties = PrismPropertyReader.Read(new SourceText("p", "P=? [ F<=t n=0 | \"data-loss\" ]\nR{\"service-weighted\"}=? [ S ]; const double t;"), model, PrismText.Settings(("t", "8760")), diagnostics);
        Assert.That(diagnostics.ToImmutable(), Is.Empty);
        Assert.That(properties!.Value.Select(p => PropertyText.Show(p.Expression)), Is.EqualTo(new[] { "P=?[('true' U[0,8760] 'n = 0 | n = 0')]", "R0=?[S]" }));
    }

    [Test]
    public void Matrices_give_labels_rewards_and_variables()
    {
        var diagnostics = new DiagnosticBag();
        var chain = new ExplicitChain
        {
            StateCount = 2,
            TransitionCount = 0,
            Transitions = [],
            Variables = [new Variable("n", 0, 4, 0), new Variable("broken", 0, 1, 0, IsBoolean: true), new Variable("disk 1", 0, 1, 0)],
            Labels = [.. new[] { "init", "up", "degraded" }.Select(l => new ExplicitLabel(l, []))],
            Rewards = [new ExplicitReward("", [], []), new ExplicitReward("cost", [], [])],
        };
        ImmutableArray<Property>? Read(string text) => PrismPropertyReader.Read(new SourceText("p", text), chain, PrismText.Settings(), diagnostics);
        Assert.That(Read("S=? [ \"up\" & !\"degraded\" ]; R{\"cost\"}=? [ C<=1 ]; R=? [ S ]; P>0.5 [ F \"init\" ]; S=? [ n=3 & !broken ]")!.Value.Select(p => PropertyText.Show(p.Expression)), Is.EqualTo(new[]
        {
            "S=?[And:Bool(\"up\", Not(\"degraded\"))]", "R1=?[C<=1]", "R0=?[S]", "P>0.5[('true' U \"init\")]", "S=?['n = 3 & !broken']",
        }));
        Assert.That(diagnostics.ToImmutable(), Is.Empty);
        Assert.That(Read("S=? [ \"upp\" ]"), Is.Null);
        Assert.That(diagnostics.ToImmutable().Single().ToString(), Is.EqualTo("p:1:7: error: unknown label or property 'upp'\n  1 | S=? [ \"upp\" ]\n    |       ^^^^^\n  hint: did you mean 'up'?"));
    }
}
