using Reliability.Modeling.Distributions;
using Reliability.Modeling.Models;
using static Reliability.Markov.Tests.Regenerative.Clocks;

namespace Reliability.Markov.Tests.Regenerative;

/// <summary>What the regenerative solver cannot answer, it says by name.</summary>
public sealed class RefusalTests
{
    private static readonly Distribution Law = new Deterministic(Hours(3));

    [Test]
    public void TwoClocksAtOnce_AreNamedWithTheState()
    {
        var b = new ModelBuilder("two");
        var left = b.Boolean("left", true);
        var right = b.Boolean("right", true);
        b.After("left fails", left, Law, MemoryPolicy.Restart, new Assignment(left.Index, false));
        b.After("right fails", right, Law, MemoryPolicy.Restart, new Assignment(right.Index, false));
        b.Exponential("repaired", !left | !right, 1, Cause.Unknown, new Assignment(left.Index, true), new Assignment(right.Index, true));
        Assert.That(Refusal(b.Build()), Does.Contain("'left fails'").And.Contain("'right fails'").And.Contain("left=true, right=true"));
    }

    [TestCase(MemoryPolicy.Resume, true)]
    [TestCase(MemoryPolicy.Restart, false)]
    public void AgeKeptWhileAnotherClockRuns_IsNamed(MemoryPolicy memory, bool refused)
    {
        var b = new ModelBuilder("kept");
        var up = b.Boolean("up", true);
        b.Exponential("fails", up, 0.1, Cause.Hardware, new Assignment(up.Index, false));
        b.After("clock", up, Law, memory);
        b.After("repaired", !up, Law, MemoryPolicy.Restart, new Assignment(up.Index, true));
        if (refused) Assert.That(Refusal(b.Build()), Does.Contain("'clock'").And.Contain("'repaired'").And.Contain("up=false"));
        else Near(Solve(b.Build()).Share(up), 10 / 13.0, 1e-12);
    }

    // A clock with an age that can never go on forgets it: no refusal, and no trace in the long run.
    [Test]
    public void AgeThatNoLongerMatters_IsForgotten()
    {
        var b = new ModelBuilder("never again");
        var s = b.Integer("s", 0, 2);
        b.Exponential("leaves", s.Is(0), 0.1, Cause.Unknown, new Assignment(0, 1));
        b.After("clock", s.Is(0), Law, MemoryPolicy.Resume);
        b.Exponential("on", s.Is(1), 3, Cause.Unknown, new Assignment(0, 2));
        b.After("back", s.Is(2), Law, MemoryPolicy.Resume, new Assignment(0, 1));
        Near(Solve(b.Build()).Share(s.Is(2)), 0.9, 1e-12);
    }

    [Test]
    public void StateThatIsNeverLeft_IsNamed()
    {
        var b = new ModelBuilder("ends");
        var up = b.Boolean("up", true);
        b.After("fails", up, Law, MemoryPolicy.Restart, new Assignment(up.Index, false));
        Assert.That(Refusal(b.Build()), Does.Contain("never leaves").And.Contain("up=false"));
    }

    [Test]
    public void DelayWithoutLength_IsNamed()
    {
        var (model, _) = Race(1, new Deterministic(Hours(0)), Law, Law);
        Assert.That(Refusal(model), Does.Contain("'strikes'").And.Contain("no length"));
    }

    [Test]
    public void UndisturbedClocks_AreKnownToKeepInStep()
    {
        var b = new ModelBuilder("step");
        var up = b.Boolean("up", true);
        b.After("down", up, Law, MemoryPolicy.Restart, new Assignment(up.Index, false));
        b.After("up again", !up, new Deterministic(Hours(1)), MemoryPolicy.Restart, new Assignment(up.Index, true));
        var solution = Solve(b.Build());
        Assert.That(solution.IsPhaseLocked);
        Near(solution.Share(up), 0.75, 1e-14);
    }
}
