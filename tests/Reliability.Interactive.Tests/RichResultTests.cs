using System.Reflection;
using System.Xml.Linq;
using Reliability.Interactive.Display;

namespace Reliability.Interactive.Tests;

/// <summary>Every result shows itself, here as notebook hosts ask for it.</summary>
public sealed class RichResultTests
{
    private static IEnumerable<TestCaseData> Results()
    {
        var server = SystemModel.Parse("topology: <b>&\nparts:\n  a: { single: { } }\n");
        var two = SystemModel.Parse(SystemModelTests.Two);
        yield return Case("topology", server);
        yield return Case("model", two);
        yield return Case("answers", two.Solve());
        yield return Case("three ways", server.Check());
        yield return Case("value", two.Solve().Measure("mttff"));
        yield return Case("small chain", two.MarkovChain());
        yield return Case("large chain", SystemModel.Load(SystemModelTests.Model("4a-ha-active-passive.yaml")).MarkovChain());
        yield return Case("fault tree", server.FaultTree());
        yield return Case("comparison", SystemModel.Compare(two, server));
        yield return Case("sweep", server.Sweep("parts.a.single.software.restart", [5, 10], "min"));
        yield return Case("figure", Figure.Lines("<t>", "x", "y", lines: [("a & b", [(1.0, 2.0), (2.0, 3.0)])]));
    }

    private static TestCaseData Case(string name, IRichResult result) => new TestCaseData(result).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Results))]
    public void Result_HasTextAndWellFormedHtml(IRichResult result)
    {
        var bundle = result.ToMimeBundle();
        Assert.Multiple(() =>
        {
            Assert.That(bundle["text/plain"], Is.Not.Empty.And.EqualTo(result.ToString()));
            Assert.That(() => XElement.Parse($"<div>{bundle["text/html"]}</div>"), Throws.Nothing, bundle["text/html"]);
            Assert.That(bundle["text/html"], Does.Not.Contain("<b>").And.Not.Contain("<script").And.Not.Contain("http://").Or.Contain("www.w3.org"));
        });
    }

    // .NET Interactive finds this by names alone: the attribute, its property, the source's method, the formatter's two members.
    [TestCaseSource(nameof(Results))]
    public void Result_IsFoundByTheConventionOfNetInteractive(IRichResult result)
    {
        var attribute = result.GetType().GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!, nonPublic: true)!;
        var formatters = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).ToArray();
        foreach (var formatter in formatters)
        {
            var type = (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!;
            using var writer = new StringWriter();
            Assert.That(formatter.GetType().GetMethod("Format")!.Invoke(formatter, [result, writer]), Is.True);
            Assert.That(writer.ToString(), Is.EqualTo(result.ToMimeBundle()[type]));
        }

        Assert.That(formatters, Has.Length.EqualTo(2));
    }

    [Test]
    public void SmallChain_IsDrawn_WithItsRates()
    {
        var html = SystemModel.Parse(SystemModelTests.Two).MarkovChain().ToMimeBundle()["text/html"];
        Assert.That(html, Does.Contain("<svg").And.Contain(">Up</text>").And.Contain(">0.250</text>").And.Contain(">0.00100</text>"));
    }

    [Test]
    public void FaultTree_IsDrawn_WithItsGates()
    {
        var tree = SystemModel.Load(SystemModelTests.Model("3a-ft-pair.yaml")).FaultTree();
        Assert.Multiple(() =>
        {
            Assert.That(tree.ToMimeBundle()["text/html"], Does.Contain(">AND</text>").And.Contain(">OR</text>").And.Contain("vm.host1"));
            Assert.That(tree.CutSets[0].Events, Is.EqualTo(new[] { "vm.software" }));
        });
    }

    [Test]
    public void LongRunProbabilities_SumToOne()
    {
        var chain = SystemModel.Load(SystemModelTests.Model("4a-ha-active-passive.yaml")).MarkovChain();
        Assert.That(chain.LongRun!.Sum(), Is.EqualTo(1).Within(1e-14));
    }

    [Test]
    public void Figure_SavesAsItsEndingSays()
    {
        var path = Path.Combine(Path.GetTempPath(), "reliability-test-" + Path.GetRandomFileName());
        var figure = Figure.Lines("t", "x", "y", lines: [("a", [(1.0, 2.0), (2.0, 3.0)])]);
        figure.Save(path + ".svg").Save(path + ".png");
        Assert.Multiple(() =>
        {
            Assert.That(XDocument.Load(path + ".svg").Root!.Name.LocalName, Is.EqualTo("svg"));
            Assert.That(File.ReadAllBytes(path + ".png")[..4], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47 }));
            Assert.That(() => figure.Save(path + ".gif"), Throws.ArgumentException);
        });
        File.Delete(path + ".svg");
        File.Delete(path + ".png");
    }
}
