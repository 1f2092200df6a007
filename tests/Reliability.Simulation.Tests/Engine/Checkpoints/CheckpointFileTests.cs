using System.Reflection;
using System.Security.Cryptography;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Engine.Checkpoints;
using static Reliability.Simulation.Tests.Engine.Study;

namespace Reliability.Simulation.Tests.Engine.Checkpoints;

/// <summary>The bytes of checkpoints: nothing of a record is lost, nothing damaged is taken for whole, nothing of another model is used.</summary>
public sealed class CheckpointFileTests
{
    private static readonly SimulationOptions Options = new() { ReplicationHours = 500, Times = [10, 100], MinimumReplications = 64, MaximumReplications = 64 };

    private static (StochasticModel Model, SimulationTarget Target) Question(double lambda = Lambda)
    {
        var (model, up) = FiveNodes(lambda);
        return (model, new SimulationTarget(up, !up, [new Reward("r", up.Choose(1.5, 0.0))]));
    }

    private static byte[] File()
    {
        var (model, target) = Question();
        var checkpoint = new Checkpoint(ModelFingerprint.Of(model, target, Options, null, "{\"text\": \"model\"}"));
        Simulator.Continue(model, target, Options, new ExpressionCompiler(), checkpoint);
        using var stream = new MemoryStream();
        checkpoint.SaveTo(write => { write(stream); return null; });
        return stream.ToArray();
    }

    private static void Refused(byte[] bytes, string what)
    {
        var diagnostics = new DiagnosticBag();
        Assert.That(Checkpoint.Read(bytes, "runs.bin", diagnostics), Is.Null, what);
        var error = diagnostics.ToImmutable().Single();
        Assert.That(error.Message, Does.Contain("runs.bin"), what);
        Assert.That(error.Hint, Is.Not.Null, what);
    }

    // Every property of a record, those that are added one day too, has its own value before and after.
    [Test]
    public void Record_survives_to_the_last_bit()
    {
        var (model, target) = Question();
        var plan = new SimulationPlan(model, target with { Copies = [target.Up, target.Up] }, Options, new ExpressionCompiler());
        var record = new ReplicationRecord(plan);
        var value = 0;
        foreach (var property in Properties())
        {
            switch (property.GetValue(record))
            {
                case double[] a:
                    for (var i = 0; i < a.Length; i++) a[i] = Math.Sqrt(++value);
                    break;
                case long[] a:
                    for (var i = 0; i < a.Length; i++) a[i] = ++value;
                    break;
                case bool[] a:
                    for (var i = 0; i < a.Length; i++) a[i] = i % 2 == value % 2;
                    value++;
                    break;
                case YearRecord years:
                    for (var i = 0; i < years.Down.Length; i++) (years.Down[i], years.Unscheduled[i]) = (Math.Sqrt(++value), Math.Sqrt(++value));
                    break;
                case double: property.SetValue(record, Math.Sqrt(++value) * 1e-300); break;
                case long: property.SetValue(record, long.MaxValue - ++value); break;
                case bool: property.SetValue(record, true); break;
                default: Assert.Fail($"{property.Name} is of a kind that this test does not know"); break;
            }
        }

        var back = new ReplicationRecord(plan);
        ReadOnlySpan<byte> bytes = RecordCodec.Encode(record);
        Assert.That(RecordCodec.TryDecode(ref bytes, back), Is.True);
        Assert.That(bytes.IsEmpty, Is.True);
        foreach (var property in Properties()) AssertSame(property, back, record);

        ReadOnlySpan<byte> empty = RecordCodec.Encode(new ReplicationRecord(plan));
        Assert.That(RecordCodec.TryDecode(ref empty, back), Is.True);
        foreach (var property in Properties()) AssertSame(property, back, new ReplicationRecord(plan));

        static void AssertSame(PropertyInfo property, ReplicationRecord a, ReplicationRecord b)
        {
            if (property.GetValue(a) is YearRecord years)
            {
                Assert.That(years.Down, Is.EqualTo(b.Years.Down));
                Assert.That(years.Unscheduled, Is.EqualTo(b.Years.Unscheduled));
            }
            else
            {
                Assert.That(property.GetValue(a), Is.EqualTo(property.GetValue(b)), property.Name);
            }
        }

        static IEnumerable<PropertyInfo> Properties() => typeof(ReplicationRecord).GetProperties().Where(p => p.Name != nameof(ReplicationRecord.Failure));
    }

    [Test]
    public void File_cut_off_anywhere_is_refused()
    {
        var file = File();
        for (var length = 0; length < file.Length; length += 97) Refused(file[..length], $"cut off at {length}");
        Refused(file[..^1], "the last byte");
        Refused([.. file, 0], "one byte more");
    }

    [Test]
    public void File_with_a_wrong_byte_is_refused()
    {
        var file = File();
        for (var at = 0; at < file.Length; at += at < 64 ? 1 : 31)
        {
            foreach (var flip in (byte[])[1, 0x80, 0xFF])
            {
                var changed = (byte[])file.Clone();
                changed[at] ^= flip;
                Refused(changed, $"byte {at} changed by {flip}");
            }
        }
    }

    // Whoever writes such files by another program may well get the sum right and the rest wrong: that is told or refused too, never thrown as anything else.
    [Test]
    public void Wrong_content_with_a_right_sum_is_no_surprise()
    {
        var file = File();
        var (model, target) = Question();
        for (var at = 8; at < file.Length - 32; at += at < 64 ? 1 : 41)
        {
            var changed = (byte[])file.Clone();
            changed[at] ^= 0xA5;
            SHA256.HashData(changed.AsSpan(..^32)).CopyTo(changed.AsSpan(^32..));
            var read = Checkpoint.Read(changed, "runs.bin", new DiagnosticBag());
            if (read is null || ModelFingerprint.Of(model, target, Options).Obstacle(read.Key) is not null) continue;
            try
            {
                Simulator.Continue(model, target, Options, new ExpressionCompiler(), read);
            }
            catch (SimulationException e)
            {
                Assert.That(e.Message, Does.Contain("checkpoint"));
            }
        }
    }

