using System.Collections.Immutable;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>
/// One common period of the calendars of several components, cut at every instant. Segment k is followed by boundary k, at which instants happen in order;
/// the last boundary ends the period. Times before the first instant belong to the first segment.
/// </summary>
internal sealed record Timeline(double Period, ImmutableArray<double> Lengths, ImmutableArray<ImmutableArray<(int Component, int Instant)>> Boundaries)
{
    private const double Tolerance = 1e-9;

    /// <summary>A single segment without instants: nothing changes by the calendar.</summary>
    public static Timeline Stationary { get; } = new(1, [1], [[]]);

    public bool IsStationary => Boundaries.All(b => b.IsEmpty);

    /// <summary>The common timeline, or <c>null</c> when the periods have no common multiple below 1000 of the longest.</summary>
    public static Timeline? Create(IReadOnlyList<StateSpace> components)
    {
        var instants = new List<(int Component, int Instant, CalendarInstant Of)>();
        for (var c = 0; c < components.Count; c++)
        {
            for (var i = 0; i < components[c].Instants.Length; i++) instants.Add((c, i, components[c].Instants[i].Instant));
        }

        if (instants.Count == 0) return Stationary;
        if (CommonPeriod.Of([.. instants.Select(i => i.Of.Period.TotalHours)]) is not { } period) return null;
        var occurrences = new List<(double Time, int Component, int Instant)>();
        foreach (var (component, instant, of) in instants)
        {
            var count = (int)Math.Round(period / of.Period.TotalHours);
            for (var n = 0; n < count; n++) occurrences.Add((of.Offset.TotalHours + (n * of.Period.TotalHours), component, instant));
        }

        // A stable order: by time, then as written.
        var sorted = occurrences.OrderBy(o => o.Time).ToArray();
        var lengths = new List<double>();
        var boundaries = new List<ImmutableArray<(int, int)>>();
        var now = 0.0;
        for (var i = 0; i < sorted.Length;)
        {
            var time = sorted[i].Time;
            var here = sorted.Skip(i).TakeWhile(o => o.Time - time <= Tolerance).ToArray();
            if (time - now > Tolerance || boundaries.Count == 0)
            {
                lengths.Add(Math.Max(0, time - now));
                boundaries.Add([.. here.Select(o => (o.Component, o.Instant))]);
            }

            now = time;
            i += here.Length;
        }

        lengths.Add(period - now);
        boundaries.Add([]);
        return new Timeline(period, [.. lengths], [.. boundaries]);
    }
}
