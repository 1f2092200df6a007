using Reliability.Markov.Chains;
using Reliability.Modeling.Diagnostics;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Chains;

/// <summary>The state whose returns cut a chain into cycles.</summary>
/// <param name="State">The state; meaningless with a problem.</param>
/// <param name="MeanTransitions">Transitions of a cycle as the pilot saw them.</param>
/// <param name="Problem">Why there is none; <c>null</c> when there is one.</param>
internal sealed record Regeneration(int State, double MeanTransitions, Diagnostic? Problem)
{
    private const int PilotTransitions = 1 << 16;

    /// <summary>Plays the chain for a while and takes the up state visited most, the lowest of several. O(states + entries).</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="chain">The same chain, compiled.</param>
    /// <param name="initial">Where the chain starts.</param>
    /// <param name="stream">Random numbers.</param>
    public static Regeneration Find(SparseRates rates, CompiledChain chain, int initial, Xoshiro256PlusPlus stream)
    {
        var visits = new int[chain.Rows.Length];
        var state = initial;
        for (var i = 0; i < PilotTransitions; i++)
        {
            var row = chain.Rows[state];
            if (row.Count == 0) return Without("the chain ends in a state that nothing leaves, so there is no long run", "ask for the mean time to failure or a probability up to a time");
            state = AliasSlot.Choose(ref chain.Slots[row.Start], row.Count, stream.NextUInt64()) & int.MaxValue;
            visits[state]++;
        }

        var home = state;
        for (var s = 0; s < visits.Length; s++)
        {
            var better = chain.Rows[s].Down == chain.Rows[home].Down ? visits[s] > visits[home] : chain.Rows[s].Down == 0 && visits[s] > 0;
            if (better) home = s;
        }

        var reachable = Reach(rates, initial);
        var returning = Reach(rates.Transposed(), home);
        for (var s = 0; s < visits.Length; s++)
        {
            if (reachable[s] && !returning[s]) return Without($"state {s} can be reached but does not lead back to state {home}, so the long run depends on chance", "split the model, or let every state be repaired");
        }

        return new Regeneration(home, (double)PilotTransitions / visits[home], null);
    }

    private static Regeneration Without(string message, string hint) => new(-1, double.NaN, new Diagnostic(Severity.Error, message, null, hint));

    private static bool[] Reach(SparseRates rates, int from)
    {
        var reached = new bool[rates.Count];
        var open = new Stack<int>([from]);
        reached[from] = true;
        while (open.TryPop(out var state))
        {
            foreach (var next in rates.ColumnsOf(state))
            {
                if (reached[next]) continue;
                reached[next] = true;
                open.Push(next);
            }
        }

        return reached;
    }
}
