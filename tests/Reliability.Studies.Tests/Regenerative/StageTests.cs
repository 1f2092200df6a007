using Reliability.Modeling.Approximation;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Studies.Tests.Properties;
using static Reliability.Studies.Tests.Regenerative.Solved;

namespace Reliability.Studies.Tests.Regenerative;

/// <summary>
/// A clock of k stages has two answers: the regenerative one, and that of the chain in which the stage is a variable. They share no code but the state space.
/// Random models of eight states: where the clock runs, what goes on beside it, where outages begin and for what cause.
/// </summary>
public sealed class StageTests
{
    private const int States = 8;

    private static (StochasticModel Model, Expression Up) Random(int seed, Distribution law, MemoryPolicy memory, int? relabel = null)
    {
        var draws = new TestDraws((ulong)seed);
        int Name(int s) => relabel is { } shift ? ((s * 3) + shift) % States : s;
        var b = new ModelBuilder("random");
        var s = b.Integer("s", 0, States - 1, Name(0));
        Cause[] causes = [Cause.Hardware, Cause.Software, Cause.Network];
        var events = new List<Event>();
        // A circle, so that every state is reached again, and chords.
        for (var i = 0; i < States; i++)
        {
            Add(i, (i + 1) % States, 0.05 + (0.1 * draws.Next(40)));
            for (var k = 0; k < 2; k++) Add(i, draws.Next(States), Math.Pow(10, draws.Next(5) - 2));
        }

        Expression runs = Expression.False;
        var count = 0;
        for (var i = 0; i < States; i++)
        {
            if (draws.Next(3) == 0 && i != 0) continue;
            runs |= s.Is(Name(i));
            count++;
        }

        var targets = Enumerable.Range(0, States).Select(_ => draws.Next(States)).ToArray();
        // The clock leads from every state to a drawn one, or half of the time on in the circle.
        Expression drawn = Name(targets[0]), on = Name(1);
        for (var i = 1; i < States; i++)
        {
            drawn = Expression.Conditional(s.Is(Name(i)), Name(targets[i]), drawn);
            on = Expression.Conditional(s.Is(Name(i)), Name((i + 1) % States), on);
        }

        events.Add(new Event("clock", runs, new GeneralDelay(law, memory), [new Outcome(0.5, [new Assignment(0, drawn)]), new Outcome(0.5, [new Assignment(0, on)], Cause.Power)], Cause.Upgrade));
        foreach (var e in relabel is null ? events : events.AsEnumerable().Reverse()) b.Add(e);
        return (b.Build(), s.Is(Name(0)) | s.Is(Name(2)) | s.Is(Name(3)) | s.Is(Name(6)));

        void Add(int from, int to, double rate)
        {
            var cause = causes[draws.Next(3)];
            if (from != to) events.Add(new Event($"e{events.Count}", s.Is(Name(from)), new ExponentialDelay(rate), [Outcome.Certain(new Assignment(0, Name(to)))], cause));
        }
    }

    [Test]
    public void StagedClock_IsItsChain([Range(1, 12)] int seed, [Values] MemoryPolicy memory, [Values(1, 2, 7)] int stages)
    {
        var (clocked, up) = Random(seed, new Erlang(stages, Hours(3)), memory);
        var (fixedDelay, _) = Random(seed, new Deterministic(Hours(3)), memory);
        Same(Solve(clocked, up), Solve(ErlangDelays.Apply(fixedDelay, stages), up), 1e-11);
    }

    [Test]
    public void GammaOfWholeShape_IsErlang([Range(1, 4)] int seed, [Values] MemoryPolicy memory, [Values(1, 4)] int stages)
    {
        var (gamma, up) = Random(seed, new Gamma(stages, Hours(3)), memory);
        var (erlang, _) = Random(seed, new Erlang(stages, Hours(3)), memory);
        Same(Solve(gamma, up), Solve(erlang, up), 1e-11);
    }

    [Test]
    public void GeneralLawThatIsExponential_IsTheChain([Range(1, 4)] int seed, [Values] MemoryPolicy memory)
    {
        var (general, up) = Random(seed, new Weibull(1, Hours(3)), memory);
        var (fixedDelay, _) = Random(seed, new Deterministic(Hours(3)), memory);
        Same(Solve(general, up), Solve(ErlangDelays.Apply(fixedDelay, 1), up), 1e-11);
    }

    [Test]
    public void NumbersOfStates_DoNotMatter([Range(1, 4)] int seed, [Values] MemoryPolicy memory)
    {
        var law = new LogNormal(Hours(2), 0.8);
        var (plain, up) = Random(seed, law, memory);
        var (relabelled, other) = Random(seed, law, memory, relabel: 5);
        Same(Solve(relabelled, other), Solve(plain, up), 1e-12);
    }

    // A fixed delay is the limit of stages, with an error that falls as their inverse. (With the seed 4 a clock that resumes sees one state, and only its mean counts.)
    [Test]
    public void FixedDelay_IsTheLimitOfStages([Range(1, 3)] int seed, [Values] MemoryPolicy memory)
    {
        var (exact, up) = Random(seed, new Deterministic(Hours(3)), memory);
        double Off(int stages) => Solve(Random(seed, new Erlang(stages, Hours(3)), memory).Model, up).Unavailability - Solve(exact, up).Unavailability;
        Assert.That(Off(4096) / Off(8192), Is.EqualTo(2).Within(0.01));
    }
}
