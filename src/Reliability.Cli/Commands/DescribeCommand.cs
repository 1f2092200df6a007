using System.CommandLine;
using System.Globalization;
using Reliability.Formats.Explicit;
using Reliability.Formats.Prism;
using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.Regenerative;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Studies;
using Reliability.Studies.Properties;

namespace Reliability.Cli.Commands;

/// <summary>The verb that tells what a model is, and which solver would take it and why.</summary>
internal static class DescribeCommand
{
    public static Verb Create(Terminal terminal)
    {
        var models = new Argument<string[]>("MODEL") { Description = "topology, model or PRISM files, or explicit matrices", Arity = ArgumentArity.OneOrMore };
        var settings = new Option<string[]>("--set") { Description = "replace a parameter or a value (repeatable)", HelpName = "NAME=VALUE" };
        var states = new Option<int>("--max-states") { Description = "states of one part beyond which exploration gives up", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };
        var command = new Verb("describe", "Tell what a model is: variables, events, parts, states, gates; which solver would be used and why", "reliability describe models/5a-ha-active-active.yaml") { models, settings, states };
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var diagnostics = new DiagnosticBag();
            var pairs = CommonOptions.Pairs(parsed.GetValue(settings), diagnostics);
            var (own, chains) = Split(parsed.GetValue(models)!);
            var asked = chains.Select(path => PropertySubject.Read(path, pairs, diagnostics)).ToList();
            var subjects = own.Count == 0 ? [] : SubjectReader.Read(own, chains.Count == 0 ? pairs : new Dictionary<string, string>(StringComparer.Ordinal), diagnostics);
            foreach (var diagnostic in diagnostics.ToImmutable()) terminal.Problem(diagnostic.ToString());
            if (diagnostics.HasErrors || subjects is null) return ExitCode.BadInput;
            foreach (var subject in subjects.Value) Describe(terminal.Output, subject, parsed.GetValue(states), cancel);
            var done = true;
            foreach (var subject in asked) done &= ChainDescription.Write(terminal, subject!, parsed.GetValue(states), cancel);
            if (!done) return ExitCode.LimitReached;
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    // PRISM models and explicit matrices are chains and nothing else; our own files may have parts, a tree, a calendar.
    private static (List<string> Own, List<string> Chains) Split(IReadOnlyList<string> paths)
    {
        var chains = paths.Where(p => PrismModelReader.Recognises(p) || ExplicitFiles.Recognises(p)).ToList();
        return ([.. paths.Except(chains)], chains);
    }

    private static void Describe(TextWriter output, Subject subject, int maximumStates, CancellationToken cancel)
    {
        var model = subject.Model;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subject.Name}: {model.Variables.Count} variables, {model.Events.Count} events, {model.Calendar.Count} calendar instants"));
        foreach (var v in model.Variables) output.WriteLine($"  variable {v.Name}: {(v.IsBoolean ? "bool" : $"{v.Minimum}..{v.Maximum}")} init {v.Initial}");
        foreach (var e in model.Events) output.WriteLine($"  event {e.Name}: {e.Cause}, when {e.Guard}");
        foreach (var c in model.Calendar) output.WriteLine($"  instant {c.Name}: every {c.Period}, at {c.Offset}, when {c.Guard}");
        foreach (var l in model.Labels) output.WriteLine($"  label {l.Name}: {l.Predicate}");
        var predicates = subject.DataLoss is null ? new[] { subject.Up } : [subject.Up, subject.DataLoss];
        var decomposition = ModelDecomposition.Create(model, predicates, subject.Rewards.SelectMany(r => RewardRates.Needed(model, r.Reward)));
        output.WriteLine($"  {decomposition.Components.Length} independent {(decomposition.Components.Length == 1 ? "part" : "parts")}:");
        foreach (var part in decomposition.Components)
        {
            if (part.FirstGeneralEvent is not null)
            {
                var (clocked, problem, _) = ClockedSpace.Explore(part, new ExpressionCompiler(), maximumStates, cancel);
                output.WriteLine($"    {string.Join(", ", part.Variables.Select(v => v.Name))}: {(clocked is null ? problem!.Message : $"{clocked.Space.Count} states, one at a time of {string.Join(", ", clocked.Events.Select(e => $"'{e.Name}'"))} runs by a clock that is not exponential")}");
                continue;
            }

            var explored = StateSpaceExplorer.Explore(part, new ExpressionCompiler(), maximumStates, cancel);
            output.WriteLine($"    {string.Join(", ", part.Variables.Select(v => v.Name))}: {(explored.StateSpace is { } s ? ChainDescription.Line(ChainFacts.Of(s.Chain, s.Initial(), cancel)) : explored.Problem!.Message)}");
        }

        if (subject.FaultTree is { } tree) output.WriteLine($"  fault tree: {tree.BasicEvents.Length} basic events, {tree.Gates.Length} gates, {tree.CommonCauseGroups.Length} common-cause groups");
        output.WriteLine("  solver: " + (model.FirstGeneralEvent is { } general
            ? $"Markov regenerative, because the delay of '{general.Name}' is not exponential; where two such delays of a part run at once, simulation only"
            : model.Calendar.Count > 0 ? "exact periodic solution of each part, because windows recur by the calendar" : "GTH elimination of each part, because all delays are exponential"));
    }
}
