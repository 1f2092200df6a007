using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Engine.Checkpoints;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine.Checkpoints;

/// <summary>A run that was stopped, anywhere and however often, ends with the bytes of one that was not; shares together make the bytes of one run.</summary>
public sealed class CheckpointTests
{
    private static readonly JsonSerializerOptions Exact = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly SimulationOptions Options = new() { ReplicationHours = 1000, WarmUpHours = 10, Times = [10, 100], RelativePrecision = 0.02, MaximumReplications = 10_000 };

    private static string Text(SimulationResult result) => JsonSerializer.Serialize(result, Exact);

    private static (StochasticModel Model, SimulationTarget Target) Question()
    {
        var (model, up) = FiveNodes();
        return (model, new SimulationTarget(up, !up, [new Reward("r", up.Choose(1.5, 0.0))]));
    }

    private static SimulationResult Run(SimulationOptions options, Checkpoint? checkpoint = null, CancellationToken cancellation = default)
    {
        var (model, target) = Question();
        return checkpoint is null ? Simulator.Run(model, target, options, new ExpressionCompiler()) : Simulator.Continue(model, target, options, new ExpressionCompiler(), checkpoint, null, cancellation);
    }

    private static CheckpointKey Key(SimulationOptions options, ReplicationShare? share = null)
    {
        var (model, target) = Question();
        return ModelFingerprint.Of(model, target, options, share);
    }

    private static Checkpoint Reread(byte[] bytes)
    {
        var diagnostics = new DiagnosticBag();
        return Checkpoint.Read(bytes, "file", diagnostics) ?? throw new AssertionException(string.Join('\n', diagnostics.ToImmutable()));
    }

    // As a file that is replaced whole.
    private static byte[] Bytes(Checkpoint checkpoint)
    {
        using var stream = new MemoryStream();
        Assert.That(checkpoint.SaveTo(write => { write(stream); return null; }), Is.Null);
        if (stream.Length == 0) Assert.That(checkpoint.Replications, Is.GreaterThan(0), "only what was read is not written again");
        return stream.ToArray();
    }

    // Stopped after so many replications, again and again: what a kill leaves is what was saved last, and the next run begins from that.
    [TestCase(1, 3)]
    [TestCase(1, 70)]
    [TestCase(2, 33)]
    [TestCase(8, 200)]
    [TestCase(3, 640)]
    public void Stopped_again_and_again_it_ends_with_the_same_bytes(int threads, int replications)
    {
        var options = Options with { Threads = threads };
        var whole = Text(Run(options));
        Assert.That(whole, Does.Contain("\"StoppedBy\":0"));
        var file = Array.Empty<byte>();
        for (var run = 0; ; run++)
        {
            using var stop = new CancellationTokenSource();
            var key = Key(options);
            var checkpoint = run == 0 ? new Checkpoint(key) { Pause = TimeSpan.Zero } : Reread(file, TimeSpan.Zero);
            var before = checkpoint.Replications;
            checkpoint.SaveTo(write =>
            {
                using var stream = new MemoryStream();
                write(stream);
                file = stream.ToArray();
                if (checkpoint.Replications >= before + replications) stop.Cancel();
                return null;
            });
            try
            {
                var result = Run(options, checkpoint, stop.Token);
                Assert.That(Text(result), Is.EqualTo(whole));
                Assert.That(Reread(file).Replications, Is.GreaterThanOrEqualTo(result.Replications));
                Assert.That(run, Is.GreaterThan(0), "it was never stopped");
                TestContext.Out.WriteLine($"{run} times stopped, {result.Replications} replications, {file.Length} bytes");
                return;
            }
            catch (OperationCanceledException)
            {
                Assert.That(Reread(file).Replications, Is.GreaterThanOrEqualTo(before));
            }

            // With few replications a run it would take long; after some runs it may end.
            if (run == 12) replications = int.MaxValue / 2;
        }
    }

