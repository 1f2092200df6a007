using Reliability.Formats.Models;
using Reliability.Formats.Prism;
using Reliability.Formats.Prism.Writing;
using Reliability.Formats.Tests.Models;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Approximation;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Studies;
using Reliability.Tests;

namespace Reliability.Formats.Tests.Prism;

/// <summary>What is written in the PRISM language reads back as the same chain: state by state, transition by transition, with labels and rewards.</summary>
public sealed class PrismRoundTripTests
{
    private const int LargestExplored = 30_000;

    private static IEnumerable<string> Shipped => Directory.EnumerateFiles(ModelFiles.Above("models")!, "*.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(ModelFiles.Above("models")!, f)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Shipped))]
    public void A_shipped_model_is_the_same_chain(string path)
    {
        var diagnostics = new DiagnosticBag();
        var subjects = SubjectReader.Read([Path.Combine(ModelFiles.Above("models")!, path)], new Dictionary<string, string>(), diagnostics);
        foreach (var model in subjects!.Value.Select(s => s.Model))
        {
            if (!model.IsMarkovian)
            {
                Assert.That(PrismWriter.Write(model, new DiagnosticBag()), Is.Null);
                continue;
            }

            if (model.Calendar.Count > 0) Assert.That(PrismWriter.Write(model, new DiagnosticBag()), Is.Null);
            IsTheSame(model.Calendar.Count > 0 ? ErlangCalendar.Apply(model, 2) : model);
        }
    }

    [Test]
    public void The_models_of_the_shared_collection_are_the_same_chains()
    {
        var folder = SharedCases.Find("prism");
        if (folder is null) Assert.Ignore(SharedCases.Absent);
        var count = 0;
        foreach (var path in Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories).Where(PrismModelReader.Recognises).Order(StringComparer.Ordinal))
        {
            if (PrismModelReader.Read(new SourceText("m.sm", File.ReadAllText(path)), new Dictionary<string, string>(), new DiagnosticBag()) is not { InitialStates: null } read) continue;
            if (StateSpaceExplorer.Explore(read.Model, new ExpressionCompiler(), LargestExplored).StateSpace is null) continue;
            TestContext.Out.WriteLine($"{Path.GetFileName(path)}: {IsTheSame(read.Model)} states");
            var diagnostics = new DiagnosticBag();
            var text = ModelFileWriter.Write(read.Model, diagnostics);
            Assert.That(diagnostics.ToImmutable().Select(d => d.ToString()), Is.Empty, path);
            Assert.That(ModelFiles.Good(text!).Model with { Name = "" }, Is.EqualTo(read.Model with { Name = "" }), path);
            count++;
        }

        Assert.That(count, Is.GreaterThan(10));
    }

    [Test]
    public void What_events_earn_is_the_same()
    {
        var builder = new ModelBuilder("m");
        var (n, b) = (builder.Integer("n", 0, 3, 3), builder.Boolean("b"));
        builder.Exponential("fail!", n.IsAtLeast(1), n * 0.1, Cause.Hardware, [new Outcome(0.75, [new Assignment(0, n - 1)]), new Outcome(0.25, [new Assignment(0, n - 1), new Assignment(1, true)])]);
        builder.Exponential("repair", Expression.AtLeast(2, [b, n.IsAtMost(2), n.IsAtLeast(1)]), 2.0, Cause.Unknown, new Assignment(0, Expression.Call(Function.Min, [n + 1, 3])), new Assignment(1, false));
        builder.Exponential("anew", n.Is(0), 1e-3, Cause.Unknown, new Assignment(0, 3));
        builder.Exponential("never", n.IsAtLeast(0), 0.0, Cause.Unknown, new Assignment(0, 3));
        builder.Label("up", n.IsAtLeast(1)).Add(new Reward("jobs", n / 2, [new ImpulseReward("fail!", n + 1), new ImpulseReward("repair", 0.5)])).Add(new Reward("visits", 0, [new ImpulseReward("fail!", 1)]));
        Assert.That(IsTheSame(builder.Build()), Is.EqualTo(8));
    }

