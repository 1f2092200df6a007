using Reliability.Formats.Explicit;
using Reliability.Formats.Prism.Writing;
using Reliability.Formats.Tests.Models;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies;
using Reliability.Studies.Exports;

namespace Reliability.Formats.Tests.Explicit;

public sealed class ExplicitWriterTests
{
    private static IEnumerable<string> Shipped => Directory.EnumerateFiles(ModelFiles.Above("models")!, "*.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(ModelFiles.Above("models")!, f)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Shipped))]
    public void A_shipped_model_reads_back_equal(string path)
    {
        var diagnostics = new DiagnosticBag();
        foreach (var subject in SubjectReader.Read([Path.Combine(ModelFiles.Above("models")!, path)], new Dictionary<string, string>(), diagnostics)!.Value)
        {
            var export = ChainExport.From(subject.Model, 20_000);
            if (subject.Model.Calendar.Count > 0) Assert.That(export.Problem!.Message, Does.Contain("a Markov chain has no clock"));
            else if (!subject.Model.IsMarkovian) Assert.That(export.Problem!.Message, Does.Contain("is no Markov chain"));
            else if (!export.LimitReached) ReadsBack(export.Chain!);
        }
    }

    [Test]
    public void What_is_written_is_what_the_manual_of_PRISM_describes()
    {
        using var folder = new ExplicitFolder().With(ChainExport.From(Jobs(), 100).Chain!);
        using (Assert.EnterMultipleScope())
        {
            // State 0 is (2,false); one of two fails at 0.5, taking the flag along in a quarter of the cases; with none left nothing happens any more.
            Assert.That(folder.Text(".tra"), Is.EqualTo("5 9\n0 1 0.375\n0 2 0.125\n1 1 0.5\n1 3 0.1875\n1 4 0.0625\n2 1 2\n2 4 0.25\n3 3 1\n4 4 1\n"));
            Assert.That(folder.Text(".sta"), Is.EqualTo("(n,host_1_b)\n0:(2,false)\n1:(1,false)\n2:(1,true)\n3:(0,false)\n4:(0,true)\n"));
            Assert.That(folder.Text(".lab"), Is.EqualTo("0=\"init\" 1=\"deadlock\" 2=\"up\" 3=\"data_loss\"\n0: 0 2\n1: 2\n2: 2\n3: 1 3\n4: 1 3\n"));
            Assert.That(folder.Text("1.srew"), Is.EqualTo("# Reward structure \"capacity\"\n# State rewards\n5 3\n0 1\n1 0.5\n2 0.5\n"));
            Assert.That(folder.Text("2.trew"), Is.EqualTo("# Reward structure \"jobs\"\n# Transition rewards\n5 7\n0 1 3\n0 2 3\n1 1 7\n1 3 2\n1 4 2\n2 1 4\n2 4 2\n"));
            Assert.That(File.Exists(folder.Stem + "2.srew"), Is.False);
        }

        ReadsBack(ChainExport.From(Jobs(), 100).Chain!);
    }

    // Two events lead from b to a, at rates 1 and 3, and earn 2 and 6: a jump earns (1 * 2 + 3 * 6) / 4 = 5.
    [Test]
    public void Events_behind_one_transition_earn_their_mean_weighted_by_rates()
    {
        var builder = new ModelBuilder("m");
        var s = builder.Integer("s", 0, 1);
        builder.Exponential("x", s.Is(0), 1.0, Cause.Hardware, new Assignment(0, 1)).Exponential("y", s.Is(0), 3.0, Cause.Hardware, new Assignment(0, 1)).Exponential("other", s.Is(1), 1.0, Cause.Unknown, new Assignment(0, 0));
        builder.Add(new Reward("r", 0, [new ImpulseReward("x", 2), new ImpulseReward("y", 6)])).Add(new Reward("q", 0, [new ImpulseReward("other", 1)]));
        var chain = ChainExport.From(builder.Build(), 10).Chain!;
        Assert.That(chain.Rewards[0].Transitions, Is.EqualTo([new ExplicitTransition(0, 1, 5)]));
        Assert.That(chain.Rewards[1].Transitions, Is.EqualTo([new ExplicitTransition(1, 0, 1)]));
    }

    [Test]
    public void What_is_no_chain_is_refused_with_the_reason()
    {
        var builder = new ModelBuilder("m");
        var s = builder.Integer("s", 0, 2);
        builder.Exponential("x", s.Is(0), 1.0, Cause.Hardware, new Assignment(0, 1)).Add(new Event("now", s.Is(1), new ImmediateDelay(1, 1), [Outcome.Certain(new Assignment(0, 2))], Cause.Unknown));
        builder.Exponential("back", s.Is(2), 1.0, Cause.Hardware, new Assignment(0, 0));
        Assert.That(ChainExport.From(builder.Build(), 10).Chain!.Transitions, Is.EqualTo([new ExplicitTransition(0, 1, 1), new ExplicitTransition(1, 0, 1)]));
        Assert.That(ChainExport.From(builder.Build(), 1) is { Chain: null, LimitReached: true, Problem.Hint: "raise --max-states" });
        builder.Add(new Reward("r", 0, [new ImpulseReward("now", 2)]));
        Assert.That(ChainExport.From(builder.Build(), 10).Problem!.Message, Does.Contain("'now' takes no time"));
        builder.Add(new CalendarInstant("window", Duration.FromHours(730), Duration.Zero, Expression.True, [Outcome.Certain(new Assignment(0, 0))], Cause.Upgrade));
        Assert.That(ChainExport.From(builder.Build(), 10).Problem!.Message, Does.Contain("'window' happens by the clock"));
    }

    internal static StochasticModel Jobs()
    {
        var builder = new ModelBuilder("jobs");
        var (n, b) = (builder.Integer("n", 0, 2, 2), builder.Boolean("host-1.b"));
        builder.Exponential("fails", n.IsAtLeast(1), n * 0.25, Cause.Hardware, [new Outcome(0.75, [new Assignment(0, n - 1)]), new Outcome(0.25, [new Assignment(0, n - 1), new Assignment(1, true)])]);
        builder.Exponential("clears", b & n.IsAtLeast(1), 2.0, Cause.Unknown, new Assignment(1, false));
        builder.Exponential("works", !b & n.Is(1), 0.5, Cause.Unknown, new Assignment(0, 1));
        builder.Label("up", n.IsAtLeast(1)).Label("data-loss", n.Is(0));
        builder.Reward("capacity", n / 2).Add(new Reward("jobs", 0, [new ImpulseReward("fails", n + 1), new ImpulseReward("works", 7), new ImpulseReward("clears", 4)]));
        return builder.Build();
    }

    private static void ReadsBack(ExplicitChain chain)
    {
        using var folder = new ExplicitFolder().With(chain);
        var read = folder.Good();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((read.StateCount, read.TransitionCount), Is.EqualTo((chain.StateCount, chain.TransitionCount)));
            Assert.That(read.Transitions.SequenceEqual(chain.Transitions));
            Assert.That(read.Transitions.Count(), Is.EqualTo(chain.TransitionCount));
            Assert.That(read.Variables.Select(v => v.Name), Is.EqualTo(LegalNames.For(chain.Variables.Select(v => v.Name))));
            Assert.That(read.Valuations.Zip(chain.Valuations).All(v => v.First.AsSpan().SequenceEqual(v.Second)));
            Assert.That(read.Valuations.Count(), Is.EqualTo(chain.StateCount));
            Assert.That(read.InitialStates, Is.EqualTo(chain.InitialStates));
            Assert.That(read.Deadlocks, Is.EqualTo(chain.Deadlocks));
            Assert.That(read.Labels.Select(l => l.Name), Is.EqualTo(LegalNames.For(chain.Labels.Select(l => l.Name))));
            Assert.That(read.Labels.Zip(chain.Labels).All(l => l.First.States.SequenceEqual(l.Second.States)));
            Assert.That(read.Rewards.Select(l => l.Name), Is.EqualTo(LegalNames.For(chain.Rewards.Select(l => l.Name))));
            Assert.That(read.Rewards.Zip(chain.Rewards).All(l => l.First.States.SequenceEqual(l.Second.States) && l.First.Transitions.SequenceEqual(l.Second.Transitions)));
        }
    }
}
