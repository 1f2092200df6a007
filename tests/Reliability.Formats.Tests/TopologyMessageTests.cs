using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Studies;

namespace Reliability.Formats.Tests;

/// <summary>What is said about faults in topology files, letter by letter: place, line, caret and hint.</summary>
public sealed class TopologyMessageTests
{
    [TestCase("missing unit", "topology: t\nparts:\n  a: { single: { hardware: { mttf: 100000 } } }\n",
        "t.yaml:3:36: error: '100000' has no unit\n  3 |   a: { single: { hardware: { mttf: 100000 } } }\n    |                                    ^^^^^^\n  hint: 'mttf' is a duration such as 4 h, or a rate such as 2 / y; units are ms, s, min, h, d, wk, month, y, FIT")]
    [TestCase("wrong dimension", "topology: t\nparts:\n  a: { single: { hardware: { mttr: 3 TB } } }\n",
        "t.yaml:3:36: error: '3 TB' is an amount of data, but a duration is expected here\n  3 |   a: { single: { hardware: { mttr: 3 TB } } }\n    |                                    ^^^^\n  hint: write for example 4 h")]
    [TestCase("wrong dimension of a mean", "topology: t\nparts:\n  a: { single: { hardware: { mttf: 3 TB } } }\n",
        "t.yaml:3:36: error: '3 TB' is an amount of data, but 'mttf' is a duration or a rate\n  3 |   a: { single: { hardware: { mttf: 3 TB } } }\n    |                                    ^^^^\n  hint: write for example 1000 h, 8 y, or 2 / y")]
    [TestCase("unknown key", "topology: t\nparts:\n  a: { single: { hardwear: { } } }\n",
        "t.yaml:3:18: error: unknown key 'hardwear' in single\n  3 |   a: { single: { hardwear: { } } }\n    |                  ^^^^^^^^\n  hint: did you mean 'hardware'?")]
    [TestCase("unknown kind", "topology: t\nparts:\n  a: { singel: { } }\n",
        "t.yaml:3:8: error: 'singel' is not a kind of part\n  3 |   a: { singel: { } }\n    |        ^^^^^^\n  hint: did you mean 'single'?")]
    [TestCase("duplicate key", "topology: t\nparts:\n  a: { single: { } }\n  a: { single: { } }\n",
        "t.yaml:4:3: error: the key 'a' is written twice\n  4 |   a: { single: { } }\n    |   ^\n  hint: it stands in line 3 already")]
    [TestCase("missing part", "topology: t\nparts:\n  a: { single: { } }\nservices:\n  s: { needs: { all: [a, b] } }\n",
        "t.yaml:5:26: error: there is no part or service 'b'\n  5 |   s: { needs: { all: [a, b] } }\n    |                          ^\n  hint: expected one of: a, s")]
    [TestCase("missing pool", "topology: t\nhosts: { esx: { count: 3 } }\nparts:\n  a: { ft-pair: { on: ekx } }\n",
        "t.yaml:4:23: error: there is no pool of hosts 'ekx'\n  4 |   a: { ft-pair: { on: ekx } }\n    |                       ^^^\n  hint: did you mean 'esx'?")]
    [TestCase("missing feed", "topology: t\nparts:\n  a: { single: { power: feed } }\n",
        "t.yaml:3:25: error: there is no power feed 'feed'\n  3 |   a: { single: { power: feed } }\n    |                         ^^^^\n  hint: there is none to choose from")]
    [TestCase("cycle", "topology: t\nparts:\n  a: { single: { } }\nservices:\n  s: { needs: { all: [u] } }\n  u: { needs: { all: [s] } }\n",
        "t.yaml:5:23: error: service 'u' needs itself\n  5 |   s: { needs: { all: [u] } }\n    |                       ^\n  hint: in a circle: u → s → u\nt.yaml:6:23: error: service 's' needs itself\n  6 |   u: { needs: { all: [s] } }\n    |                       ^\n  hint: in a circle: s → u → s")]
    [TestCase("probability", "topology: t\nparts:\n  a: { ft-pair: { takeover: { coverage: 1.5 } } }\n",
        "t.yaml:3:41: error: the probability 'coverage' is 1.5, outside 0..1\n  3 |   a: { ft-pair: { takeover: { coverage: 1.5 } } }\n    |                                         ^^^\n  hint: did you mean 1.5 %?")]
    [TestCase("negative probability", "topology: t\nparts:\n  a: { ft-pair: { takeover: { coverage: -0.5 } } }\n",
        "t.yaml:3:41: error: the probability 'coverage' is -0.5, outside 0..1\n  3 |   a: { ft-pair: { takeover: { coverage: -0.5 } } }\n    |                                         ^^^^\n  hint: a probability lies between 0 and 1, or between 0 % and 100 %")]
    [TestCase("negative duration", "topology: t\nparts:\n  a: { single: { hardware: { mttr: -3 h } } }\n",
        "t.yaml:3:36: error: 'mttr' must not be negative\n  3 |   a: { single: { hardware: { mttr: -3 h } } }\n    |                                    ^^^^\n  hint: mean time to repair; default: four-hour on-site contract, part in stock")]
    [TestCase("negative rate", "topology: t\nparts:\n  a: { single: { hardware: { rate: -2 / y } } }\n",
        "t.yaml:3:36: error: 'mttf' must be above zero\n  3 |   a: { single: { hardware: { rate: -2 / y } } }\n    |                                    ^^^^^^\n  hint: a failure that never happens is left out instead")]
    [TestCase("rate and mean", "topology: t\nparts:\n  a: { single: { hardware: { mttf: 3 y, rate: 2 / y } } }\n",
        "t.yaml:3:47: error: 'mttf' and 'rate' say the same in hardware\n  3 |   a: { single: { hardware: { mttf: 3 y, rate: 2 / y } } }\n    |                                               ^^^^^\n  hint: keep one of them")]
    [TestCase("rolling", "topology: t\nparts:\n  a: { ft-pair: { upgrade: { order: rolling } } }\n",
        "t.yaml:3:8: error: a part of kind 'ft-pair' cannot be upgraded one node after the other: it has one software to upgrade\n  3 |   a: { ft-pair: { upgrade: { order: rolling } } }\n    |        ^^^^^^^\n  hint: write order: together, or make it an ha-pair")]
    [TestCase("zero period", "topology: t\nparts:\n  a: { ft-pair: { upgrade: { every: 0 h } } }\n",
        "t.yaml:3:37: error: 'every' must be above zero\n  3 |   a: { ft-pair: { upgrade: { every: 0 h } } }\n    |                                     ^^^\n  hint: time between two windows; default: monthly patches")]
    [TestCase("long window", "topology: t\nparts:\n  a: { ft-pair: { upgrade: { every: 1 h, duration: 2 h } } }\n",
        "t.yaml:3:8: error: the windows take 2 h of a period of 1 h\n  3 |   a: { ft-pair: { upgrade: { every: 1 h, duration: 2 h } } }\n    |        ^^^^^^^\n  hint: make 'every' longer, or 'duration' and 'pause' shorter; 'offset' lies inside the period")]
    [TestCase("in-service pair", "topology: t\nparts:\n  a: { ha-pair: { upgrade: { clock: in-service } } }\n",
        "t.yaml:3:8: error: the windows of an ha-pair recur by the calendar, so that its two nodes do not meet in them\n  3 |   a: { ha-pair: { upgrade: { clock: in-service } } }\n    |        ^^^^^^^\n  hint: write clock: calendar")]
    [TestCase("empty", "",
        "t.yaml:1:1: error: the file is empty")]
    [TestCase("alias", "topology: t\nparts: &p\n  a: { single: { } }\n",
        "t.yaml:2:8: error: anchors and aliases are not used here: '&p' gives a part of the file a name\n  2 | parts: &p\n    |        ^^\n  hint: write the text out where it is needed; named values go under 'constants:' or, in a topology, 'parameters:'")]
    [TestCase("alias use", "topology: t\nparts: *p\n",
        "t.yaml:2:8: error: anchors and aliases are not used here: the alias '*p' refers to another part of the file\n  2 | parts: *p\n    |        ^^\n  hint: write the text out where it is needed; named values go under 'constants:' or, in a topology, 'parameters:'")]
    [TestCase("tab", "topology: t\nparts:\n\ta: { single: { } }\n",
        "t.yaml:3:1: error: a tab is used for indentation\n  3 |  a: { single: { } }\n    | ^\n  hint: YAML is indented with spaces: replace the tab by two or more")]
    [TestCase("quote", "topology: \"t\nparts:\n  a: { single: { } }\n",
        "t.yaml:2:1: error: a key must stand on one line\n  2 | parts:\n    | ^\n  hint: perhaps a quote is left open in the lines above")]
    [TestCase("inf", "topology: t\nparts:\n  a: { single: { hardware: { mttf: .inf } } }\n",
        "t.yaml:3:36: error: '.' is not a number\n  3 |   a: { single: { hardware: { mttf: .inf } } }\n    |                                    ^\n  hint: write digits, such as 1000 or 1.5e-3; what never happens is left out")]
    [TestCase("huge", "topology: t\nparts:\n  a: { single: { hardware: { mttf: 1e400 h } } }\n",
        "t.yaml:3:36: error: '1e400' is too large\n  3 |   a: { single: { hardware: { mttf: 1e400 h } } }\n    |                                    ^^^^^\n  hint: numbers go up to 1e308")]
    [TestCase("count", "topology: t\nhosts: { esx: { count: x } }\nparts:\n  a: { ft-pair: { on: esx } }\n",
        "t.yaml:2:24: error: 'count' is 'x', but a whole number from 1 to 10000 is expected\n  2 | hosts: { esx: { count: x } }\n    |                        ^\n  hint: number of hosts")]
    [TestCase("same name", "topology: t\nparts:\n  a-b: { single: { } }\n  a_b: { single: { } }\n",
        "t.yaml:4:3: error: 'a_b' and 'a-b' would have the same name 'a_b' in the model\n  4 |   a_b: { single: { } }\n    |   ^^^\n  hint: choose another name")]
    [TestCase("no name", "topology: t\nparts:\n  \"\": { single: { } }\n",
        "t.yaml:3:3: error: '' is no name for a part\n  3 |   \"\": { single: { } }\n    |   ^^\n  hint: a name has at least one letter or digit")]
    [TestCase("service name", "topology: t\nparts:\n  a: { single: { } }\nservices:\n  a: { needs: a }\n",
        "t.yaml:5:3: error: 'a' is the name of a part already\n  5 |   a: { needs: a }\n    |   ^\n  hint: give the service a name of its own")]
    [TestCase("neither", "hello: 1\n",
        "t.yaml:1:1: error: this is neither a topology nor a model\n  1 | hello: 1\n    | ^^^^^^^^\n  hint: a topology file begins with topology:, a model file with model:; PRISM models end in .sm or .prism")]
    [TestCase("list", "- 1\n",
        "t.yaml:1:1: error: this is neither a topology nor a model\n  1 | - 1\n    | ^^^\n  hint: a topology file begins with topology:, a model file with model:; PRISM models end in .sm or .prism")]
    [TestCase("invisible", "topology: \"t\\e[2J\"\nparts:\n  a: { single: { } }\n",
        "t.yaml:1:11: error: the text holds characters that cannot be seen and would change what stands around it\n  1 | topology: \"t\\e[2J\"\n    |           ^^^^^^^^\n  hint: remove control characters and marks of writing direction")]
    [TestCase("raid", "topology: t\nparts:\n  a: { raid: { level: 10, disks: 5 } }\n",
        "t.yaml:3:8: error: RAID 10 of 'a' cannot have 5 disks\n  3 |   a: { raid: { level: 10, disks: 5 } }\n    |        ^^^^\n  hint: it takes an even number, at least 4")]
    [TestCase("at-least", "topology: t\nparts:\n  a: { single: { } }\nservices:\n  s: { needs: { at-least: { count: 3, of: [a] } } }\n",
        "t.yaml:5:36: error: the count is '3', but a whole number from 1 to 1 is expected\n  5 |   s: { needs: { at-least: { count: 3, of: [a] } } }\n    |                                    ^")]
    [TestCase("objective", "topology: t\nparts:\n  a: { single: { } }\nservices:\n  s: { needs: a, objective: { downtime: 60 min } }\n",
        "t.yaml:5:41: error: '60 min' is a duration, but an objective is a downtime in a time\n  5 |   s: { needs: a, objective: { downtime: 60 min } }\n    |                                         ^^^^^^\n  hint: write for example 60 min/y")]
    [TestCase("no parts", "topology: t\n",
        "t.yaml:1:1: error: the topology has no parts\n  1 | topology: t\n    | ^^^^^^^^^^^\n  hint: add parts: with one of single, restart-cluster, ft-pair, ha-pair, raid, team")]
    [TestCase("parameter cycle", "topology: t\nparameters: { a: 2 * b, b: a }\nparts:\n  x: { single: { hardware: { mttr: a } } }\n",
        "t.yaml:2:18: error: parameter 'a' is defined by itself\n  2 | parameters: { a: 2 * b, b: a }\n    |                  ^^^^^\n  hint: in a circle: a → b → a")]
    public void Fault_IsSaid(string fault, string text, string expected)
    {
        var diagnostics = new DiagnosticBag();
        var subject = SubjectReader.Read(new SourceText("t.yaml", text), new Dictionary<string, string>(StringComparer.Ordinal), diagnostics);
        Assert.That(subject, Is.Null);
        Assert.That(string.Join('\n', diagnostics.ToImmutable()), Is.EqualTo(expected), fault);
    }

    // Ten levels of ten references each would be ten thousand million values.
    [Test]
    public void AliasBomb_IsRefusedAtItsFirstAnchor()
    {
        var bomb = new System.Text.StringBuilder("topology: t\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++) bomb.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        var diagnostics = new DiagnosticBag();
        Assert.That(YamlReader.Read(new SourceText("t.yaml", bomb.ToString()), diagnostics), Is.Null);
        Assert.That(diagnostics.ToImmutable()[0].ToString(), Does.StartWith("t.yaml:2:5: error: anchors and aliases are not used here"));
    }

    [Test]
    public void SeveralFaults_AreAllSaid_InOneReading()
    {
        var diagnostics = new DiagnosticBag();
        const string Text = "topology: t\nparts:\n  a: { single: { hardware: { mttf: 5 } } }\n  b: { ft-pare: { } }\n  c: { raid: { disks: x } }\nservices:\n  s: { needs: { all: [a, d] } }\n";
        SubjectReader.Read(new SourceText("t.yaml", Text), new Dictionary<string, string>(StringComparer.Ordinal), diagnostics);
        Assert.That(diagnostics.ToImmutable().Select(d => d.Span!.Value.Position.Line), Is.EqualTo(new[] { 3, 4, 5, 7 }));
    }
}
