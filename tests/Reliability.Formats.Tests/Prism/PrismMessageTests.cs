using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Tests.Prism;

/// <summary>What is said about faults in PRISM texts, and where.</summary>
public sealed class PrismMessageTests
{
    private const string Head = "ctmc\nmodule M x : [0..2]; b : bool; [a] x<2 -> 1 : (x'=x+1); endmodule\n";

    [TestCase("dtmc\nmodule M x : bool; endmodule", "1:1+4: the model is a Markov chain in discrete time ('dtmc'), not a Markov chain in continuous time (only 'ctmc' is solved here)")]
    [TestCase("module M x : bool; endmodule", "1:1+0: the model does not say of what type it is, and without a word PRISM takes it for a Markov decision process, which is not solved here (write 'ctmc' in the first line if the numbers are rates)")]
    [TestCase("// c\n  pta module M x : clock; endmodule", "2:3+3: the model is a probabilistic timed automaton ('pta'), not a Markov chain in continuous time (only 'ctmc' is solved here)")]
    [TestCase("smg player p endplayer", "1:1+3: the model is a stochastic game ('smg'), not a Markov chain in continuous time (only 'ctmc' is solved here)")]
    [TestCase("ctmc", "1:1+0: the model has no module (write 'module name … endmodule')")]
    [TestCase("ctmc ctmc module M x : bool; endmodule", "1:6+4: the type of the model is given twice (it stands in line 1 already)")]
    [TestCase("ctmc module M endmodule", "1:13+1: the model has no variable (a state is made of the values of variables: declare one)")]
    [TestCase("ctmc\nconst int N; const double r;\nmodule M x : [0..N]; endmodule", "2:11+1: these constants have no value: N, r (give each one: --set N=… --set r=…)")]
    [TestCase("ctmc const int n = 1.5; const int k = m; const int m = k + 1; const int z = z; module M x : [0..n]; endmodule", "1:20+3: the constant 'n' is declared int, but its value is of type double (write 'const double n', or use floor, ceil or round) || 1:35+1: these are defined by each other: k -> m -> k (give one of them a value of its own) || 1:73+1: the constant 'z' is defined by itself (give one of them a value of its own)")]
    [TestCase("ctmc const int n = 2147483647 + 1; module M x : bool; endmodule", "1:20+14: the integer 2147483648 is out of range (integers lie between -2147483648 and 2147483647; write one operand with a decimal point to compute with doubles)")]
    [TestCase("ctmc const int n = 99999999999; module M x : bool; endmodule", "1:20+11: '99999999999' is too large for an integer (write it with a decimal point to make it a double)")]
    [TestCase("ctmc const int n = pow(2, -1); const int m = mod(1, 0); module M x : bool; endmodule", "1:20+10: the power of two integers is no integer here (write one of them with a decimal point to compute with doubles) || 1:46+9: the divisor 0 of 'mod' is not positive (PRISM takes remainders by positive integers only)")]
    [TestCase("ctmc const bool n = 1; const double d = true; module M x : bool; endmodule", "1:21+1: the constant 'n' is declared bool, but its value is of type int || 1:41+4: the constant 'd' is declared double, but its value is of type bool")]
    [TestCase("ctmc const int n = x; module M x : [0..1]; endmodule", "1:20+1: the constant 'n' depends on the state (make it a formula)")]
    [TestCase("ctmc formula f = g; formula g = !f; module M x : bool; endmodule", "1:14+1: these are defined by each other: f -> g -> f (give one of them a value of its own)")]
    [TestCase(Head + "formula M2 = x; const int x = 1; label \"l\" = x; label \"l\" = b; label \"init\" = b;", "2:10+1: the name 'x' is taken (it is a constant declared in m.sm:3) || 2:48+1: 'x' is a constant and cannot be assigned || 3:46+1: the label \"l\" is a number, not a condition (compare it with something, such as n>0) || 3:55+3: there are two labels \"l\" (the first is declared in line 3) || 3:70+6: \"init\" has a meaning of its own in properties (choose another name)")]
    [TestCase(Head + "label \"l\" = y > 0 & zz;", "3:13+1: unknown name 'y' (expected one of: x, b) || 3:21+2: unknown name 'zz' (expected one of: x, b)")]
    [TestCase(Head + "label \"l\" = x & b;", "3:13+5: '&' cannot join the number 'x' and the condition 'b'")]
    [TestCase(Head + "label \"l\" = x + b > 0;", "3:13+5: '+' cannot join the number 'x' and the condition 'b'")]
    [TestCase(Head + "label \"l\" = min(b) > 0 | floor(x, 1) = 2;", "3:13+6: 'min' needs one or more numbers || 3:26+11: 'floor' needs one number")]
    [TestCase(Head + "label \"l\" = abs(x) > 0;", "3:13+3: unknown function 'abs' (expected one of: ceil, floor, log, max, min, mod, pow, round)")]
    [TestCase(Head + "label \"l\" = \"up\" | b;", "3:13+4: a label cannot be used in a model (give the condition a name with 'formula' and use that)")]
    [TestCase(Head + "label \"l\" = P>0.5 [ b ];", "3:13+1: 'P' is not expected here (it belongs in properties)")]
    [TestCase(Head + "label \"l\" = (x > 0;", "3:19+1: ')' is expected here, not ';' (the bracket opened in line 3 is not closed)")]
    [TestCase(Head + "label \"l\" = x > ;", "3:17+1: ';' is not expected here (expected a number, a name, '(' or '!')")]
    [TestCase(Head + "label l = b;", "3:7+1: the name of a label in quotes is expected here, not 'l'")]
    [TestCase(Head + "label \"l = b;", "3:7+1: the closing '\"' is missing (a name in quotes ends on its line) || 3:14+0: '=' is expected here, not the end of the text")]
    [TestCase(Head + "label \"l\" = x % 2 = 0;", "3:15+1: '%' has no meaning in the PRISM language ('mod(a, b)' is the remainder, '!' the negation) || 3:17+1: ';' is expected here, not '2' (a declaration ends with ';')")]
    [TestCase("ctmc module M x : [2..0]; y : [0..1] init 2; z : bool init 1; w : [0..1.5]; endmodule", "1:20+4: the range 2..0 of the variable 'x' is empty (the lower bound comes first) || 1:43+1: the initial value 2 of 'y' is outside 0..1 || 1:60+1: the initial value of 'z' is of type int, not bool || 1:71+3: the upper bound of 'w' is of type double, not int")]
    [TestCase("ctmc module M x : [0..1] init 0; endmodule init x=0 endinit", "1:31+1: 'x' has an initial value beside 'init … endinit' (remove one of the two)")]
    [TestCase("ctmc module M x : [0..1]; endmodule init x endinit", "1:42+1: the condition on initial states is a number, not a condition (compare it with something, such as n>0)")]
    [TestCase("ctmc module M x : [0..1]; [] x=0 -> 1/0 : (x'=1); [] x=0 -> -2 : (x'=1); [] x=0 -> 0/0 : true; [] x=0 -> x=1 : true; endmodule", "1:37+3: the rate is infinite (check for a division by zero) || 1:61+2: the rate is negative: -2 (a rate is zero or more) || 1:84+3: the rate has no value (check for a division by zero) || 1:106+3: the rate is a condition, not a number")]
    [TestCase("ctmc module M x : [0..1]; [] x -> 1 : (x'=1); [] x=0 -> 1 : (x'=2); [] x=0 -> 1 : (x'=0.5); [] x=0 -> 1 : (x'=true); endmodule", "1:30+1: the guard is a number, not a condition (compare it with something, such as n>0) || 1:65+1: 'x' is set to 2, outside 0..1 || 1:87+3: 'x' is int, but the value is of type double (use floor, ceil or round) || 1:111+4: 'x' is int, but the value is of type bool")]
    [TestCase("ctmc module M x : [0..1]; [] x=0 -> 1 : (x'=1) & (x'=0); [] x=0 -> 1 : (y'=1); endmodule", "1:51+1: 'x' is assigned twice in one update || 1:73+1: unknown variable 'y' (expected one of: x)")]
    [TestCase("ctmc module M x : [0..1]; [] y=0 -> 1 : (y'=1); endmodule module N y : [0..1]; endmodule", "1:42+1: 'y' belongs to the module 'N' and cannot be assigned in 'M' (let both modules take part in one action, or make the variable global)")]
    [TestCase("ctmc global g : bool; module M x : [0..1]; [a] x=0 -> 1 : (g'=true); endmodule", "1:60+1: the global variable 'g' cannot be assigned by a command with an action (remove the action, or move the variable into a module)")]
    [TestCase("ctmc const int c = 1; module M x : [0..1]; [a] x=0 -> 1 : (c'=1); endmodule", "1:60+1: 'c' is a constant and cannot be assigned")]
    [TestCase("ctmc module M x : [0..1]; [a] x=0 -> 1 (x'=1); endmodule", "1:40+1: ':' is expected here, not '(' (an update is written rate : (name'=value))")]
    [TestCase("ctmc module M x : [0..1]; [a] x=0 -> 1 : x'=1; endmodule", "1:42+1: '(' is expected here, not 'x' (an assignment is written (name'=value))")]
    [TestCase("ctmc module M x : [0..1]\n [a] x=0 -> 1 : (x'=1); endmodule", "2:2+1: ';' is expected here, not '[' (a declaration ends with ';')")]
    [TestCase("ctmc module M x : [0..1]; [a] x=0 : (x'=1); endmodule", "1:35+1: '->' is expected here, not ':' (a command is written '[action] condition -> rate : (name'=value);')")]
    [TestCase("ctmc module M x : [0..1]; [a] x=0 -> 1 : (x'=1);\nmodule N y : bool; endmodule", "2:1+6: 'endmodule' of the module 'M' is missing (the module begins in line 1)")]
    [TestCase("ctmc module M x : [0..1]; endmodule module M y : bool; endmodule", "1:44+1: there are two modules 'M' (the first is declared in line 1)")]
    [TestCase("ctmc module M x : [0..1]; y : bool; endmodule module N = M [ x=z, foo=bar, x=q ] endmodule", "1:54+1: the variable 'y' of the module 'M' needs another name in 'N' (add it to the list: [y=…]) || 1:76+1: 'x' is renamed twice")]
    [TestCase("ctmc module N = K [ x=y ] endmodule", "1:17+1: unknown module 'K' (expected one of: N)")]
    [TestCase("ctmc module D = B [ x=y ] endmodule module B = D [ y=x ] endmodule", "1:13+1: modules are renamed from each other: D -> B -> D (one of them needs commands of its own)")]
    [TestCase("ctmc module M x : clock; invariant true endinvariant endmodule", "1:19+5: 'clock' belongs to timed automata (only 'ctmc' is solved here) || 1:26+9: 'invariant' belongs to timed automata (only 'ctmc' is solved here)")]
    [TestCase(Head + "system M || N endsystem", "3:13+1: unknown module 'N' (expected one of: M)")]
    [TestCase(Head + "system M || M endsystem", "3:13+1: the module 'M' takes part twice (every module takes part once; rename it to have another like it)")]
    [TestCase(Head + "module N y : bool; endmodule system M endsystem", "3:37+1: the module 'N' has no place in 'system' (every module takes part once)")]
    [TestCase(Head + "system \"s\" M endsystem", "3:8+3: a system with a name is not read (write one 'system … endsystem' without a name)")]
    [TestCase(Head + "system M |[a]| M |[a]| M endsystem", "3:18+1: '|[…]|' joins two parts (say with brackets which come first)")]
    [TestCase(Head + "rewards \"r\" [c] true : 1; x : 1; true : b; true : 1/0; endrewards rewards \"r\" true : 1; endrewards", "3:14+1: unknown action 'c' (expected one of: a) || 3:27+1: the guard is a number, not a condition (compare it with something, such as n>0) || 3:41+1: the reward is a condition, not a number || 3:51+3: the reward is infinite (check for a division by zero) || 3:75+3: there are two rewards \"r\" (give each a name of its own)")]
    [TestCase(Head + "rewards \"r\" true 1; endrewards", "3:18+1: ':' is expected here, not '1' (a reward is written 'condition : value;')")]
    [TestCase(Head + "rewards \"r\" true : 1;", "3:22+0: 'endrewards' is missing")]
    [TestCase(Head + "foo bar; modul M2 endmodule", "3:1+3: 'foo' is not expected here (expected one of: ctmc, stochastic, const, rate, prob, formula, label, global, module, rewards, system, init)")]
    [TestCase("ctmc module P x : bool; endmodule", "1:13+1: 'P' cannot be the name of a module: it is a word of the PRISM language (another name will do, such as P_)")]
    [TestCase("ctmc module M F : bool; endmodule", "1:15+1: 'F' cannot be a variable or a command: it is a word of the PRISM language (another name will do, such as F_)")]
    [TestCase(Head + "label \"l\" = mod(5, -3) = 2;", "3:13+10: the divisor -3 of 'mod' is not positive (PRISM takes remainders by positive integers only)")]
    [TestCase("#const N# ctmc", "1:1+1: '#' has no meaning in the PRISM language (PRISM's preprocessor is not read: run it first and give its output) || 1:9+1: '#' has no meaning in the PRISM language (PRISM's preprocessor is not read: run it first and give its output) || 1:11+4: ';' is expected here, not 'ctmc' (a declaration ends with ';')")]
    public void A_model_fault_is_said(string text, string expected)
    {
        var (model, diagnostics) = PrismText.Read(text);
        Assert.That(model, Is.Null);
        Assert.That(string.Join(" || ", diagnostics.Select(Short)), Is.EqualTo(expected));
    }

