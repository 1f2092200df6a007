using Reliability.Simulation.Statistics;

namespace Reliability.Studies.Checks;

/// <summary>
/// Judges whether answers agree. Markov against simulation: a two-sided z-test on every measure for which the simulation was expected to see enough
/// outages, at a false-alarm probability that holds for all of them together (Šidák), with the smallest difference that it would have caught nine times in ten. Too few outages seen: inconclusive, never agreement.
/// </summary>
public sealed class CrossCheck
{
    /// <summary>Relative difference up to which values that involve no chance are equal.</summary>
    public const double RoundingTolerance = 1e-9;

    // The normal quantile of 90 %: a difference of this many standard errors beyond the limit is caught nine times in ten.
    private const double Power90 = 1.2815515655446004;

    // -ln of the probability (1e-6) of seeing nothing of what would be needed to explain a difference.
    private const double Unseen = 13.8;

    private readonly List<(string Measure, double Exact, ConfidenceInterval Simulated)> pairs = [];

    /// <summary>Adds a measure to compare.</summary>
    /// <param name="measure">Its name.</param>
    /// <param name="exact">The value of the chain.</param>
    /// <param name="simulated">That of the simulation.</param>
    /// <param name="factor">What both are multiplied by to come in the unit of the measure.</param>
    public void Add(string measure, double exact, ConfidenceInterval simulated, double factor = 1) => pairs.Add(
        (measure, exact * factor, simulated with { Estimate = simulated.Estimate * factor, StandardError = simulated.StandardError * factor, Lower = simulated.Lower * factor, Upper = simulated.Upper * factor }));

    /// <summary>Judges all that was added.</summary>
    /// <param name="falseAlarm">Probability that at least one of them is called a disagreement although the engines agree.</param>
    public IReadOnlyList<Check> Judge(double falseAlarm)
    {
        var critical = MultipleComparisons.CriticalValue(Math.Max(1, pairs.Count), falseAlarm);
        return [.. pairs.Select(p => Judge(p.Measure, p.Exact, p.Simulated, critical))];
    }

    private static Check Judge(string measure, double exact, ConfidenceInterval simulated, double critical)
    {
        var difference = simulated.Estimate - exact;
        var size = Math.Max(Math.Abs(exact), Math.Abs(simulated.Estimate));
        if (simulated.Trust == IntervalTrust.NoneSeen)
        {
            return new Check(measure, "markov", "simulation", exact, simulated.Estimate, null, critical, Verdict.Inconclusive, "no outage was seen; simulate longer");
        }

        // Nothing random, or nothing but rounding: a window of fixed length.
        if (Math.Abs(difference) <= RoundingTolerance * size) return new Check(measure, "markov", "simulation", exact, simulated.Estimate, null, critical, Verdict.Agree, "equal but for rounding");
        // What never differed among n replications may still happen in one of many more; unseen, it can hide a share of about -ln(p) / n.
        if (simulated.StandardError == 0 && simulated.Trust == IntervalTrust.Trusted && Math.Abs(difference) * simulated.SampleCount <= Unseen * size)
        {
            return new Check(measure, "markov", "simulation", exact, simulated.Estimate, null, critical, Verdict.Agree, "the same in every replication; what is rarer than one in them could not show");
        }

        var z = simulated.StandardError > 0 ? difference / simulated.StandardError : double.PositiveInfinity;
        if (simulated.Trust == IntervalTrust.FewOutages)
        {
            return new Check(measure, "markov", "simulation", exact, simulated.Estimate, z, critical, Verdict.Inconclusive, simulated.OutagesSeen < ConfidenceInterval.OutagesNeeded ? $"only {simulated.OutagesSeen} outages were seen; {ConfidenceInterval.OutagesNeeded} are needed" : "the interval of the simulation is not to be believed");
        }

        return new Check(measure, "markov", "simulation", exact, simulated.Estimate, z, critical, Math.Abs(z) <= critical ? Verdict.Agree : Verdict.Disagree)
        {
            Detectable = simulated.StandardError > 0 ? (critical + Power90) * simulated.StandardError : null,
        };
    }
}
