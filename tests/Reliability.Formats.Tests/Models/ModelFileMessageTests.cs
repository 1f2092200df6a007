using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Tests.Models;

/// <summary>What the reader says about faults, letter by letter.</summary>
public sealed class ModelFileMessageTests
{
    private const string Chain = "model: m\nstates: [U, D]\nup: [U]\ntransitions: [[U, D, 1 / 1000 h], [D, U, 1 / 4 h]]\n";
    private const string Head = "model: m\nvariables: { n: 0..2 init 2 }\nlabels: { up: n > 0 }\nevents:\n";
    private const string Event = "  fail: { when: n > 0, rate: 1 / 9 h, then: \"n' = n - 1\" }\n";

    [TestCase("unknown key", Chain + "note: x\ncitatoin: y\n", 
        "m.yaml:6:1: error: the model file has no key 'citatoin'\n  6 | citatoin: y\n    | ^^^^^^^^\n  hint: did you mean 'citation'?")]
    [TestCase("comma in a law", Head + "  fail: { when: n > 0, after: uniform(1 h, 3 h), then: \"n' = n - 1\" }\n",
        "m.yaml:5:31: error: 'uniform(1 h' is not complete\n  5 |   fail: { when: n > 0, after: uniform(1 h, 3 h), then: \"n' = n - 1\" }\n    |                               ^^^^^^^^^^^\n  hint: close the parenthesis; between { and } put the law into quotes, as a comma ends a value there\n" +
        "m.yaml:5:44: error: the comma before '3 h)' ends the value, although a parenthesis is open\n  5 |   fail: { when: n > 0, after: uniform(1 h, 3 h), then: \"n' = n - 1\" }\n    |                                            ^^^^\n  hint: between { and } put a value that has commas into quotes")]
    [TestCase("duplicate key", Chain + "up: [D]\n", 
        "m.yaml:5:1: error: the key 'up' is written twice\n  5 | up: [D]\n    | ^^\n  hint: it stands in line 3 already")]
    [TestCase("unknown name", Head + "  fail: { when: n > 0, rate: gama * n, then: \"n' = n - 1\" }\nconstants: { gamma: 1 / 9 h }\n", 
        "m.yaml:5:30: error: unknown name 'gama'\n  5 |   fail: { when: n > 0, rate: gama * n, then: \"n' = n - 1\" }\n    |                              ^^^^\n  hint: did you mean 'gamma'?")]
    [TestCase("probability", Head + "  fail:\n    rate: 1 / 9 h\n    outcomes: [ { probability: 95, then: \"n' = 0\" } ]\n", 
        "m.yaml:7:32: error: the probability is 95, outside 0..1\n  7 |     outcomes: [ { probability: 95, then: \"n' = 0\" } ]\n    |                                ^^\n  hint: did you mean 95 %?")]
    [TestCase("negative rate", "constants: { a: 2 / y, b: 3 / y }\n" + Head + "  fail: { rate: a - b, then: \"n' = 0\" }\n", 
        "m.yaml:6:17: error: the rate of the event 'fail' is negative: -0.00011415525114155252 / h\n  6 |   fail: { rate: a - b, then: \"n' = 0\" }\n    |                 ^^^^^\n  hint: a rate is zero or more")]
    [TestCase("empty file", "", 
        "m.yaml:1:1: error: the file is empty")]
    [TestCase("unknown state", "model: m\nstates: [Up, Down]\nup: [Up]\ntransitions: [[Up, Dwon, 1 / 9 h]]\n", 
        "m.yaml:4:20: error: there is no state 'Dwon'\n  4 | transitions: [[Up, Dwon, 1 / 9 h]]\n    |                    ^^^^\n  hint: did you mean 'Down'?")]
    [TestCase("wrong type", Head + "  - fail\n", 
        "m.yaml:5:3: error: 'events' is a list, not a group of keys\n  5 |   - fail\n    |   ^^^^^^\n  hint: write 'key: value' in the lines below, indented")]
    [TestCase("condition", Head + "  fail: { when: n, rate: 1 / 9 h, then: \"n' = 0\" }\n", 
        "m.yaml:5:17: error: 'when' of the event 'fail' is a number, not a condition\n  5 |   fail: { when: n, rate: 1 / 9 h, then: \"n' = 0\" }\n    |                 ^\n  hint: compare it with something, such as up > 0")]
    [TestCase("cycle", "constants: { a: b + 1, b: 2 * c, c: a }\n" + Head + Event, 
        "m.yaml:1:17: error: these constants are defined by each other: a -> b -> c -> a\n  1 | constants: { a: b + 1, b: 2 * c, c: a }\n    |                 ^^^^^\n  hint: give one of them a value of its own")]
    [TestCase("alias", "model: m\nstates: [U, D]\nup: *states\n", 
        "m.yaml:3:5: error: anchors and aliases are not used here: the alias '*states' refers to another part of the file\n  3 | up: *states\n    |     ^^^^^^^\n  hint: write the text out where it is needed; named values go under 'constants:' or, in a topology, 'parameters:'")]
    [TestCase("tab", "model: m\nvariables:\n  n: 0..2\n\tk: 0..1\n", 
        "m.yaml:4:1: error: a tab is used for indentation\n  4 |  k: 0..1\n    | ^\n  hint: YAML is indented with spaces: replace the tab by two or more")]
    [TestCase("range", Head + "  fail: { rate: 1 / 9 h, then: \"n' = 3\" }\n", 
        "m.yaml:5:38: error: the event 'fail' sets 'n' to 3, outside 0..2\n  5 |   fail: { rate: 1 / 9 h, then: \"n' = 3\" }\n    |                                      ^")]
    [TestCase("wrong dimension", Head + "  fail: { rate: 9 h, then: \"n' = 0\" }\n", 
        "m.yaml:5:17: error: the rate of the event 'fail' is a duration, but a rate is expected here\n  5 |   fail: { rate: 9 h, then: \"n' = 0\" }\n    |                 ^^^\n  hint: did you mean 1 / (9 h)?")]
    [TestCase("sum", Head + "  fail:\n    rate: 2\n    outcomes: [ { probability: 0.5, then: \"n' = 0\" } ]\n", 
        "m.yaml:7:15: error: the probabilities of the event 'fail' sum to 0.5, not to 1\n  7 |     outcomes: [ { probability: 0.5, then: \"n' = 0\" } ]\n    |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^")]
    [TestCase("law", Head + "  fail: { after: \"weibul(shape 2, mean 4 h)\", then: \"n' = 0\" }\n", 
        "m.yaml:5:19: error: there is no law 'weibul'\n  5 |   fail: { after: \"weibul(shape 2, mean 4 h)\", then: \"n' = 0\" }\n    |                   ^^^^^^\n  hint: did you mean 'weibull'?")]
    [TestCase("no states", "model: m\nlabels: { up: true }\n", 
        "m.yaml:1:1: error: the model file has no states\n  1 | model: m\n    | ^^^^^^^^\n  hint: write 'variables:' and 'events:', or 'states:' and 'transitions:'")]
    [TestCase("no delay", Head + "  fail: { then: \"n' = 0\" }\n", 
        "m.yaml:5:9: error: the event 'fail' does not say when it happens\n  5 |   fail: { then: \"n' = 0\" }\n    |         ^^^^^^^^^^^^^^^^^\n  hint: write 'rate:', 'after:' or 'immediate: true'")]
    [TestCase("unknown variable", Head + "  fail: { rate: 1, then: \"m' = 0\" }\n", 
        "m.yaml:5:27: error: there is no variable 'm'\n  5 |   fail: { rate: 1, then: \"m' = 0\" }\n    |                           ^\n  hint: expected one of: n")]
    [TestCase("empty range", "model: m\nvariables: { n: 2..0 }\nevents: {}\n", 
        "m.yaml:2:17: error: the range 2..0 of the variable 'n' is empty\n  2 | variables: { n: 2..0 }\n    |                 ^^^^\n  hint: the lower bound comes first")]
    public void A_fault_is_said(string fault, string text, string expected)
    {
        var (file, diagnostics) = ModelFiles.Read(new SourceText("m.yaml", text));
        Assert.That(file, Is.Null);
        Assert.That(string.Join('\n', diagnostics), Is.EqualTo(expected), fault);
    }

    [Test]
    public void An_unknown_constant_cannot_be_set()
    {
        var (file, diagnostics) = ModelFiles.Read(new SourceText("m.yaml", "constants: { gamma: 2 / y }\n" + Chain), ("gama", "3 / y"), ("gamma", "3 / x"));
        Assert.That(file, Is.Null);
        Assert.That(string.Join('\n', diagnostics), Is.EqualTo("error: --set names 'gama', which is no constant of this model\n  hint: did you mean 'gamma'?\n--set gamma:1:5: error: unknown name 'x'\n  1 | 3 / x\n    |     ^\n  hint: there is none to choose from"));
    }

    [Test]
    public void All_faults_are_said_at_once()
    {
        const string text = "model: m\ncolour: red\nvariables: { n: 0..2 init 3 }\nevents:\n  a: { rate: -1, then: \"n' = 0\" }\n  b: { rate: x, then: \"k' = 0\" }\nexpected: [ { value: 1 } ]\n";
        var (_, diagnostics) = ModelFiles.Read(new SourceText("m.yaml", text));
        Assert.That(diagnostics.Select(d => d.Span!.Value.Position.Line), Is.EqualTo([2, 3, 5, 6, 6, 7]));
    }
}
