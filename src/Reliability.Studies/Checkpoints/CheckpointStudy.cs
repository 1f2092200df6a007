using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Engine.Checkpoints;

namespace Reliability.Studies.Checkpoints;

/// <summary>Simulations that continue from a file, or are played in shares by several programs.</summary>
public static class CheckpointStudy
{
    /// <summary>What the replications of a study are replications of.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="options">How it is studied.</param>
    /// <param name="share">The share that is played; <c>null</c> for all.</param>
    /// <param name="description">How to study it again where shares are joined.</param>
    public static CheckpointKey Key(Subject subject, StudyOptions options, ReplicationShare? share = null, ShareDescription? description = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(options);
        var (target, settings) = StudyRunner.Question(subject, subject.Model, options, new DiagnosticBag());
        return ModelFingerprint.Of(subject.Model, target, settings, share, description?.Write() ?? "");
    }

    /// <summary>Plays the replications of a share that are not there yet.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="options">How it is studied; its checkpoint is that of the share.</param>
    /// <param name="progress">Receives the part that is done.</param>
    /// <param name="cancellation">Stops the work; what was played is kept.</param>
    /// <returns>What there is to say about the simulation, and errors if the model cannot be simulated.</returns>
    public static ImmutableArray<Diagnostic> PlayShare(Subject subject, StudyOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(options);
        var diagnostics = new DiagnosticBag();
        var (target, settings) = StudyRunner.Question(subject, subject.Model, options, diagnostics);
        try
        {
            Simulator.PlayShare(subject.Model, target, settings, new ExpressionCompiler(), options.Checkpoint ?? throw new ArgumentException("There is no share to play.", nameof(options)), progress, cancellation);
        }
        catch (SimulationException e)
        {
            diagnostics.Error(e.Message, StudyRunner.PlaceOf(subject.Model, e.EventName));
        }

        return diagnostics.ToImmutable();
    }
}
