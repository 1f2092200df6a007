using System.Collections.Immutable;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Readings of a study that several outputs share.</summary>
internal static class StudyReading
{
    /// <summary>Minutes down per year by cause, from the chain or else from the simulation; empty where neither divides downtime.</summary>
    public static ImmutableArray<(string Cause, double Minutes)> Causes(this ModelStudy study)
    {
        var shares = study.Measurements.Where(m => m.Measure == MeasureNames.DowntimeByCause).ToArray();
        if (shares.Length == 0) return [];
        var engine = Array.Exists(shares, m => m.Engine == Wording.Markov) ? Wording.Markov : Wording.Simulation;
        return [.. shares.Where(m => m.Engine == engine && double.IsFinite(m.Value)).Select(m => (m.Cause!, Math.Max(0, m.Value)))];
    }

    /// <summary>Minutes down per year by one cause: zero where it does not occur, NaN where downtime is not divided.</summary>
    public static double OfCause(this ModelStudy study, string cause)
    {
        var causes = study.Causes();
        return causes.IsEmpty ? double.NaN : causes.Where(c => c.Cause == cause).Sum(c => c.Minutes);
    }

    /// <summary>A value with what is known about it: a bound says that it is one, and what rests on too few outages has a question mark.</summary>
    public static string Text(this Measurement? m, double factor = 1) => m switch
    {
        null => Numbers.Absent,
        { Kind: ErrorKind.Bound, Lower: { } lower } when Numbers.IsLeast(m) => "not observed, at least " + Numbers.Short(lower * factor),
        { Kind: ErrorKind.Bound } => m.Upper is { } upper ? "not observed, at most " + Numbers.Short(upper * factor) : Numbers.Absent,
        { Kind: ErrorKind.Interval, Warning: not null } => Numbers.Short(m.Value * factor) + " (?)",
        _ => Numbers.Short(m.Value * factor),
    };

    /// <summary>What stands in for a value when it is sorted or drawn: the bound where only that is known.</summary>
    public static double? Key(this Measurement? m) => m is null ? null : m.Kind == ErrorKind.Bound ? (Numbers.IsLeast(m) ? m.Lower : m.Upper) : m.Value;
}
