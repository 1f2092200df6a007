using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Whether the downtime that counts stays within what was agreed on.</summary>
/// <param name="Met">True or false; <c>null</c> when it is not decided or nothing was agreed on.</param>
/// <param name="Text">The same in words.</param>
internal sealed record Objective(bool? Met, string Text)
{
    /// <summary>Judges a study; an interval that holds the objective decides nothing.</summary>
    public static Objective Of(ModelStudy study)
    {
        if (study.Subject.ObjectiveMinutes is not { } objective) return new(null, Numbers.Absent);
        var counted = study.Subject.ScheduledDowntimeCounts ? MeasureNames.Downtime : MeasureNames.UnscheduledDowntime;
        var what = $"{Numbers.Long(objective)} min/yr{(study.Subject.ScheduledDowntimeCounts ? "" : " unscheduled")}";
        return study.Objective switch
        {
            ObjectiveVerdict.Met => new(true, $"{what}: met"),
            ObjectiveVerdict.NotMet => new(false, $"{what}: not met"),
            _ when study.Find(counted) is not { } found || double.IsNaN(found.Value) => new(null, $"{what}: not known"),
            _ when study.Find(counted) is { Kind: ErrorKind.Interval, Warning: not null } => new(null, $"{what}: not decided, too few outages seen"),
            _ => new(null, $"{what}: not decided, the interval holds it"),
        };
    }
}
