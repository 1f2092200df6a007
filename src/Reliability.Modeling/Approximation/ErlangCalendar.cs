using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Approximation;

/// <summary>
/// Replaces a calendar by clocks of exponential stages: every interval between two instants of one period becomes k stages with the same mean in all. An
/// approximation whose error falls as 1/k; it exists so that this error can be seen beside the exact answer. Each group of instants with the same period
/// that touch common variables gets a clock of its own.
/// </summary>
public static class ErlangCalendar
{
    /// <summary>The model with clocks instead of its calendar.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stages">Stages per interval, at least 1; 1 is the exponential window.</param>
    public static StochasticModel Apply(StochasticModel model, int stages)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        var variables = model.Variables.ToList();
        var events = model.Events.ToList();
        foreach (var group in Groups(model)) AddClock(group, stages, variables, events);
        return new StochasticModel(model.Name, variables.ToEquatableArray(), events.ToEquatableArray(), [], model.Labels, model.Rewards);
    }

    private static void AddClock(IReadOnlyList<CalendarInstant> group, int stages, List<Variable> variables, List<Event> events)
    {
        var period = group[0].Period.TotalHours;
        var times = group.Select(i => i.Offset.TotalHours).Distinct().Order().ToArray();
        var index = variables.Count;
        variables.Add(new Variable($"clock_{index}", 0, (times.Length * stages) - 1, 0));
        var clock = new VariableExpression(index, $"clock_{index}", ExpressionType.Int);
        for (var k = 0; k < times.Length; k++)
        {
            // Interval k ends at time k and began at the one before, around the period.
            var length = k == 0 ? times[0] + period - times[^1] : times[k] - times[k - 1];
            var rate = stages / length;
            var last = ((k + 1) * stages) - 1;
            for (var s = k * stages; s < last; s++)
            {
                events.Add(new Event($"clock_{index} stage {s}", clock.Is(s), new ExponentialDelay(rate), [Outcome.Certain(new Assignment(index, s + 1))], Cause.Unknown));
            }

            var tick = new Assignment(index, (last + 1) % (times.Length * stages));
            var here = group.Where(i => i.Offset.TotalHours == times[k]).ToArray();
            // Instants at one time exclude each other or follow one another; of several that are enabled the first acts.
            Expression none = clock.Is(last);
            foreach (var instant in here)
            {
                var outcomes = instant.Outcomes.Select(o => o with { Assignments = o.Assignments.Append(tick).ToEquatableArray() }).ToEquatableArray();
                events.Add(new Event($"{instant.Name} (clock)", none & instant.Guard, new ExponentialDelay(rate), outcomes, instant.Cause));
                none &= !instant.Guard;
            }

            if (!none.IsFalse) events.Add(new Event($"clock_{index} passes {Duration.FromHours(times[k])}", none, new ExponentialDelay(rate), [Outcome.Certain(tick)], Cause.Unknown));
        }
    }

    // Instants of one period that touch a common variable share a clock.
    private static List<List<CalendarInstant>> Groups(StochasticModel model)
    {
        var groups = new List<(HashSet<int> Touched, List<CalendarInstant> Instants)>();
        foreach (var instant in model.Calendar)
        {
            var touched = new HashSet<int>(instant.Guard.Support().Concat(instant.Outcomes.SelectMany(o => o.Assignments.Select(a => a.Variable))));
            var same = groups.Where(g => g.Instants[0].Period == instant.Period && g.Touched.Overlaps(touched)).ToList();
            if (same.Count == 0)
            {
                groups.Add((touched, [instant]));
                continue;
            }

            same[0].Touched.UnionWith(touched);
            same[0].Instants.Add(instant);
            foreach (var other in same.Skip(1))
            {
                same[0].Touched.UnionWith(other.Touched);
                same[0].Instants.AddRange(other.Instants);
                groups.Remove(other);
            }
        }

        return [.. groups.Select(g => g.Instants)];
    }
}