    private static int IsTheSame(StochasticModel model)
    {
        var diagnostics = new DiagnosticBag();
        var text = PrismWriter.Write(model, diagnostics);
        Assert.That(diagnostics.ToImmutable().Select(d => d.ToString()), Is.Empty);
        var read = PrismText.Good(text!).Model;
        var names = LegalNames.For(model.Variables.Select(v => v.Name));
        var legal = model.Variables.Select((v, i) => (v.Name, Legal: names[i])).ToDictionary(v => v.Name, v => v.Legal, StringComparer.Ordinal);
        Assert.That(read.Variables.Select(v => v.Name), Is.EquivalentTo(names));
        if (Explored(model) is { } whole)
        {
            var (b, partner) = SameChain(whole, read, legal);
            Same(model.Labels.Select(l => whole.Where(l.Predicate)), read.Labels.Select(l => b.Where(l.Predicate)), partner);
            Close(model.Rewards.Select(r => whole.RewardRates(r)), read.Rewards.Select(r => b.RewardRates(r)), partner);
            return whole.Count;
        }

        // Where the parts together are too many states, each is compared by itself, and labels and rewards in a sample of states.
        var here = ModelDecomposition.Create(model, [], []).Components;
        var there = ModelDecomposition.Create(read, [], []).Components;
        Assert.That(there, Has.Length.EqualTo(here.Length));
        for (var part = 0; part < here.Length; part++) SameChain(Explored(here[part])!, there[part], legal);
        var compiler = new ExpressionCompiler();
        int[] place = [.. names.Select(name => read.Variables.Select(v => v.Name).ToList().IndexOf(name))];
        for (var sample = 0; sample < 2000; sample++)
        {
            var state = model.Variables.Select((v, i) => v.Minimum + (int)((sample + 1L) * (7919 + (104_729L * i)) / 13 % (v.Maximum - v.Minimum + 1L))).ToArray();
            var same = new int[state.Length];
            for (var i = 0; i < state.Length; i++) same[place[i]] = state[i];
            Assert.That(read.Labels.Select(l => compiler.Condition(l.Predicate)(same)), Is.EqualTo(model.Labels.Select(l => compiler.Condition(l.Predicate)(state))));
            Assert.That(read.Rewards.Select(r => compiler.Number(r.Rate)(same)), Is.EqualTo(model.Rewards.Select(r => compiler.Number(r.Rate)(state))));
        }

        return -1;
    }

    private static (StateSpace There, int[] Partner) SameChain(StateSpace a, StochasticModel read, Dictionary<string, string> legal)
    {
        var b = Explored(read)!;
        Assert.That((b.Count, b.Chain.SelfLoopCount), Is.EqualTo((a.Count, a.Chain.SelfLoopCount)));
        var order = read.Variables.Select(v => v.Name).ToList();
        int[] place = [.. a.Model.Variables.Select(v => order.IndexOf(legal[v.Name]))];
        var numbers = Enumerable.Range(0, b.Count).ToDictionary(s => Key(b.State(s)), StringComparer.Ordinal);
        var partner = new int[a.Count];
        for (var s = 0; s < a.Count; s++)
        {
            var (state, same) = (a.State(s), new int[order.Count]);
            for (var v = 0; v < state.Length; v++) same[place[v]] = state[v];
            partner[s] = numbers[Key(same)];
        }

        Assert.That(partner[a.Start[0].State], Is.EqualTo(b.Start[0].State));
        for (var s = 0; s < a.Count; s++)
        {
            var there = Row(b, partner[s], t => t);
            var here = Row(a, s, t => partner[t]);
            if (there.Count != here.Count) Assert.Fail($"state {a.Describe(s)} has {here.Count} successors, then {there.Count}");
            // Arcs of several causes are added up in another order: a rounding error each.
            foreach (var (target, rate) in here)
            {
                if (!(Math.Abs(there[target] - rate) <= 1e-15 * rate)) Assert.That(there[target], Is.EqualTo(rate), a.Describe(s));
            }
        }

        return (b, partner);
    }

    private static void Same(IEnumerable<bool[]> here, IEnumerable<bool[]> there, int[] partner) =>
        Assert.That(there.Select(l => partner.Select(p => l[p]).ToArray()), Is.EqualTo(here));

    private static void Close(IEnumerable<double[]> here, IEnumerable<double[]> there, int[] partner) =>
        Assert.That(there.Select(l => partner.Select(p => l[p]).ToArray()), Is.EqualTo(here).Within(1e-13).Percent);

    private static StateSpace? Explored(StochasticModel model)
    {
        var explored = StateSpaceExplorer.Explore(model, new ExpressionCompiler(), LargestExplored);
        if (!explored.LimitReached) Assert.That(explored.Problem?.ToString(), Is.Null);
        return explored.StateSpace;
    }

    private static string Key(int[] state) => string.Join(",", state);

    private static Dictionary<int, double> Row(StateSpace space, int state, Func<int, int> number)
    {
        var row = new Dictionary<int, double>();
        foreach (var t in space.Chain.Row(state)) row[number(t.Target)] = row.GetValueOrDefault(number(t.Target)) + t.Rate;
        if (space.Chain.SelfLoopRate(state) is > 0 and var loop) row[number(state)] = loop;
        return row;
    }
}
