using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.RareEvents;

/// <summary>
/// An importance taken from the states of a model, whatever the laws of its delays: how many events a state is nearer to the down states than the farthest one from which they can be reached. Where times
/// do not matter, every delay may as well be exponential.
/// </summary>
internal sealed class JumpDistance
{
    private const int MostJointValues = 1 << 22;

    // By the joint value of all variables where there are few, else by state.
    private readonly ushort[]? table;
    private readonly Dictionary<int[], int> importance = new(StateComparer.Instance);
    private readonly int[] minimum;
    private readonly int[] strides;

    private JumpDistance(StateSpace space, JumpChain chain)
    {
        var variables = space.Model.Variables;
        (minimum, strides) = ([.. variables.Select(v => v.Minimum)], new int[variables.Count]);
        var joint = 1L;
        for (var v = 0; v < strides.Length; v++)
        {
            strides[v] = (int)joint;
            joint = Math.Min((long)MostJointValues + 1, joint * (variables[v].Maximum - (long)variables[v].Minimum + 1));
        }

        if (joint <= MostJointValues) table = new ushort[joint];
        var farthest = chain.Distance.Where(d => d != JumpChain.Unreachable).Max();
        Top = Math.Max(1, farthest);
        for (var s = 0; s < chain.Count; s++)
        {
            var near = chain.Distance[s] == JumpChain.Unreachable ? 0 : Top - Math.Min(Top, chain.Distance[s]);
            if (table is null) importance[space.State(s)] = near;
            else table[Joint(space.State(s))] = (ushort)near;
        }
    }

    /// <summary>The importance of the down states and no others.</summary>
    public int Top { get; }

    /// <summary>The importance of an up state.</summary>
    public int Of(int[] values) => table is null ? importance[values] : table[Joint(values)];

    private int Joint(int[] values)
    {
        var joint = 0;
        for (var v = 0; v < strides.Length; v++) joint += strides[v] * (values[v] - minimum[v]);
        return joint;
    }

    /// <summary>Explores.</summary>
    /// <param name="model">The model, without calendar.</param>
    /// <param name="up">Whether the service is up.</param>
    /// <param name="limit">How many states to explore at most.</param>
    /// <param name="compiler">Compiles the expressions.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The distance; or why there is none.</returns>
    public static (JumpDistance? Distance, string? Problem) Explore(StochasticModel model, Expression up, int limit, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        var explored = StateSpaceExplorer.Explore(GeneralDelayMarks.Apply(model).Marked, compiler, limit, cancellation);
        if (explored.StateSpace is not { } space) return (null, explored.Problem?.Message ?? "its states could not be explored");
        if (space.Start.Length != 1) return (null, $"the model has {space.Start.Length} initial states; rare-event methods start from one");
        var start = space.Start[0].State;
        var stop = new bool[space.Count];
        stop[start] = true;
        bool[] down = [.. space.Where(up).Select(u => !u)];
        if (down[start]) return (null, "the service is down in the start state");
        var chain = JumpChain.Of(space.Chain.Rates, start, down, stop, null);
        return chain.Distance[start] == JumpChain.Unreachable ? (null, "no down state can be reached from the start, so the probability is zero") : (new JumpDistance(space, chain), null);
    }
}
