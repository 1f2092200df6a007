using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism.Writing;

/// <summary>What keeps a model from being written in the PRISM language.</summary>
internal static class PrismObstacles
{
    /// <summary>Reports each kind of obstacle once; <c>true</c> when there is none.</summary>
    public static bool None(StochasticModel model, DiagnosticBag diagnostics)
    {
        var before = diagnostics.Count;
        if (model.Calendar.Count > 0)
        {
            diagnostics.Error($"'{model.Calendar[0].Name}' happens by the clock, and PRISM's CTMC has no clock", null, "--windows erlang:K puts K exponential stages in place of each interval, an approximation");
        }

        if (model.FirstGeneralEvent is { } general)
        {
            diagnostics.Error($"the delay of the event '{general.Name}' is not exponential, so the model is no Markov chain", null, "--to model writes any delay");
        }

        if (model.Events.FirstOrDefault(e => e.Delay is ImmediateDelay) is { } immediate)
        {
            diagnostics.Error($"the event '{immediate.Name}' takes no time, and the PRISM language has no such events", null, "--to explicit writes the chain in which they are resolved");
        }

        foreach (var (what, expression) in Expressions(model))
        {
            if (!PrismExpressions.IsFinite(expression)) diagnostics.Error($"{what} holds a number that is not finite", null, "check for a division by zero");
        }

        return diagnostics.Count == before;
    }

    private static IEnumerable<(string What, Expression Expression)> Expressions(StochasticModel model)
    {
        foreach (var e in model.Events)
        {
            var what = $"the event '{e.Name}'";
            yield return (what, e.Guard);
            if (e.Delay is ExponentialDelay { Rate: var rate }) yield return (what, rate);
            foreach (var outcome in e.Outcomes)
            {
                yield return (what, outcome.Probability);
                foreach (var assignment in outcome.Assignments) yield return (what, assignment.Value);
            }
        }

        foreach (var label in model.Labels) yield return ($"the label '{label.Name}'", label.Predicate);
        foreach (var reward in model.Rewards)
        {
            yield return ($"the reward '{reward.Name}'", reward.Rate);
            foreach (var impulse in reward.Impulses) yield return ($"the reward '{reward.Name}'", impulse.Amount);
        }
    }
}
