using Reliability.Modeling.Quantities;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Html;

/// <summary>How each number is found and how far it can be trusted, and what to type to get it again.</summary>
internal static class MethodSection
{
    public static void Write(HtmlText html, Comparison comparison)
    {
        var options = comparison.Options;
        html.Open("section", "id=\"method\"");
        html.Element("h2", "Method and error");
        if (options.Analytic)
        {
            html.Element("p", "Markov. The model is a Markov chain; independent parts are solved apart and joined through the structure function. The long-run probabilities come from GTH elimination, which never subtracts, so that every digit of a small unavailability is kept: these answers are exact to rounding.");
            html.Element(
                "p",
                options.WindowStages is { } stages
                    ? $"Calendar windows are replaced by {stages} exponential stages each. That makes a model with windows an approximation, and it is not compared with the simulation."
                    : "Calendar windows are solved exactly: the chain runs between the instants of the calendar, and each instant maps the state as the model says.");
            html.Element("p", "Fault tree. The static tree is turned into a decision diagram, whose top probability is exact for independent events. A static tree is itself an approximation: it does not see what happens in time, such as failovers, restarts elsewhere and resynchronisation. The check against the chain names what the tree misses by design and judges the rest.");
        }

        if (options.Simulate)
        {
            html.Element("p", $"Monte Carlo. The same model is simulated by independent replications of {QuantityText.Duration(options.ReplicationHours)} each, after a warm-up of {QuantityText.Duration(options.WarmUpHours)}, until the half width of the unavailability's interval is below {Wording.Number(100 * options.Precision)} % of it or {Wording.Number(options.MaximumEvents)} events have been simulated. The number of replications stands beside each value. Intervals hold with {Wording.Number(100 * options.Confidence)} % confidence, each by itself. Where no outage was seen, only an upper bound is given; where too few were seen, the value says so.");
            html.Element("p", $"Seed {options.Seed}. The same seed gives the same results on any number of threads.");
        }

        if (options.Analytic && options.Simulate)
        {
            html.Element("p", $"Checks. Chain and simulation are compared by a two-sided z-test on each measure of which enough outages are to be expected. The probability that any check of the whole run cries disagreement although the engines agree is {Wording.Number(options.FalseAlarm)}; it is shared among the topologies, and within each among all its checks. Too few outages make a check inconclusive, never an agreement.");
        }

        html.Element("p", "A year has 365 days. Downtime is booked to the cause that began the outage; scheduled downtime is that of planned windows.");
        html.Element("h3", "To get this again");
        html.Open("p");
        html.Raw(HtmlText.Encode($"Version {comparison.Version}, seed {options.Seed}, command "));
        html.Element("code", comparison.Command);
        html.Close("p");
        html.Close("section");
    }
}
