using Reliability.Markov.Chains;
using Reliability.Modeling.Models;

namespace Reliability.Markov.ModelChecking;

/// <summary>
/// The chain of jumps, each state together with what is still to be done there: where an obligation is met or broken the path is decided. Formulas whose paths
/// are decided in finite time with probability one, and those that are met (or broken) only in finite time, can be answered by reaching alone; the others would
/// take an automaton on infinite words and are refused.
/// </summary>
internal sealed class PathProduct
{
    private const int MaximumStates = 20_000_000;

    private readonly ILabelledChain chain;
    private readonly ObligationTable table;
    private readonly IReadOnlyList<bool[]> sets;
    private readonly Dictionary<(int State, int Obligation), int> numbers = [];
    private readonly List<(int State, Obligation Obligation)> states = [];

    private readonly Dictionary<(int Kind, int Obligation), Obligation> after = [];
    private readonly int[] kinds;

    private PathProduct(ILabelledChain chain, ObligationTable table, IReadOnlyList<bool[]> sets) =>
        (this.chain, this.table, this.sets, kinds) = (chain, table, sets, KindsOf(chain.Chain.StateCount, sets));

    /// <summary>Builds the product for paths from every state.</summary>
    public static PathProduct Build(ILabelledChain chain, ObligationTable table, Obligation obligation, IReadOnlyList<bool[]> sets, CancellationToken cancellation)
    {
        var product = new PathProduct(chain, table, sets);
        product.FromState = new int[chain.Chain.StateCount];
        for (var s = 0; s < product.FromState.Length; s++) product.FromState[s] = product.NumberOf(s, product.After(s, obligation));
        var rows = new List<IReadOnlyList<Transition>>();
        for (var i = 0; i < product.states.Count; i++)
        {
            if ((i & 1023) == 0) cancellation.ThrowIfCancellationRequested();
            if (product.states.Count > MaximumStates) throw new CheckingProblem($"the formula together with the chain has more than {MaximumStates} states");
            rows.Add(product.Row(i));
        }

        product.Jumps = new MarkovChain(rows, [Cause.Unknown]);
        return product;
    }

    /// <summary>The product state that stands for paths from each state of the chain.</summary>
    public int[] FromState { get; private set; } = [];

    /// <summary>The jumps.</summary>
    public MarkovChain Jumps { get; private set; } = null!;

    /// <summary>The product states in which the obligation is met, or broken.</summary>
    public bool[] Decided(bool met)
    {
        var wanted = met ? table.True : table.False;
        return [.. states.Select(s => s.Obligation == wanted)];
    }

    // States in the same sets move obligations alike.
    private Obligation After(int state, Obligation obligation)
    {
        if (!after.TryGetValue((kinds[state], obligation.Number), out var left)) after.Add((kinds[state], obligation.Number), left = table.Progress(obligation, set => sets[set][state]));
        return left;
    }

    private static int[] KindsOf(int count, IReadOnlyList<bool[]> sets)
    {
        var kindOf = new int[count];
        foreach (var set in sets)
        {
            var refined = new Dictionary<(int, bool), int>();
            for (var s = 0; s < count; s++)
            {
                if (!refined.TryGetValue((kindOf[s], set[s]), out var kind)) refined.Add((kindOf[s], set[s]), kind = refined.Count);
                kindOf[s] = kind;
            }
        }

        return kindOf;
    }

    private int NumberOf(int state, Obligation obligation)
    {
        // Once decided, the state does not matter.
        if (obligation == table.True || obligation == table.False) state = -1;
        if (!numbers.TryGetValue((state, obligation.Number), out var number))
        {
            numbers.Add((state, obligation.Number), number = states.Count);
            states.Add((state, obligation));
        }

        return number;
    }

    private List<Transition> Row(int i)
    {
        var (state, obligation) = states[i];
        var row = new Dictionary<int, double>();
        if (state < 0) return [];
        foreach (var t in chain.Chain.Row(state)) Add(t.Target, t.Rate);
        var loop = chain.Chain.SelfLoopRate(state);
        if (loop > 0) Add(state, loop);
        else if (chain.Chain.ExitRate(state) == 0) Add(state, 1);
        return [.. row.Where(r => r.Key != i).Select(r => new Transition(r.Key, r.Value, 0))];

        void Add(int target, double rate)
        {
            var number = NumberOf(target, After(target, obligation));
            row[number] = row.GetValueOrDefault(number) + rate;
        }
    }
}