    private static Checkpoint Reread(byte[] bytes, TimeSpan pause)
    {
        var read = Checkpoint.Read(bytes, "file", new DiagnosticBag(), pause);
        Assert.That(read, Is.Not.Null);
        return read!;
    }

    [Test]
    public void Finished_it_answers_at_once_and_goes_on_under_other_rules()
    {
        var small = Options with { RelativePrecision = 0, MaximumEvents = 20_000 };
        var large = small with { MaximumEvents = 60_000 };
        var checkpoint = new Checkpoint(Key(small));
        var first = Run(small, checkpoint);
        var file = Bytes(checkpoint);
        var again = Reread(file);
        Assert.That(Text(Run(small, again)), Is.EqualTo(Text(first)));
        Assert.That(again.Replications, Is.EqualTo(first.Replications));
        var further = Reread(file);
        Assert.That(Text(Run(large, further)), Is.EqualTo(Text(Run(large))));
        Assert.That(further.Replications, Is.GreaterThan(2 * first.Replications));

        // Back under the smaller budget, and at another confidence: what is there stays there.
        var back = Reread(Bytes(further));
        Assert.That(Text(Run(small with { Confidence = 0.9 }, back)), Is.EqualTo(Text(Run(small with { Confidence = 0.9 }))));
        Assert.That(back.Replications, Is.EqualTo(further.Replications));
    }

    [Test]
    public void File_of_a_run_is_the_same_bytes_for_any_number_of_threads()
    {
        byte[] Of(int threads)
        {
            var checkpoint = new Checkpoint(Key(Options));
            Run(Options with { Threads = threads }, checkpoint);
            return Bytes(checkpoint);
        }

        var one = Of(1);
        Assert.That(Of(2), Is.EqualTo(one));
        Assert.That(Of(5), Is.EqualTo(one));
    }

