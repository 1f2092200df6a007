using Reliability.Markov.Chains;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.RareEvents;

/// <summary>What rare-event methods can play: an explored chain, a model whose states are made on the way, or a process that is only split.</summary>
public sealed class RareEventModel
{
    private RareEventModel()
    {
    }

    internal SparseRates? Rates { get; private init; }

    internal bool[] Down { get; private init; } = [];

    internal bool[]? Stop { get; private init; }

    internal bool[]? IsFailure { get; private init; }

    internal int Start { get; private init; }

    internal IJumpModel? Jumps { get; private init; }

    // Told where a way ends without failure, as far as the process lets itself be told.
    internal Func<SplittingReturn, ISplittingModel>? Process { get; private init; }

    internal Diagnostic? Problem { get; private init; }

    /// <summary>An explored model with its initial state as start.</summary>
    /// <param name="space">The state space, without calendar and with one initial state; else the result has a problem.</param>
    /// <param name="up">Whether the service is up.</param>
    public static RareEventModel Of(StateSpace space, Expression up)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(up);
        if (space.Instants.Length > 0) return Without("the calendar makes the model change with time, which rare-event methods for chains do not play", "ask without the calendar, or simulate");
        if (space.Start.Length != 1) return Without($"the model has {space.Start.Length} initial states; rare-event methods start from one", "give the variables initial values");
        return Of(space.Chain.Rates, space.Start[0].State, [.. space.Where(up).Select(u => !u)]);
    }

    /// <summary>A chain.</summary>
    /// <param name="rates">Its rates.</param>
    /// <param name="start">Where ways and cycles start.</param>
    /// <param name="down">For every state, whether the service is down.</param>
    /// <param name="stop">For every state, whether a way ends there; <c>null</c> for the start alone. Used by <see cref="RareEventMeasure.FailureBeforeStop"/> only.</param>
    /// <param name="isFailure">For every entry of the matrix, whether it is a failure; <c>null</c> to find out.</param>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static RareEventModel Of(SparseRates rates, int start, bool[] down, bool[]? stop = null, bool[]? isFailure = null)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(down);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)start, (uint)rates.Count, nameof(start));
        if (down.Length != rates.Count || (stop is not null && stop.Length != rates.Count)) throw new ArgumentException($"The chain has {rates.Count} states; flags need as many entries.", nameof(down));
        if (isFailure is not null && isFailure.Length != rates.EntryCount) throw new ArgumentException($"The chain has {rates.EntryCount} entries; each is a failure or not.", nameof(isFailure));
        return new RareEventModel { Rates = rates, Start = start, Down = down, Stop = stop, IsFailure = isFailure };
    }

    /// <summary>A model whose states are made on the way.</summary>
    /// <param name="model">The model.</param>
    public static RareEventModel Of(IJumpModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new RareEventModel { Jumps = model };
    }

    /// <summary>A process of any kind, to be split.</summary>
    /// <param name="model">The process.</param>
    public static RareEventModel Of(ISplittingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new RareEventModel { Process = _ => model };
    }

    /// <summary>A model with delays of any law, to be split by an importance that is given, for example the number of failed basic events of a fault tree.</summary>
    /// <param name="model">The model, without calendar and ages that outlast an event; else the result has a problem.</param>
    /// <param name="up">Whether the service is up.</param>
    /// <param name="importance">How near to failure an up state is, a whole number.</param>
    /// <param name="top">Above every importance of an up state: the level of the down states.</param>
    /// <param name="compiler">Compiles the expressions; may be shared.</param>
    public static RareEventModel Of(StochasticModel model, Expression up, Expression importance, int top, ExpressionCompiler compiler)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(importance);
        return Unplayable(model) is { } unplayable
            ? unplayable
            : new RareEventModel { Process = returns => new ModelSplitting(model, up, compiler.Integer(importance), top, returns, compiler) };
    }

    /// <summary>A model with delays of any law, to be split by how many events a state is away from the down states, which its states tell, explored without regard to times.</summary>
    /// <param name="model">The model, without calendar and ages that outlast an event, and with one initial state; else the result has a problem.</param>
    /// <param name="up">Whether the service is up.</param>
    /// <param name="maximumStates">How many states to explore at most; where there are more, the result has a problem.</param>
    /// <param name="compiler">Compiles the expressions; may be shared.</param>
    /// <param name="cancellation">Ends the exploration.</param>
    public static RareEventModel Of(StochasticModel model, Expression up, int maximumStates, ExpressionCompiler compiler, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(up);
        if (Unplayable(model) is { } unplayable) return unplayable;
        var (distance, problem) = JumpDistance.Explore(model, up, maximumStates, compiler, cancellation);
        return distance is null
            ? Without(problem!, "simulate, or give an importance")
            : new RareEventModel { Process = returns => new ModelSplitting(model, up, distance.Of, distance.Top, returns, compiler) };
    }

    // What splitting does not play.
    private static RareEventModel? Unplayable(StochasticModel model)
    {
        if (model.Calendar.Count > 0) return Without("the calendar makes the model change with time, which splitting does not play", "ask without the calendar, or simulate");
        return model.Events.FirstOrDefault(e => e.Delay is GeneralDelay { Repair.IsAsNew: false }) is { } aging
            ? Without($"the delay of event '{aging.Name}' keeps an age after it has happened, which splitting does not play", "simulate")
            : null;
    }

    private static RareEventModel Without(string message, string hint) => new() { Problem = new Diagnostic(Severity.Error, message, null, hint) };
}
