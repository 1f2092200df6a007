using Reliability.Modeling.Diagnostics;

namespace Reliability.Modeling.Tests;

/// <summary>What a bag of diagnostics keeps, counts, and leaves out.</summary>
[TestFixture]
public sealed class DiagnosticBagTests
{
    [TestCase(51, "and 1 more problem, not shown")]
    [TestCase(70, "and 20 more problems, not shown")]
    public void WhatIsLeftOut_IsCounted_ThroughBagsOfBags(int problems, string last)
    {
        var bag = Filled(problems);
        for (var k = 0; k < 3; k++)
        {
            var all = bag.ToImmutable();
            Assert.That(all, Has.Length.EqualTo(DiagnosticBag.Limit + 1));
            Assert.That(all[^1].Message, Is.EqualTo(last));
            Assert.That(bag.Count, Is.EqualTo(problems));
            bag = new DiagnosticBag();
            bag.AddRange(all);
        }
    }

    [Test]
    public void NoHintIsLookedFor_WhereNobodySeesIt()
    {
        Assert.That(Filled(DiagnosticBag.Limit - 1).HintAt("yuor", () => ["your"]), Does.Contain("your"));
        Assert.That(Filled(DiagnosticBag.Limit).HintAt("yuor", () => throw new InvalidOperationException()), Is.Null);
    }

    private static DiagnosticBag Filled(int problems)
    {
        var bag = new DiagnosticBag();
        for (var i = 0; i < problems; i++) bag.Error($"problem {i}");
        return bag;
    }
}