    [TestCase(1, 640)]
    [TestCase(2, 641)]
    [TestCase(3, 1000)]
    [TestCase(7, 449)]
    [TestCase(16, 1024)]
    public void Shares_together_are_one_run(int shares, int replications)
    {
        var options = Options with { RelativePrecision = 0, MinimumReplications = replications, MaximumReplications = replications };
        var (model, target) = Question();
        var parts = new List<(string, Checkpoint)>();
        for (var i = shares; i >= 1; i--)
        {
            var share = new ReplicationShare(i, shares, replications);
            Assert.That(share.Problem(), Is.Null);
            var part = new Checkpoint(Key(options, share));

            // Every other share is stopped on its way.
            if (i % 2 == 0)
            {
                using var stop = new CancellationTokenSource();
                var stopped = new Checkpoint(Key(options, share)) { Pause = TimeSpan.Zero };
                var file = Array.Empty<byte>();
                stopped.SaveTo(write =>
                {
                    using var stream = new MemoryStream();
                    write(stream);
                    file = stream.ToArray();
                    if (stopped.Replications >= 20) stop.Cancel();
                    return null;
                });
                Assert.That(() => Simulator.PlayShare(model, target, options with { Threads = 1 }, new ExpressionCompiler(), stopped, null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
                part = Reread(file);
                Assert.That(part.IsWhole, Is.False);
            }

            Simulator.PlayShare(model, target, options with { Threads = 1 + (i % 3) }, new ExpressionCompiler(), part);
            Assert.That(part.IsWhole, Is.True);
            parts.Add(($"part {i}", Reread(Bytes(part))));
        }

        var joined = Checkpoint.Join(parts, new DiagnosticBag());
        Assert.That(joined, Is.Not.Null);
        Assert.That(Text(Run(options, joined)), Is.EqualTo(Text(Run(options))));
    }

    [Test]
    public void Shares_that_do_not_make_a_whole_are_told_by_name()
    {
        var options = Options with { RelativePrecision = 0, MinimumReplications = 256, MaximumReplications = 256 };
        var (model, target) = Question();
        Checkpoint Share(int i, int of, ulong seed = 1, int replications = 256)
        {
            var o = options with { Seed = seed };
            var part = new Checkpoint(Key(o, new ReplicationShare(i, of, replications)));
            Simulator.PlayShare(model, target, o, new ExpressionCompiler(), part);
            return part;
        }

        var (a, b, c) = (Share(1, 3), Share(2, 3), Share(3, 3));
        var unfinished = new Checkpoint(b.Key);
        var whole = new Checkpoint(Key(options));
        Check("share 2/3 is missing", ("a", a), ("c", c));
        Check("shares 2/3, 3/3 are missing", ("a", a));
        Check("'again' and 'a' both hold share 1/3", ("a", a), ("b", b), ("c", c), ("again", a));
        Check("'u' is not finished: it holds 0 of", ("a", a), ("u", unfinished), ("c", c));
        Check("'w' is the checkpoint of a whole run", ("a", a), ("b", b), ("c", c), ("w", whole));
        Check("'s' does not go with 'a': it was made with seed 2", ("a", a), ("s", Share(2, 3, 2)), ("c", c));
        Check("'f' does not go with 'a': it holds share 2/4 of 256", ("a", a), ("f", Share(2, 4)), ("c", c));
        Check("'r' does not go with 'a': it holds share 2/3 of 300", ("a", a), ("r", Share(2, 3, 1, 300)), ("c", c));

        static void Check(string expected, params (string, Checkpoint)[] parts)
        {
            var diagnostics = new DiagnosticBag();
            Assert.That(Checkpoint.Join(parts, diagnostics), Is.Null, expected);
            Assert.That(diagnostics.ToImmutable().Select(d => d.Message), Has.Some.Contains(expected));
            Assert.That(diagnostics.ToImmutable().Select(d => d.Hint), Has.All.Not.Null);
        }
    }

    [TestCase(1, 0, 100)]
    [TestCase(0, 2, 100)]
    [TestCase(3, 2, 1000)]
    [TestCase(1, 1, 1)]
    [TestCase(1, 3, 128)]
    public void Shares_that_cannot_be_are_told(int number, int of, int replications) => Assert.That(new ReplicationShare(number, of, replications).Problem(), Is.Not.Null);

    [Test]
    public void Saving_that_fails_is_told_and_does_not_stop_the_run()
    {
        var checkpoint = new Checkpoint(Key(Options)) { Pause = TimeSpan.Zero };
        Assert.That(checkpoint.SaveTo(_ => "the disk is full"), Is.EqualTo("the disk is full"));
        Assert.That(Text(Run(Options, checkpoint)), Is.EqualTo(Text(Run(Options))));
        Assert.That(checkpoint.Problem, Is.EqualTo("the disk is full"));
    }

    [Test]
    public void Model_that_fails_is_told_as_without_a_checkpoint()
    {
        var b = new ModelBuilder("bad");
        var x = b.Boolean("x", true);
        b.Exponential("fail", x, 0.01, Cause.Hardware, Set(x, false));
        b.Add(new Event("back", !x, new ImmediateDelay(1, 1.0), [Outcome.Certain(Set(x, true))], Cause.Hardware));
        b.Add(new Event("forth", !x, new ImmediateDelay(1, -1.0), [Outcome.Certain(Set(x, true))], Cause.Hardware));
        var (model, target) = (b.Build(), new SimulationTarget(x, null, []));
        var plain = Assert.Throws<SimulationException>(() => Simulator.Run(model, target, Options, new ExpressionCompiler()))!.Message;
        var kept = Assert.Throws<SimulationException>(() => Simulator.Continue(model, target, Options, new ExpressionCompiler(), new Checkpoint(ModelFingerprint.Of(model, target, Options))))!.Message;
        Assert.That(kept, Is.EqualTo(plain));
    }
}
