using System.Diagnostics;
using System.Globalization;
using Reliability.Markov.ModelChecking;
using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Studies.Properties;

namespace Reliability.Cli.Commands;

/// <summary>What a PRISM model or a chain of explicit matrices is: its variables, modules, labels and rewards, and the chain behind it.</summary>
internal static class ChainDescription
{
    /// <summary>Writes it; <c>false</c> when a limit was reached.</summary>
    public static bool Write(Terminal terminal, PropertySubject subject, int maximumStates, CancellationToken cancel)
    {
        var output = terminal.Output;
        output.WriteLine($"{subject.Name}:");
        if (subject.Model is { } model) Model(output, subject, model);
        else
        {
            output.WriteLine($"  labels: {string.Join(", ", subject.Explicit!.Labels.Select(l => l.Name).DefaultIfEmpty("none"))}");
            output.WriteLine($"  rewards: {string.Join(", ", subject.Explicit.Rewards.Select((r, i) => r.Name.Length == 0 ? $"{i + 1}" : r.Name).DefaultIfEmpty("none"))}");
        }

        var watch = Stopwatch.StartNew();
        var (space, full, problem, limit) = PropertyRunner.Explore(subject, maximumStates, cancel);
        if (space is null)
        {
            terminal.Problem(problem!.ToString());
            return !limit;
        }

        var facts = ChainFacts.Of(space.Chain, Initial(space), cancel);
        output.WriteLine("  chain: " + Line(facts) + (space.Deadlocks.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {space.Deadlocks.Length} {(space.Deadlocks.Length == 1 ? "deadlock" : "deadlocks")}")));
        if (full != facts.States) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  identical components are joined: {full} states in full"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  built in {watch.Elapsed.TotalSeconds:0.##} s; the matrix takes {Size(facts.Bytes)}{(space is StateSpace s ? $", the states {Size(s.StateBytes)}" : "")}; peak {Size(Process.GetCurrentProcess().PeakWorkingSet64)}"));
        return true;
    }

    /// <summary>The facts of a chain in a line.</summary>
    public static string Line(ChainFacts f)
    {
        var sets = f.RecurrentSets == 1
            ? f.LargestRecurrentSet == f.States ? "irreducible" : f.AbsorbingStates == 1 ? "ends in one absorbing state" : $"ends in one set of {f.LargestRecurrentSet} states"
            : $"ends in one of {f.RecurrentSets} sets of states, {f.AbsorbingStates} of them single";
        return string.Create(CultureInfo.InvariantCulture, $"{f.States} states, {f.Transitions} transitions, {sets}, rates from {f.LeastRate:0.###e+0} to {f.GreatestRate:0.###e+0} (ratio {f.Stiffness:0.#e+0})");
    }

    private static void Model(TextWriter output, PropertySubject subject, StochasticModel model)
    {
        foreach (var v in model.Variables) output.WriteLine($"  variable {v.Name}: {(v.IsBoolean ? "bool" : $"{v.Minimum}..{v.Maximum}")} init {v.Show(v.Initial)}");
        foreach (var module in subject.Prism?.Modules ?? []) output.WriteLine($"  module {module.Name}: {string.Join(", ", module.Variables.Select(i => model.Variables[i].Name).DefaultIfEmpty("no variables"))}; {module.Commands} commands");
        output.WriteLine($"  {model.Events.Count} events after synchronisation");
        foreach (var l in model.Labels) output.WriteLine($"  label {l.Name}: {l.Predicate}");
        foreach (var r in model.Rewards) output.WriteLine($"  reward {r.Name}: {r.Rate}{(r.Impulses.Count == 0 ? "" : $", and earned by {r.Impulses.Count} events")}");
    }

    private static double[] Initial(ILabelledChain space)
    {
        var initial = new double[space.Chain.StateCount];
        foreach (var (state, probability) in space.Start) initial[state] += probability;
        return initial;
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.##} GiB"),
    };
}
