using System.Collections.Immutable;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;

namespace Reliability.Studies.Analytic;

/// <summary>The mean of a sum of products over independent components: means of different components multiply.</summary>
internal sealed class RewardEvaluator
{
    private readonly List<(double Coefficient, List<(int Component, double[] Values)> Factors, StructureDiagram? Indicator)> terms = [];

    public RewardEvaluator(ImmutableArray<RewardTerm> terms, IReadOnlyList<StateSpace> spaces)
    {
        foreach (var term in terms)
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
            this.terms.Add((term.Coefficient, factors, term.Indicator is null ? null : new StructureDiagram(term.Indicator, spaces)));
        }
    }

    public double Mean(IReadOnlyList<double[]> laws)
    {
        var sum = 0.0;
        foreach (var (coefficient, factors, indicator) in terms)
        {
            var product = coefficient;
            foreach (var (component, values) in factors)
            {
                var mean = 0.0;
                var law = laws[component];
                for (var s = 0; s < values.Length; s++) mean += law[s] * values[s];
                product *= mean;
            }

            if (indicator is not null) product *= indicator.Probability(laws);
            sum += product;
        }

        return sum;
    }
}
