using Reliability.Modeling.Diagnostics;
using Reliability.Studies.Results;
using Reliability.Topologies;
using Reliability.Topologies.Compilation;

namespace Reliability.Studies.Contributions;

/// <summary>Studies a model once more without one of its threats.</summary>
public static class ContributionStudy
{
    /// <summary>The subject without something.</summary>
    /// <param name="subject">A topology; of a model file the calendar can be left out.</param>
    /// <param name="omission">What to leave out.</param>
    /// <returns>The subject, or <c>null</c> and why there is none.</returns>
    public static (Subject? Subject, Diagnostic? Problem) Reduce(Subject subject, Omission omission)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.Topology is { } topology)
        {
            var reduced = topology.Without(omission);
            return reduced == topology
                ? (null, Problem($"'{subject.Name}' has no {Name(omission)} to leave out", "leave out --without"))
                : (Subject.All(subject.Source, TopologyCompiler.Compile(reduced), subject.Inputs).First(s => s.Name == subject.Name) with { Name = Named(subject, omission) }, null);
        }

        if (omission == Omission.Upgrades && subject.Model.Calendar.Count > 0) return (subject with { Name = Named(subject, omission), Model = subject.Model.WithoutCalendar() }, null);
        return (null, omission == Omission.Upgrades
            ? Problem($"'{subject.Name}' has no calendar to leave out", "leave out --without upgrades")
            : Problem($"what of the model '{subject.Name}' is common-mode cannot be told from its events", "make it a topology, or set the rate of those events to 0 by --set"));
    }

    /// <summary>What an omission is called.</summary>
    public static string Name(Omission omission) => omission == Omission.Upgrades ? "upgrades" : "common-mode crashes";

    /// <summary>Studies what is left.</summary>
    /// <param name="study">All answers about the model.</param>
    /// <param name="reduced">The model without the threat.</param>
    /// <param name="omission">The threat.</param>
    /// <param name="options">The options of the first study.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Contribution Run(ModelStudy study, Subject reduced, Omission omission, StudyOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        new(omission, study, StudyRunner.Run(reduced, options, 1, progress, cancellation));

    private static string Named(Subject subject, Omission omission) => $"{subject.Name} without {Name(omission)}";

    private static Diagnostic Problem(string message, string hint) => new(Severity.Error, message, null, hint);
}
