using Reliability.Modeling.Models;

namespace Reliability.Studies.Curves;

/// <summary>
/// The times of a curve: evenly on a logarithmic scale from an hour to the horizon. Under a calendar, times after two periods are moved to the end of a
/// period, so that one period stands for all later ones.
/// </summary>
internal static class CurveTimes
{
    private static readonly double[] Multiples = [1, 1.5, 2, 3, 5, 7];

    public static double[] Of(StochasticModel model, double horizon)
    {
        var period = model.Calendar.Count == 0 ? null : PeriodOf(model);
        var times = new SortedSet<double> { horizon };
        for (var decade = 1.0; decade < horizon; decade *= 10)
        {
            foreach (var m in Multiples.Where(m => m * decade < horizon)) times.Add(m * decade);
        }

        return period is not { } p ? [.. times] : [.. times.Select(t => t <= 2 * p ? t : Math.Round(t / p) * p).Append(p).Where(t => t <= horizon).Distinct().Order()];
    }

    private static double? PeriodOf(StochasticModel model) => CommonPeriod.Of([.. model.Calendar.Select(c => c.Period.TotalHours)]);
}