    [Test]
    public void Other_formats_are_named()
    {
        var file = File();
        file[8] = 9;
        var diagnostics = new DiagnosticBag();
        Assert.That(Checkpoint.Read(file, "runs.bin", diagnostics), Is.Null);
        Assert.That(diagnostics.ToImmutable().Single().Message, Does.Contain("format 9").And.Contain("format 1"));
        diagnostics = new DiagnosticBag();
        Assert.That(Checkpoint.Read("topology: t\n"u8, "t.yaml", diagnostics), Is.Null);
        Assert.That(diagnostics.ToImmutable().Single().Message, Does.Contain("is no checkpoint"));
    }

    private static StochasticModel From(SourceText text)
    {
        var b = new ModelBuilder("m");
        var x = b.Boolean("x", true);
        b.Add(new Event("fails", x, new ExponentialDelay(1.0), [Outcome.Certain(new Assignment(x.Index, false))], Cause.Hardware) { Origin = new EventOrigin(new SourceSpan(text, text.Text.Length - 1, 1)) });
        return b.Build();
    }

    [Test]
    public void Whatever_changes_a_draw_changes_the_key_and_nothing_else_does()
    {
        var (model, target) = Question();
        var key = ModelFingerprint.Of(model, target, Options);
        Assert.That(new[] { "a.yaml", "b.yaml" }.Select(name => ModelFingerprint.Of(From(new SourceText(name, $"# {name}\nmodel: m")), target, Options)).Distinct().Count(), Is.EqualTo(1), "where events stand is no matter");
        Assert.That(ModelFingerprint.Of(Question().Model, Question().Target, Options with { Threads = 7, Confidence = 0.5, MaximumReplications = 99, MaximumEvents = 5, RelativePrecision = 0.5 }), Is.EqualTo(key));
        Assert.That(ModelFingerprint.Of(model with { Name = "another" }, target, Options), Is.EqualTo(key));
        var others = new List<CheckpointKey>
        {
            ModelFingerprint.Of(Question(Math.BitIncrement(Lambda)).Model, target, Options),
            ModelFingerprint.Of(model, target with { DataLoss = null }, Options),
            ModelFingerprint.Of(model, target with { Rewards = [] }, Options),
            ModelFingerprint.Of(model, target with { Up = !target.Up }, Options),
            ModelFingerprint.Of(model, target, Options with { Seed = 2 }),
            ModelFingerprint.Of(model, target, Options with { WarmUpHours = 1 }),
            ModelFingerprint.Of(model, target, Options with { ReplicationHours = Math.BitIncrement(500) }),
            ModelFingerprint.Of(model, target, Options with { Times = [10] }),
        };
        others.AddRange(Laws().Select(law => ModelFingerprint.Of(OneLaw(law), target, Options)));
        Assert.That(others.Append(key).Distinct().Count(), Is.EqualTo(others.Count + 1));
        foreach (var other in others) Assert.That(key.Obstacle(other), Is.Not.Null);

        // A law that has been used has the key of one that has not.
        foreach (var law in Laws())
        {
            var before = ModelFingerprint.Of(OneLaw(law), target, Options);
            _ = law.Survival(3) + law.Mean.TotalHours + law.Quantile(0.5);
            Assert.That(ModelFingerprint.Of(OneLaw(law), target, Options), Is.EqualTo(before), law.ToString());
        }
    }

    private static StochasticModel OneLaw(Distribution law)
    {
        var b = new ModelBuilder("law");
        var x = b.Boolean("x", true);
        b.Add(new Event("e", x, new GeneralDelay(law, MemoryPolicy.Restart), [Outcome.Certain(Set(x, false))], Cause.Hardware));
        b.Exponential("repair", !x, 1, Cause.Hardware, Set(x, true));
        return b.Build();
    }

    private static IEnumerable<Distribution> Laws()
    {
        static Duration H(double hours) => Duration.FromHours(hours);
        yield return new Exponential(H(3));
        yield return new Deterministic(H(3));
        yield return new Empirical([H(1), H(3)]);
        yield return new Empirical([H(1), H(4)]);
        yield return new Uniform(H(1), H(3));
        yield return new Triangular(H(1), H(2), H(3));
        yield return new Erlang(3, H(3));
        yield return new Gamma(3, H(3));
        yield return new Weibull(3, H(3));
        yield return new Weibull(3, H(3), H(1));
        yield return new LogNormal(H(3), 3);
        yield return new LogLogistic(3, H(3));
        yield return new TruncatedNormal(H(3), H(3));
        yield return new Gumbel(H(3), H(3));
        yield return new Gumbel(H(3), H(3), Extreme.Least);
        yield return new HyperExponential([new Branch(0.5, H(1)), new Branch(0.5, H(3))]);
        yield return new Mixture([new WeightedLaw(0.5, new Exponential(H(1))), new WeightedLaw(0.5, new Exponential(H(3)))]);
        yield return new Shifted(H(1), new Exponential(H(3)));
        yield return new PhaseType([1.0, 0], [-1.0, 1, 0, -2]);
        yield return new PhaseType([1.0, 0], [-1.0, 1, 0, -3]);
    }
}
