using System.Globalization;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Statistics;

namespace Reliability.Reporting;

/// <summary>The probability that a year misses the objective, as one says it.</summary>
public static class MissedYears
{
    private const double Nearness = 0.06;

    private static readonly string[] _words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>The sentence, such as "in one year of five you will miss the objective"; <c>null</c> where nothing was agreed on.</summary>
    /// <param name="yearly">What was simulated.</param>
    public static string? Of(YearlyDowntime yearly)
    {
        ArgumentNullException.ThrowIfNull(yearly);
        if (yearly.Missed is not { } missed) return null;
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        if (missed.Trust == IntervalTrust.NoneSeen) return Text($"missing the objective was not observed in {yearly.Years} years: it happens in fewer than {Share(missed.Upper)} with {100 * missed.Confidence:0.##} % confidence");
        var sentence = missed.Estimate >= 1 - 1e-12 ? "you will miss the objective every year" : $"in {Share(missed.Estimate)} you will miss the objective";
        return missed.Trust == IntervalTrust.FewOutages
            ? Text($"{sentence} (?): only {missed.OutagesSeen} such years were seen in {yearly.Years}")
            : Text($"{sentence} ({100 * missed.Lower:0.##} to {100 * missed.Upper:0.##} % of the years)");
    }

    // The share with the smallest of the numbers that people say which is near enough to it and to what it lacks to one.
    private static string Share(double share)
    {
        if (share is <= 0 or >= 1) return share <= 0 ? "no year" : "every year";
        var near = Nearness * Math.Min(share, 1 - share);
        for (var of = 2; of <= 10; of++)
        {
            var years = (int)Math.Round(share * of);
            if (years > 0 && years < of && Math.Abs(((double)years / of) - share) <= near) return $"{_words[years]} {(years == 1 ? "year" : "years")} of {_words[of]}";
        }

        for (var of = 100.0; ; of *= 10)
        {
            var years = Math.Round(share * of);
            if (of >= 1e12 || (years > 0 && years < of && Math.Abs((years / of) - share) <= near)) return string.Create(CultureInfo.InvariantCulture, $"{years:N0} {(years == 1 ? "year" : "years")} of {of:N0}");
        }
    }
}
