using Reliability.Modeling.Models;

namespace Reliability.Markov.StateSpaces;

/// <summary>Follows immediate events from a state to the states in which time passes.</summary>
internal sealed class ImmediateResolver(CompiledModel model)
{
    private const int MaximumSteps = 1000;

    /// <summary>The name of an immediate event that never lets time pass, and a state on its way; <c>null</c> when there is none.</summary>
    public (string Event, int[] State)? Trap { get; private set; }

    /// <summary>The states in which time passes that follow a state, each with its probability times that given. The vector is not kept.</summary>
    public IEnumerable<(int[] State, double Probability)> Settle(int[] state, double probability) => Settle(state, probability, 0);

    private IEnumerable<(int[] State, double Probability)> Settle(int[] state, double probability, int steps)
    {
        if (Trap is not null) yield break;
        if (model.EnabledImmediate(state) is not { Count: > 0 } enabled)
        {
            yield return (state, probability);
            yield break;
        }

        if (steps > MaximumSteps)
        {
            Trap = (enabled[0].Name, state);
            yield break;
        }

        var total = enabled.Sum(e => e.Rate(state));
        foreach (var e in enabled)
        {
            foreach (var outcome in e.Outcomes)
            {
                var after = (int[])state.Clone();
                outcome.Apply(state, after);
                foreach (var settled in Settle(after, probability * e.Rate(state) / total * outcome.Probability(state), steps + 1)) yield return settled;
            }
        }
    }
}
