using System.Collections.Immutable;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>How the numbers of a run were found and what is known about their error, in words.</summary>
internal static class Methods
{
    public static ImmutableArray<(string Term, string Text)> Of(Comparison comparison)
    {
        var options = comparison.Options;
        var methods = new List<(string, string)>();
        if (options.Analytic)
        {
            methods.Add(("Markov chain", "Independent parts are solved apart and joined through the structure function. The long-run probabilities come from GTH elimination, which never subtracts, so that every digit of a small unavailability is kept: these answers are exact to rounding."));
            methods.Add(("Calendar windows", options.WindowStages is { } stages
                ? $"They are replaced by {stages} exponential stages each. That makes a model with windows an approximation, and it is not compared with the simulation."
                : "They are solved exactly: the chain runs between the instants of the calendar, and each instant maps the state as the model says."));
            methods.Add(("Fault tree", "The static tree is turned into a decision diagram, whose top probability is exact for independent events. A static tree is itself an approximation: it does not see what happens in time, such as failovers, restarts elsewhere and resynchronisation. The check against the chain names what the tree misses by design and judges the rest."));
        }

        if (options.Analytic && options.Curves)
        {
            methods.Add(("First year", "By the chain, everything whole at the start. The time down until t is integrated along the way to about eight digits; the probability of an interruption is that of a chain that stops at the first one, to rounding."));
        }

        if (options.Simulate)
        {
            var how = options.Estimator switch
            {
                LongRunEstimator.Cycles => "by regenerative cycles, from one entry into the state entered most to the next,",
                LongRunEstimator.Chain => "as the chain that is explored, from one entry into the state entered most to the next,",
                LongRunEstimator.BatchMeans => "in one long run, whose beginning is left out (MSER-5) and whose rest is cut into batches long enough not to depend on each other,",
                _ => $"by independent replications of {QuantityText.Duration(options.ReplicationHours)} each, after a warm-up of {QuantityText.Duration(options.WarmUpHours)},",
            };
            methods.Add(("Monte Carlo", $"The same model is simulated {how} until the half width of the unavailability's interval is below {Numbers.Long(100 * options.Precision)} % of it and {SimulationOptions.OutagesToStop} outages were seen, or {Numbers.Long(options.MaximumEvents)} events have been simulated. Their number stands with the values. Intervals hold with {Numbers.Long(100 * options.Confidence)} % confidence, each by itself. Where no outage was seen, only an upper bound is given; where too few were seen, the value says so."));
        }

        if (options.Analytic && options.Simulate)
        {
            methods.Add(("Checks", $"Chain and simulation are compared by a two-sided z-test on each measure of which enough outages are to be expected. The probability that any check of the whole run cries disagreement although the engines agree is {Numbers.Long(options.FalseAlarm)}; it is shared among the topologies, and within each among all its checks. Too few outages make a check inconclusive, never an agreement."));
        }

        methods.Add(("Units", "A year has 365 days. Downtime is booked to the cause that began the outage; planned downtime is that of windows."));
        return [.. methods];
    }
}
