using Reliability.Charts;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Studies;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Tests;

public sealed class RealStudyTests
{
    [Test]
    public void A_study_by_the_engines_themselves_can_be_reported()
    {
        var builder = new ModelBuilder("one machine");
        var down = builder.Boolean("down");
        builder.Exponential("fail", !down, 0.001, Cause.Hardware, new Assignment(down.Index, Expression.True));
        builder.Exponential("repair", down, 0.25, Cause.Hardware, new Assignment(down.Index, Expression.False));
        var options = new StudyOptions { MaximumEvents = 200_000, Threads = 1 };
        var study = StudyRunner.Run(new Subject("one machine", "one.yaml", builder.Build(), !down), options);
        var text = new StringWriter();
        HtmlReport.Write(new Comparison([study], options, "0.1.0", "reliability compare one.yaml"), text, new ScottPlotRenderer(FontChoice.BuiltIn));
        Assert.That(Headline.Of(new Comparison([study], options, "", "")), Does.StartWith("Every answer agrees: 1 topology, "));
        Assert.That(text.ToString().Contains("99.602 %", StringComparison.Ordinal), Is.True, "250 of 251 hours up");
    }
}
