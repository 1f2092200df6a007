namespace Reliability.Simulation.Engine;

/// <summary>Hours down in each whole year of the observed window of one replication.</summary>
/// <param name="years">How many whole years the window has.</param>
internal sealed class YearRecord(int years)
{
    /// <summary>Length of a year in hours.</summary>
    public const double HoursInYear = Modeling.Quantities.Duration.HoursPerYear;

    /// <summary>Hours down, year by year.</summary>
    public double[] Down { get; } = new double[years];

    /// <summary>Those booked to causes that were not announced.</summary>
    public double[] Unscheduled { get; } = new double[years];

    // The year of the last stretch, most often that of the next.
    private int last = -1;
    private double lastBegin;
    private double lastEnd = double.NegativeInfinity;

    /// <summary>Adds a stretch of downtime, in hours since the window began.</summary>
    public void Add(double begin, double end, bool isScheduled)
    {
        if (begin >= lastBegin && end <= lastEnd)
        {
            Down[last] += end - begin;
            if (!isScheduled) Unscheduled[last] += end - begin;
            return;
        }

        for (var year = (int)Math.Min(begin / HoursInYear, Down.Length); year < Down.Length; year++)
        {
            var from = Math.Max(begin, year * HoursInYear);
            var hours = Math.Min(end, (year + 1) * HoursInYear) - from;
            if (hours > 0) Down[year] += hours;
            if (hours > 0 && !isScheduled) Unscheduled[year] += hours;
            if (end > (year + 1) * HoursInYear) continue;
            (last, lastBegin, lastEnd) = (year, year * HoursInYear, (year + 1) * HoursInYear);
            return;
        }
    }
}