    [TestCase("", "1:1+0: there is no property (a property is written such as P=? [ F<=10 \"down\" ])")]
    [TestCase("// nothing", "1:1+0: there is no property (a property is written such as P=? [ F<=10 \"down\" ])")]
    [TestCase("P=? [ F y=1 ]", "1:9+1: unknown name 'y' (expected one of: x, b)")]
    [TestCase("P=? [ F \"upp\" ]", "1:9+5: unknown label or property 'upp' (did you mean 'up'?)")]
    [TestCase("P=? [ F x ]", "1:9+1: a path is made of conditions, and this is a number (compare it with something, such as n>0)")]
    [TestCase("P=? [ F x=1", "1:12+0: ']' is expected here, not the end of the text")]
    [TestCase("P=? [ F x=1 ] ]", "1:15+1: ']' is not expected here (an operator may be missing before it; properties are separated by ';' or stand in lines of their own)")]
    [TestCase("P=? F x=1", "1:5+1: '[' is expected here, not 'F'")]
    [TestCase("P [ F x=1 ]", "1:3+1: '=?' or a bound is expected after 'P', not '[' (write P=?, or a bound such as P>=0.9)")]
    [TestCase("P=0.5 [ F x=1 ]", "1:2+1: '=?' or a bound is expected after 'P', not '=' (write P=?, or a bound such as P>=0.9)")]
    [TestCase("P>1.5 [ F x=1 ]", "1:3+3: the bound 1.5 is no probability (probabilities lie between 0 and 1)")]
    [TestCase("P>x [ F x=1 ]", "1:3+1: the bound depends on the state (only constants may stand here)")]
    [TestCase("Pmax=? [ F x=1 ]", "1:1+4: 'Pmax' asks for the best or worst of choices, and a CTMC has no choices (write 'P')")]
    [TestCase("P max=? [ F x=1 ]", "1:3+3: 'Pmax' asks for the best or worst of choices, and a CTMC has no choices (write 'P=?')")]
    [TestCase("Rmin=? [ F x=1 ]", "1:1+4: 'Rmin' asks for the best or worst of choices, and a CTMC has no choices (write 'R')")]
    [TestCase("A [ F x=1 ]", "1:1+1: 'A' [ … ] of the logic CTL is not answered ('P>=1 [ … ]' asks nearly the same)")]
    [TestCase("E [ F x=1 ]", "1:1+1: 'E' [ … ] of the logic CTL is not answered ('P>0 [ … ]' asks nearly the same)")]
    [TestCase("multi(P>0.5 [ F x=1 ], S=? [b])", "1:1+5: 'multi' asks for a trade-off between choices, and a CTMC has no choices (ask the properties one by one)")]
    [TestCase("<<1>> P=? [ F x=1 ]", "1:1+1: '<<…>>' asks about the players of a game, and a CTMC has no players (leave it out)")]
    [TestCase("P=? [ F{\"work\"}<=5 x=1 ]", "1:8+1: a bound on a reward is not answered (only time can be bounded: F<=t, F>=t, F[a,b] or F=t)")]
    [TestCase("P=? [ F[2,1] x=1 ]", "1:8+5: the interval [2,1] is empty (the earlier time comes first)")]
    [TestCase("P=? [ F<=-1 x=1 ]", "1:10+2: the time -1 is negative (times count from the start)")]
    [TestCase("P=? [ F<=x x=1 ]", "1:10+1: the time depends on the state (only constants may stand here)")]
    [TestCase("P=? [ F[1] x=1 ]", "1:10+1: ',' is expected here, not ']' (an interval of time is written [a,b])")]
    [TestCase("P=? [ b & F x=1 ]", "1:11+1: 'F' is not expected here (write brackets around the operator over paths and its operand)")]
    [TestCase("P=? [ !F x=1 ]", "1:8+1: 'F' is not expected here (write brackets around the operator over paths and its operand)")]
    [TestCase("P=? [ (F b) + 1 ]", "1:7+9: paths are joined by !, &, |, => and <=> only (to compute with its probability, put the path into 'P=? [ … ]')")]
    [TestCase("P=? [ (F b) U b U b ]", "1:17+1: 'U' cannot follow another until (say with brackets which comes first)")]
    [TestCase("F x=1", "1:1+1: 'F' is not expected here (an operator over paths stands in the brackets of 'P')")]
    [TestCase("S=? [ F x=1 ]", "1:7+5: what 'S' asks about is a property of states, not of paths (put the path into 'P>=p [ … ]')")]
    [TestCase("S=? [ x ]", "1:7+1: what 'S' asks about is a number, not a condition (compare it with something, such as n>0)")]
    [TestCase("R{\"wrk\"}=? [ S ]", "1:3+5: unknown reward 'wrk' (did you mean 'work'?)")]
    [TestCase("R{3}=? [ S ]", "1:3+1: there is no reward number 3 (the model has 1, counted from 1)")]
    [TestCase("R{x}=? [ S ]", "1:3+1: the index of a reward depends on the state (only constants may stand here)")]
    [TestCase("R=? [ C>=3 ]", "1:8+2: 'C>=' is not answered (rewards are cumulated from the start: C<=t, or C for all time)")]
    [TestCase("R=? [ C{0.9}<=3 ]", "1:8+1: 'C{' is not answered (rewards are cumulated from the start: C<=t, or C for all time)")]
    [TestCase("R=? [ F<=3 x=1 ]", "1:7+8: the reward along this path is not answered (R takes C<=t, C, I=t, S, or F with a set of states)")]
    [TestCase("R=? [ G x=1 ]", "1:7+5: the reward along this path is not answered (R takes C<=t, C, I=t, S, or F with a set of states)")]
    [TestCase("R=? [ F x ]", "1:9+1: what 'F' leads to is a number, not a condition (compare it with something, such as n>0)")]
    [TestCase("R=? [ I<=3 ]", "1:8+2: '=' is expected here, not '<=' (the reward at a time is written I=t)")]
    [TestCase("R=? [ F (X b) ]", "1:10+3: the reward along this path is not answered ('F' in 'R' takes a set of states)")]
    [TestCase("filter(median, x)", "1:8+6: 'median' is no kind of filter (expected one of: &, +, argmax, argmin, avg, count, exists, first, forall, max, min, print, printall, range, state, sum, |)")]
    [TestCase("filter(min, b)", "1:13+1: the filter 'min' takes a number, and this is a condition")]
    [TestCase("filter(count, x)", "1:15+1: the filter 'count' takes a condition, and this is a number")]
    [TestCase("filter(max x)", "1:12+1: ',' is expected here, not 'x' (a filter is written filter(kind, property, states))")]
    [TestCase("P>0.5 [ F b {x=1}{min} ]", "1:13+10: the least or greatest of truth values is not asked (leave out {min} and {max}, or ask for the number with '=?')")]
    [TestCase("\"up\": b; \"a\": \"a\"; \"c\": \"d\"; \"d\": \"c\"; \"e\": b; \"e\": b", "1:1+4: the name \"up\" is taken (the model has a label of this name) || 1:10+3: \"a\" is defined by itself || 1:20+3: these are defined by each other: c -> d -> c || 1:48+3: the name \"e\" is taken (it is declared in line 1)")]
    [TestCase("const int N; const double T;\nP=? [ F<=T*N b ]", "1:11+1: these constants have no value: N, T (give each one: --set N=… --set T=…)")]
    [TestCase("label \"l\" = P=? [ F b ];", "1:13+11: the label \"l\" is a number, not a condition (compare it with something, such as n>0)")]
    [TestCase("label \"init\" = b; b", "1:7+6: \"init\" has a meaning of its own in properties (choose another name)")]
    [TestCase("const int x = 1; b", "1:11+1: the name 'x' is taken (it is a variable declared in m.sm:2)")]
    [TestCase("P=? [ F b ] & b", "1:1+15: '&' cannot join the number 'P=? [ F b ]' and the condition 'b'")]
    [TestCase("1 + P>0.5 [ F b ]", "1:1+17: '+' cannot join the number '1' and the condition 'P>0.5 [ F b ]'")]
    [TestCase("x=1 x=2", "1:5+1: 'x' is not expected here (an operator may be missing before it; properties are separated by ';' or stand in lines of their own)")]
    [TestCase("foo(x)", "1:1+3: unknown function 'foo' (did you mean 'floor'?)")]
    [TestCase("P=? [ b => F x=1 ]", "1:12+1: 'F' is not expected here (write brackets around the operator over paths and its operand)")]
    public void A_property_fault_is_said(string text, string expected)
    {
        var model = PrismText.Good(Head + "label \"up\" = x>0; rewards \"work\" x>0 : 1; endrewards");
        var (properties, diagnostics) = PrismText.Properties(text, model);
        Assert.That(properties, Is.Null);
        Assert.That(string.Join(" || ", diagnostics.Select(Short)), Is.EqualTo(expected));
    }

