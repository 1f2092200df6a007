using Reliability.Formats.Prism;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Tests.Prism;

/// <summary>What models in the PRISM language mean, event by event.</summary>
public sealed class PrismModelTests
{
    private const string Pair = "module D a : [0..1]; [go] a=0 -> 2 : (a'=1); [back] a=1 -> 1 : (a'=0); endmodule module B b : [0..1]; [go] b=0 -> 3 : (b'=1); [rest] b=1 -> 5 : (b'=0); endmodule\n";

    [TestCase("implicit rate and update", "module M x : bool; [] !x -> (x'=true); [] x -> true; endmodule", "M#1: !x -> 1.0 : x' = true|M#2: x -> 1.0 : true")]
    [TestCase("several updates", "module M x : [0..2]; [] x=0 -> 1 : (x'=1) + 0.5 : (x'=2); endmodule", "M#1: x = 0 -> 1.0 : x' = 1|M#2: x = 0 -> 0.5 : x' = 2")]
    [TestCase("rate over variables", "module M x : [0..2]; [] x>0 -> x/4 : (x'=x-1); endmodule", "M: x > 0 -> x / 4 : x' = x - 1")]
    [TestCase("constants are folded", "const int N = 3; const double r = 1/N; module M x : [0..N]; [] x<N -> r*2 : (x'=min(x+1, N)); endmodule", "M: x < 3 -> 0.6666666666666666 : x' = min(x + 1, 3)")]
    [TestCase("rate zero and false guards happen never", "const double r = 0; module M x : [0..2]; [] x>0 -> r : (x'=0); [] false -> 1 : (x'=0); [] x=1 -> 2 : (x'=0); endmodule", "M: x = 1 -> 2.0 : x' = 0")]
    [TestCase("formulas in any order", "formula f = g | x=2; formula g = x=1; module M x : [0..2]; [] f -> 1 : (x'=0); endmodule", "M: x = 1 | x = 2 -> 1.0 : x' = 0")]
    [TestCase("globals", "global g : [0..3]; module M x : bool; [] !x -> 1 : (g'=2) & (x'=true); endmodule", "M: !x -> 1.0 : g' = 2 & x' = true")]
    [TestCase("shared action", Pair, "go: a = 0 & b = 0 -> 6.0 : a' = 1 & b' = 1|back: a = 1 -> 1.0 : a' = 0|rest: b = 1 -> 5.0 : b' = 0")]
    [TestCase("every command with every command", "module D a : [0..2]; [s] a=0 -> 2 : (a'=1) + 3 : (a'=2); endmodule module B b : [0..2]; [s] b=0 -> 5 : (b'=1); [s] b=1 -> b : (b'=2); endmodule",
        "s#1: a = 0 & b = 0 -> 10.0 : a' = 1 & b' = 1|s#2: a = 0 & b = 1 -> 2.0 * b : a' = 1 & b' = 2|s#3: a = 0 & b = 0 -> 15.0 : a' = 2 & b' = 1|s#4: a = 0 & b = 1 -> 3.0 * b : a' = 2 & b' = 2")]
    [TestCase("an action that cannot happen blocks", "module D a : bool; [s] !a -> 2 : (a'=true); [] a -> 1 : (a'=false); endmodule module B b : bool; [s] false -> 1 : true; endmodule", "D: a -> 1.0 : a' = false")]
    [TestCase("integers multiply as doubles", "module D a : [0..9]; [s] true -> a : true; endmodule module B b : [0..9]; [s] true -> b : true; endmodule", "s: true -> 1.0 * a * b : true")]
    [TestCase("three partners", "module D a : bool; [s] !a -> 2 : (a'=true); endmodule module B b : bool; [s] !b -> 3 : (b'=true); endmodule module K c : bool; [s] !c -> 4 : (c'=true); endmodule", "s: !a & !b & !c -> 24.0 : a' = true & b' = true & c' = true")]
    [TestCase("renaming", "const double r = 2; const double q = 7; module D a : [0..1]; [s] a=0 & b=0 -> r : (a'=1); endmodule module B = D [ a=b, b=a, r=q, s=t ] endmodule", "s: a = 0 & b = 0 -> 2.0 : a' = 1|t: b = 0 & a = 0 -> 7.0 : b' = 1")]
    [TestCase("formulas are renamed inside", "formula f = a>0; module D a : [0..1]; [] f -> 1 : (a'=0); endmodule module B = D [ a=b ] endmodule", "D: a > 0 -> 1.0 : a' = 0|B: b > 0 -> 1.0 : b' = 0")]
    [TestCase("a formula for another", "formula f = a>0; formula g = true; module D a : [0..1]; [] f -> 1 : (a'=0); endmodule module B = D [ a=b, f=g ] endmodule", "D: a > 0 -> 1.0 : a' = 0|B: true -> 1.0 : b' = 0")]
    [TestCase("formulas of formulas under renaming", "formula g = f & c; formula f = a>0; module D a : [0..1]; [] g -> 1 : (a'=0); endmodule module B = D [ a=b ] endmodule module K c : bool; endmodule", "D: a > 0 & c -> 1.0 : a' = 0|B: b > 0 & c -> 1.0 : b' = 0")]
    [TestCase("a renamed module renamed", "formula f = a>0; module D a : [0..1]; [s] f -> 1 : (a'=0); endmodule module K = B [ b=c, t=u ] endmodule module B = D [ a=b, s=t ] endmodule", "s: a > 0 -> 1.0 : a' = 0|u: c > 0 -> 1.0 : c' = 0|t: b > 0 -> 1.0 : b' = 0")]
    [TestCase("the same name for a module and an action", "module s x : bool; [s] x -> 1 : (x'=false); [] !x -> 2 : (x'=true); endmodule", "s#1: x -> 1.0 : x' = false|s#2: !x -> 2.0 : x' = true")]
    [TestCase("interleaved", Pair + "system D ||| B endsystem", "go#1: a = 0 -> 2.0 : a' = 1|back: a = 1 -> 1.0 : a' = 0|go#2: b = 0 -> 3.0 : b' = 1|rest: b = 1 -> 5.0 : b' = 0")]
    [TestCase("chosen actions", Pair + "system D |[back]| B endsystem", "go#1: a = 0 -> 2.0 : a' = 1|go#2: b = 0 -> 3.0 : b' = 1|rest: b = 1 -> 5.0 : b' = 0")]
    [TestCase("hidden before", Pair + "system D/{go} || B endsystem", "go#1: a = 0 -> 2.0 : a' = 1|back: a = 1 -> 1.0 : a' = 0|go#2: b = 0 -> 3.0 : b' = 1|rest: b = 1 -> 5.0 : b' = 0")]
    [TestCase("hidden after", Pair + "system (D || B)/{go,rest} endsystem", "go: a = 0 & b = 0 -> 6.0 : a' = 1 & b' = 1|back: a = 1 -> 1.0 : a' = 0|rest: b = 1 -> 5.0 : b' = 0")]
    [TestCase("renamed in the system", Pair + "system D{back<-rest} || B endsystem", "go: a = 0 & b = 0 -> 6.0 : a' = 1 & b' = 1|rest: a = 1 & b = 1 -> 5.0 : a' = 0 & b' = 0")]
    [TestCase("interleaving binds tighter", "module D a : bool; [s] !a -> 2 : (a'=true); endmodule module B b : bool; [s] !b -> 3 : (b'=true); endmodule module K c : bool; [s] !c -> 4 : (c'=true); endmodule system D ||| B || K endsystem", "s#1: !a & !c -> 8.0 : a' = true & c' = true|s#2: !b & !c -> 12.0 : b' = true & c' = true")]
    public void Commands_become_events(string what, string text, string expected) =>
        Assert.That(string.Join('|', PrismText.Events(PrismText.Good("ctmc " + text))), Is.EqualTo(expected), what);

