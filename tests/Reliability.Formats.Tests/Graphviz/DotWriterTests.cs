using Reliability.Formats.Graphviz;
using Reliability.Formats.Tests.Explicit;
using Reliability.Formats.Tests.Models;
using Reliability.Studies.Exports;

namespace Reliability.Formats.Tests.Graphviz;

public sealed class DotWriterTests
{
    [Test]
    public void The_graph_is_the_one_expected()
    {
        using var text = new StringWriter();
        DotWriter.Write(ChainExport.From(ExplicitWriterTests.Jobs(), 100).Chain!, text);
        Assert.That(text.ToString(), Is.EqualTo("""
            digraph "jobs" {
              node [shape=box];
              0 [label="0\nn=2\nhost-1.b=false\n{up}", penwidth=3];
              1 [label="1\nn=1\nhost-1.b=false\n{up}"];
              2 [label="2\nn=1\nhost-1.b=true\n{up}"];
              3 [label="3\nn=0\nhost-1.b=false\n{data-loss}", style=filled, fillcolor=lightgrey];
              4 [label="4\nn=0\nhost-1.b=true\n{data-loss}", style=filled, fillcolor=lightgrey];
              0 -> 1 [label="0.375"];
              0 -> 2 [label="0.125"];
              1 -> 1 [label="0.5"];
              1 -> 3 [label="0.1875"];
              1 -> 4 [label="0.0625"];
              2 -> 1 [label="2"];
              2 -> 4 [label="0.25"];
            }

            """));
    }

    [Test]
    public void Names_of_values_are_shown_and_quotes_do_no_harm()
    {
        using var text = new StringWriter();
        var model = ModelFiles.Good("model: 'a \"quoted\\\" name'\nstates: [both, 'one \"or so\"']\nup: [both]\ntransitions: [[both, 'one \"or so\"', 1]]\n").Model;
        DotWriter.Write(ChainExport.From(model, 100).Chain!, text);
        Assert.That(text.ToString(), Does.StartWith("digraph \"a \\\"quoted\\\\\\\" name\" {\n").And.Contain("1 [label=\"1\\nstate=one \\\"or so\\\"\""));
        Assert.That(text.ToString(), Does.Not.Contain("1 -> 1"));
    }
}