    [Test]
    public void Settings_are_checked()
    {
        var (model, diagnostics) = PrismText.Read("ctmc const int N; const double T; const int k = 3; module M x : [0..N]; endmodule", ("n", "2"), ("T", "1/"), ("k", "4"), ("N", "2 3"));
        Assert.That(model, Is.Null);
        Assert.That(diagnostics.Select(d => $"{d.Span?.Source.Name}|{Short(d)}"), Is.EqualTo(new[]
        {
            "|--set names 'n', which is no constant here (did you mean 'N'?)",
            "--set N|1:3+1: '3' is not expected here (a value is one expression, such as 3 or 1/500)",
            "--set T|1:3+0: the text ends too early (expected a number, a name, '(' or '!')",
        }));
        Assert.That(PrismText.Read("ctmc const int N; module M x : [0..N]; endmodule", ("N", "2.0")).Diagnostics.Select(Short), Is.EqualTo(new[] { "1:1+3: the constant 'N' is declared int, but its value is of type double (write 'const double N', or use floor, ceil or round)" }));
    }

    [Test]
    public void A_setting_takes_the_place_of_a_value()
    {
        var (model, _) = PrismText.Read("ctmc const int k = 3; const double r = 1/k; module M x : [0..k]; [] x<k -> r : (x'=x+1); endmodule", ("k", "4"));
        Assert.That(model!.Model.Variables[0].Maximum, Is.EqualTo(4));
        Assert.That(model.Names.RealConstants, Is.EqualTo(new[] { ("r", 0.25, true) }));
    }

    [Test]
    public void A_message_shows_the_line()
    {
        Assert.That(PrismText.Read("ctmc\nmodule M\n  x : [0..1];\n  [] x=0 -> lamda : (x'=1);\nendmodule\nconst double lambda = 1;").Diagnostics.Single().ToString(), Is.EqualTo(
            "m.sm:4:13: error: unknown name 'lamda'\n  4 |   [] x=0 -> lamda : (x'=1);\n    |             ^^^^^\n  hint: did you mean 'lambda'?"));
    }

    private static string Short(Diagnostic d) =>
        $"{(d.Span is { } span ? $"{span.Position.Line}:{span.Position.Column}+{span.Length}: " : "")}{d.Message}{(d.Hint is null ? "" : $" ({d.Hint})")}";
}
