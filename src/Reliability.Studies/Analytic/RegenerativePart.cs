using Reliability.Markov.Solvers.Regenerative;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>
/// A part in which one event at a time has a delay that is not exponential. In the long run it stands among Markov parts as a chain with the same shares of time
/// and frequencies; how long outages last and when the first comes is asked of the regenerative process itself.
/// </summary>
internal sealed class RegenerativePart
{
    private readonly ClockedSpace clocked;
    private readonly RegenerativeSolution? solution;

    private RegenerativePart(ClockedSpace clocked, RegenerativeSolution? solution) => (this.clocked, this.solution) = (clocked, solution);

    /// <summary>The states, with the chain that has the same long run; without a long run the chain means nothing.</summary>
    public StateSpace Space => solution?.Space ?? clocked.Space;

    /// <summary>The event whose clock runs in a state and the mean rate of its firings there in the long run; <c>null</c> where none runs, or no long run was asked for.</summary>
    public (Event Event, double PerHour)? Clock(int state) => solution?.Clock(state);

    /// <summary>How wrong shares of time may be, as a share of themselves.</summary>
    public double RelativeError => solution?.RelativeError.Absolute ?? 0;

    /// <summary>Whether an integral over the law of a clock was needed.</summary>
    public bool IsIntegrated => solution?.IsIntegrated == true;

    /// <summary>Whether it keeps in step with a clock for ever.</summary>
    public bool IsPhaseLocked => solution?.IsPhaseLocked == true;

    /// <summary>Explores a part, and solves it when the long run is asked for.</summary>
    public static (RegenerativePart? Part, AnalyticOutcome? Refusal) Create(StochasticModel part, AnalysisRequest request, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        var (space, problem, limit) = ClockedSpace.Explore(part, compiler, request.MaximumStates, cancellation);
        if (space is null) return (null, new AnalyticOutcome(null, problem, limit));
        if (!request.LongRun) return (new RegenerativePart(space, null), null);
        var (solution, refusal, tooLarge) = RegenerativeSolver.Solve(space, cancellation);
        return solution is not null
            ? (new RegenerativePart(space, solution), null)
            : (null, new AnalyticOutcome(null, new Diagnostic(Severity.Error, $"'{request.Model.Name}' has no analytic answer: {refusal}", null, "simulate it"), tooLarge));
    }

    /// <summary>Downtime and outages by cause, of a service that is down in the given states; <c>null</c> when it may stay down for ever.</summary>
    public OutageBooking? Outages(bool[] down, CancellationToken cancellation)
    {
        if (!down.Contains(true)) return new OutageBooking([], 0);
        return RegenerativeSolver.Outages(clocked, down, cancellation) is { } causes ? new OutageBooking(causes, causes.Sum(c => c.PerHour)) : null;
    }

    /// <summary>The mean hours until a state of a set is first entered; <c>null</c> when it may never be.</summary>
    public double? MeanTimeTo(bool[] states, CancellationToken cancellation) => RegenerativeSolver.MeanTimeTo(clocked, states, cancellation);
}
