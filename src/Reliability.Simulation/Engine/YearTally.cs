using System.Collections.Immutable;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Engine;

/// <summary>Gathers the downtime of single years. Years without any are only counted, so memory follows the outages. Not thread-safe.</summary>
/// <param name="yearsInReplication">Whole years of the observed window.</param>
/// <param name="objectiveMinutes">Minutes down that a year may have; <c>null</c> for any.</param>
/// <param name="scheduledCounts">Whether scheduled downtime counts against that.</param>
internal sealed class YearTally(int yearsInReplication, double? objectiveMinutes, bool scheduledCounts)
{
    private static readonly ImmutableArray<double> _probabilities = [0.5, 0.8, 0.9, 0.95, 0.99];

    private readonly List<double> minutes = [];
    private readonly List<int> replicationOf = [];
    // Windows that fill the objective exactly must not miss it by rounding.
    private readonly double limit = objectiveMinutes is { } objective ? objective * (1 + 1e-9) : double.PositiveInfinity;
    private ClusteredShare without;
    private ClusteredShare missed;

    /// <summary>Adds the years of the next replication.</summary>
    public void Add(YearRecord record)
    {
        if (yearsInReplication == 0) return;
        var (free, over) = (0, 0);
        for (var year = 0; year < yearsInReplication; year++)
        {
            var down = record.Down[year];
            if (down == 0)
            {
                free++;
            }
            else
            {
                minutes.Add(60 * down);
                replicationOf.Add((int)without.Clusters);
            }

            if (60 * (scheduledCounts ? down : record.Unscheduled[year]) > limit) over++;
        }

        without.Add(free);
        missed.Add(over);
    }

    /// <summary>What was found; <c>null</c> where the window is shorter than a year.</summary>
    public YearlyDowntime? Result(double confidence, long outages)
    {
        if (yearsInReplication == 0 || without.Clusters == 0) return null;
        var years = without.Clusters * yearsInReplication;
        var some = new OrderedSample([.. minutes]);
        double Ordered(long rank) => rank <= years - some.Count ? 0 : some[(int)(rank - 1 - (years - some.Count))];
        return new YearlyDowntime
        {
            Years = years,
            YearsInReplication = yearsInReplication,
            Quantiles = [.. _probabilities.Select(p => new DowntimeQuantile(p, Quantile(p)))],
            YearsWithoutDowntime = without.Interval(yearsInReplication, confidence),
            ObjectiveMinutes = objectiveMinutes,
            Missed = objectiveMinutes is null ? null : missed.Interval(yearsInReplication, confidence),
        };

        ConfidenceInterval Quantile(double probability)
        {
            var at = Ordered(Math.Clamp((long)Math.Ceiling(years * probability), 1, years));
            var found = OrderStatistics.Quantile(years, Ordered, probability, confidence, outages, Worth(at));
            return found with { Lower = Math.Max(0, found.Lower), StandardError = double.IsFinite(found.StandardError) ? found.StandardError : double.PositiveInfinity };
        }

        // How many independent years the sample is worth for the share of years at or below a value.
        double Worth(double value)
        {
            if (yearsInReplication == 1) return years;
            var above = new int[without.Clusters];
            for (var i = 0; i < minutes.Count; i++)
            {
                if (minutes[i] > value) above[replicationOf[i]]++;
            }

            var share = default(ClusteredShare);
            foreach (var count in above) share.Add(count);
            return share.Independent(yearsInReplication);
        }
    }
}
