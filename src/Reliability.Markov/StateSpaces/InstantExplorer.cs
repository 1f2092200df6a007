using System.Collections.Immutable;
using System.Globalization;
using Reliability.Modeling.Models;

namespace Reliability.Markov.StateSpaces;

/// <summary>Finds what the calendar instants of a model do in each state, state by state in the order of their numbers.</summary>
internal sealed class InstantExplorer(StochasticModel model, CompiledModel compiled)
{
    private const double ProbabilityTolerance = 1e-9;

    private readonly List<bool>[] fires = [.. model.Calendar.Select(_ => new List<bool>())];
    private readonly List<ImmutableArray<(int Target, double Probability)>>[] targets = [.. model.Calendar.Select(_ => new List<ImmutableArray<(int, double)>>())];

    /// <summary>Visits the next state.</summary>
    /// <param name="state">Its variables.</param>
    /// <param name="number">Numbers the states that follow one, and their probabilities times that given.</param>
    /// <param name="text">Shows a state.</param>
    /// <returns>What is wrong, or <c>null</c>.</returns>
    public string? Visit(int[] state, Func<int[], double, IEnumerable<(int State, double Probability)>> number, Func<int[], string> text)
    {
        for (var c = 0; c < fires.Length; c++)
        {
            var instant = compiled.Instants[c];
            var fired = instant.Guard(state);
            var next = new List<(int Target, double Probability)>();
            foreach (var outcome in fired ? instant.Outcomes : [])
            {
                var p = outcome.Probability(state);
                if (!(p >= 0 && p <= 1 + ProbabilityTolerance)) return $"an outcome of '{instant.Name}' has the probability {p.ToString(CultureInfo.InvariantCulture)} in state {text(state)}";
                var after = (int[])state.Clone();
                outcome.Apply(state, after);
                for (var v = 0; v < after.Length; v++)
                {
                    var variable = model.Variables[v];
                    if (after[v] < variable.Minimum || after[v] > variable.Maximum) return $"'{instant.Name}' sets variable '{variable.Name}' outside its range {variable.Minimum}..{variable.Maximum} in state {text(state)}";
                }

                next.AddRange(number(after, p));
            }

            fires[c].Add(fired);
            targets[c].Add(fired ? [.. next.GroupBy(n => n.Target).Select(g => (g.Key, g.Sum(n => n.Probability)))] : []);
        }

        return null;
    }

    /// <summary>What was found.</summary>
    public ImmutableArray<InstantMap> Maps() => [.. model.Calendar.Select((instant, c) => new InstantMap(instant, [.. fires[c]], [.. targets[c]]))];
}
