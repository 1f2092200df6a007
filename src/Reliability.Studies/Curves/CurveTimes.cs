using Reliability.Modeling.Models;

namespace Reliability.Studies.Curves;

/// <summary>
/// The times of a curve: evenly on a logarithmic scale from an hour to the horizon. Under a calendar every instant is among them, and the moment before it,
/// so that what jumps is drawn as a jump; where there are too many of those, the instants of the first two periods, and later times are moved to the end of
/// a period, so that one period stands for all that follow.
/// </summary>
internal static class CurveTimes
{
    private const int MostInstants = 12;
    private const int MostEdges = 200;
    private const double Moment = 0.01;

    private static readonly double[] Multiples = [1, 1.5, 2, 3, 5, 7];

    public static double[] Of(StochasticModel model, double horizon)
    {
        var period = model.Calendar.Count == 0 ? null : PeriodOf(model);
        var times = new SortedSet<double> { horizon };
        for (var decade = 1.0; decade < horizon; decade *= 10)
        {
            foreach (var m in Multiples.Where(m => m * decade < horizon)) times.Add(m * decade);
        }

        if (period is not { } p) return [.. times];
        var whole = model.Calendar.Sum(c => horizon / c.Period.TotalHours) <= MostEdges / 2;
        IEnumerable<double> edges = whole ? Edges(model, horizon).SelectMany(t => new[] { t - Moment, t }) : model.Calendar.Count <= MostInstants ? Edges(model, 2 * p) : [];
        double[] all = [.. times.Select(t => whole || t <= 2 * p ? t : Math.Round(t / p) * p).Append(p).Concat(edges).Where(t => t >= 1 && t <= horizon).Order()];
        // Two times that no one can tell apart become one.
        return [.. all.Where((t, i) => i == 0 || t - all[i - 1] > 1e-6)];
    }

    // The instants themselves: between two of them a share of time down falls as 1/t.
    private static IEnumerable<double> Edges(StochasticModel model, double until)
    {
        foreach (var instant in model.Calendar)
        {
            for (var t = instant.Offset.TotalHours; t <= until; t += instant.Period.TotalHours) yield return t;
        }
    }

    private static double? PeriodOf(StochasticModel model) => CommonPeriod.Of([.. model.Calendar.Select(c => c.Period.TotalHours)]);
}
