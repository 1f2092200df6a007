using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>
/// The mean of a reward over independent components: a sum of products, in which means of different components multiply. What events earn that take an exponential time is a rate of the states
/// where they are enabled; what those earn that take no time, or one that is not exponential, belongs to one component.
/// </summary>
internal sealed class RewardEvaluator
{
    private readonly List<(double Coefficient, List<(int Component, double[] Values)> Factors, StructureDiagram? Indicator)> terms = [];
    private readonly List<(int Component, PassingImpulses Earned)> passing = [];

    public RewardEvaluator(ModelDecomposition decomposition, Reward reward, IReadOnlyList<StateSpace> spaces, ExpressionCompiler compiler, IReadOnlyDictionary<int, RegenerativePart>? regenerative = null)
    {
        foreach (var term in decomposition.Terms(RewardRates.PerHour(decomposition.Model, reward)))
        {
            var factors = term.Factors.GroupBy(f => f.Component).Select(g =>
            {
                var values = spaces[g.Key].Values(g.First().Number);
                foreach (var other in g.Skip(1))
                {
                    var more = spaces[g.Key].Values(other.Number);
                    for (var s = 0; s < values.Length; s++) values[s] *= more[s];
                }

                return (g.Key, values);
            }).ToList();
            terms.Add((term.Coefficient, factors, term.Indicator is null ? null : new StructureDiagram(term.Indicator, spaces)));
        }

        var others = RewardRates.Earning(decomposition.Model, reward).Where(i => i.Event.Delay is not ExponentialDelay).ToLookup(i => i.Event.Name, i => i.Amount, StringComparer.Ordinal);
        for (var c = 0; c < spaces.Count && others.Count > 0; c++)
        {
            var own = spaces[c].Model.Events.SelectMany(e => others[e.Name].Select(amount => (e.Name, decomposition.Local(amount)))).ToArray();
            if (own.Length > 0) passing.Add((c, new PassingImpulses(spaces[c], own, compiler, regenerative?.GetValueOrDefault(c))));
        }
    }

    /// <summary>What is earned per hour under laws of the components; a function that is linear in each of them.</summary>
    public double Mean(IReadOnlyList<double[]> laws)
    {
        var sum = 0.0;
        foreach (var (coefficient, factors, indicator) in terms)
        {
            var product = coefficient;
            foreach (var (component, values) in factors) product *= Mean(laws[component], values);
            if (indicator is not null) product *= indicator.Probability(laws);
            sum += product;
        }

        foreach (var (component, earned) in passing) sum += Mean(laws[component], earned.PerHour);
        return sum;
    }

    /// <summary>What is earned at the instants of one period besides, by events that take no time.</summary>
    public double AtInstants(IReadOnlyList<ComponentSolution> solutions, Timeline timeline)
    {
        var sum = 0.0;
        foreach (var (component, earned) in passing.Where(p => p.Earned.AtInstant.Length > 0))
        {
            for (var k = 0; k < timeline.Lengths.Length; k++)
            {
                var (solution, length) = (solutions[component], timeline.Lengths[k]);
                var law = length > 0 ? solution.At(k, [length])[0] : solution.Start(k);
                foreach (var (owner, instant) in timeline.Boundaries[k])
                {
                    if (owner != component) continue;
                    sum += Mean(law, earned.AtInstant[instant]);
                    var after = new double[law.Length];
                    solution.Space.Instants[instant].Apply(law, after);
                    law = after;
                }
            }
        }

        return sum;
    }

    private static double Mean(double[] law, double[] values)
    {
        var mean = 0.0;
        for (var s = 0; s < values.Length; s++) mean += law[s] * values[s];
        return mean;
    }
}
