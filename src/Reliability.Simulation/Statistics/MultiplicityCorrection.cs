namespace Reliability.Simulation.Statistics;

/// <summary>
/// How the false-alarm probability of a family of comparisons is shared among them.
/// </summary>
public enum MultiplicityCorrection
{
    /// <summary>
    /// 1 - (1 - alarm)^(1 / m): exact for independent comparisons, cautious for two-sided normal ones of any correlation. Source:
    /// Z. Šidák, Journal of the American Statistical Association 62 (1967) 626.
    /// </summary>
    Sidak = 0,

    /// <summary>
    /// alarm / m: cautious whatever the dependence, and barely different for small alarms.
    /// </summary>
    Bonferroni = 1,
}
