using Reliability.Markov.Chains;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Chains;

/// <summary>An explored chain in the form in which it is played: a row of 24 bytes a state and a slot of 16 bytes a transition. Immutable, thread-safe.</summary>
internal sealed class CompiledChain
{
    /// <summary>Set in the outcome of a slot whose jump leads from up to down; the rest is the number of the state.</summary>
    public const int Interrupts = int.MinValue;

    /// <summary>Compiles. O(states + entries).</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="down">For every state, whether the service is down there.</param>
    public CompiledChain(SparseRates rates, ReadOnlySpan<bool> down)
    {
        Rows = new ChainRow[rates.Count];
        Slots = new AliasSlot[rates.EntryCount];
        var starts = rates.RowStarts;
        var (weights, outcomes) = (new List<double>(), new List<int>());
        for (var state = 0; state < Rows.Length; state++)
        {
            weights.Clear();
            outcomes.Clear();
            var exit = 0.0;
            for (var k = starts[state]; k < starts[state + 1]; k++)
            {
                var target = rates.Columns[k];
                weights.Add(rates[k]);
                outcomes.Add(down[target] && !down[state] ? target | Interrupts : target);
                exit += rates[k];
            }

            Rows[state] = new ChainRow(starts[state], weights.Count, 1 / exit, down[state] ? 1 : 0);
            AliasSlot.Fill(
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(weights),
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(outcomes),
                Slots.AsSpan(starts[state], weights.Count));
        }
    }

    public ChainRow[] Rows { get; }

    public AliasSlot[] Slots { get; }
}