    [TestCase("-x*2+1<=3&!x=1=>true", "-x * 2 + 1 <= 3 & !x = 1 => true")]
    [TestCase("x=0|x=1&x=2", "x = 0 | x = 1 & x = 2")]
    [TestCase("b=>b<=>b|b", "b => b <=> b | b")]
    [TestCase("!b=b", "!b = b")]
    [TestCase("x<1=b", "x < 1 = b")]
    [TestCase("b?x<1:x>1?b:!b", "b ? x < 1 : x > 1 ? b : !b")]
    [TestCase("x-1-1>x/2/2", "x - 1 - 1 > x / 2 / 2")]
    [TestCase("x--1>-x", "x - -1 > -x")]
    [TestCase("7/2=3.5&b", "b")]
    [TestCase("mod(-1,3)=2&pow(2,10)=1024&pow(2.0,0.5)>1.41&log(8,2)=3&b", "b")]
    [TestCase("floor(-0.5)=-1&ceil(-0.5)=0&round(0.5)=1&round(-0.5)=0&b", "b")]
    [TestCase("min(3,x,2.5)<max(x,1)", "min(3, x, 2.5) < max(x, 1)")]
    [TestCase("func(max,x,1)>func(floor,2.5)", "max(x, 1) > 2")]
    [TestCase("1e3>.5&1.5E-2<1&b", "b")]
    public void Expressions_bind_as_in_PRISM(string text, string expected)
    {
        var model = PrismText.Good($"ctmc module M x : [-3..3]; b : bool; [] b -> 1 : (b'=false); endmodule label \"e\" = {text};");
        // The printer writes the fewest brackets that the reader needs: what is printed is read as the same tree.
        var again = PrismText.Good($"ctmc module M x : [-3..3]; b : bool; [] b -> 1 : (b'=false); endmodule label \"e\" = {model.Model.Labels[0].Predicate};");
        Assert.That(again.Model.Labels[0].Predicate, Is.EqualTo(model.Model.Labels[0].Predicate));
        Assert.That(model.Model.Labels[0].Predicate.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Variables_have_their_ranges_and_first_values()
    {
        var model = PrismText.Good("ctmc const int N = 4; global g : [1..N]; module M a : bool; b : bool init true; c : [-N..N] init N-1; d : int; e : int init 7; f : [N..N]; [] a -> 1 : (a'=false); endmodule module M2 = M [ a=a2, b=b2, c=c2, d=d2, e=e2, f=f2, N=one ] endmodule const int one = 1;");
        Assert.That(model.Model.Variables.Select(v => $"{v.Name} {v.Minimum}..{v.Maximum} {v.Initial} {v.IsBoolean}"), Is.EqualTo(new[]
        {
            "g 1..4 1 False", "a 0..1 0 True", "b 0..1 1 True", "c -4..4 3 False", "d -2147483648..2147483647 0 False", "e -2147483648..2147483647 7 False", "f 4..4 4 False",
            "a2 0..1 0 True", "b2 0..1 1 True", "c2 -1..1 0 False", "d2 -2147483648..2147483647 0 False", "e2 -2147483648..2147483647 7 False", "f2 1..1 1 False",
        }));
        Assert.That(model.Modules.Select(m => $"{m.Name} {string.Join(',', m.Variables)} {m.Commands}"), Is.EqualTo(new[] { "M 1,2,3,4,5,6 1", "M2 7,8,9,10,11,12 1" }));
        Assert.That(model.Model.Name, Is.EqualTo("m"));
    }

    [Test]
    public void Constants_are_set_from_outside_and_computed_in_any_order()
    {
        const string text = "ctmc const double r = N * s; const int N; const double s; const bool b; const k; module M x : [0..N]; [] b & x>k -> r : (x'=0); endmodule";
        var model = PrismText.Good(text, ("N", "2+1"), ("s", "1/4"), ("b", "true"), ("k", "0"));
        Assert.That(PrismText.Events(model), Is.EqualTo(new[] { "M: x > 0 -> 0.75 : x' = 0" }));
        Assert.That(PrismText.Good(text, ("N", "1"), ("s", "4"), ("b", "1=2"), ("k", "-N")).Model.Events, Is.Empty, "what is set may use other constants; the guard is false");
    }

    [Test]
    public void Initial_states_may_be_a_condition()
    {
        var model = PrismText.Good("ctmc module M x : [1..3]; b : bool; [] x>1 -> 1 : (x'=1); endmodule init x>1 & !b endinit");
        Assert.That(model.InitialStates?.ToString(), Is.EqualTo("x > 1 & !b"));
        Assert.That(model.Model.InitialState(), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(PrismText.Good("ctmc module M x : [1..3]; endmodule").InitialStates, Is.Null);
    }

    [Test]
    public void Rewards_become_rates_and_impulses()
    {
        var model = PrismText.Good("ctmc " + Pair + """
            rewards "r" a=1 : 2; true : b; [go] true : 3; [go] a=0 : 4; [] true : 9; endrewards
            rewards [rest] b=1 : 0.5; endrewards
            rewards "reward3" false : 1; endrewards
            rewards true : 1; endrewards
            rewards "silent" [go] true : 1; endrewards
            """);
        Assert.That(model.Model.Rewards.Select(r => $"{r.Name}: {r.Rate} | {string.Join(", ", r.Impulses.Select(i => $"{i.Event} {i.Amount}"))}"), Is.EqualTo(new[]
        {
            "r: (a = 1 ? 2 : 0) + b | go 3 + (a = 0 ? 4 : 0)", "reward2: 0 | rest b = 1 ? 0.5 : 0.0", "reward3: 0 | ", "reward4: 1 | ", "silent: 0 | go 1",
        }));
    }

    [Test]
    public void Names_made_up_for_rewards_are_free()
    {
        var model = PrismText.Good("ctmc " + Pair + "rewards true : 1; endrewards rewards \"reward1\" true : 2; endrewards rewards \"reward1_\" true : 3; endrewards");
        Assert.That(model.Model.Rewards.Select(r => r.Name), Is.EqualTo(new[] { "reward1__", "reward1", "reward1_" }));
    }

    [Test]
    public void Rewards_of_hidden_actions_are_those_without_action()
    {
        var model = PrismText.Read("ctmc " + Pair + "system (D||B)/{go}{back<-home} endsystem rewards [] true : 1; [go] true : 2; [home] true : 3; endrewards");
        Assert.That(model.Model!.Model.Rewards[0].Impulses.Select(i => $"{i.Event} {i.Amount}"), Is.EqualTo(new[] { "go 1", "home 3" }));
        Assert.That(model.Diagnostics.Single().ToString(), Does.StartWith("m.sm:2:64: warning: 'system' hides or renames the action 'go': this reward is never earned"));
    }

    [Test]
    public void Files_are_recognised_by_extension()
    {
        Assert.That(new[] { "a.sm", "b.PRISM", "c.nm", "d.pm", "e.ctmc" }.All(PrismModelReader.Recognises));
        Assert.That(PrismModelReader.Recognises("a.yaml"), Is.False);
        Assert.That(new[] { "a.props", "b.csl", "c.pctl" }.All(PrismPropertyReader.Recognises));
    }

    [Test]
    public void Every_sample_is_read()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var (text, i) in PrismSamples.Models.Select((t, i) => (t, i)))
            {
                var (model, diagnostics) = PrismText.Read(text, i == 1 ? [("N", "2")] : i == 3 ? [("t", "0.5")] : []);
                Assert.That(model is not null, string.Join('\n', diagnostics));
            }
        }
    }
}
