using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Markov.StateSpaces;

namespace Reliability.Markov.Lumping;

/// <summary>
/// A chain and the smaller one over blocks of its states that behaves alike: from every state of a block the rates into another block are the same, cause by
/// cause (ordinary lumpability: Kemeny and Snell, Finite Markov Chains, 1960; Buchholz, Journal of Applied Probability 31, 1994). Exact: rates are compared as
/// sums without rounding, so that 0.1 + 0.2 is not 0.3. Whatever is constant on blocks - conditions, rewards, first passages between unions of blocks - is
/// answered by the quotient; where the chain starts does not matter. Immutable, thread-safe.
/// </summary>
public sealed class LumpedChain
{
    private readonly int[] blockOf;
    private readonly int[] representatives;
    private readonly int[] sizes;

    private LumpedChain(int[] blockOf, int[] representatives, int[] sizes, MarkovChain quotient) =>
        (this.blockOf, this.representatives, this.sizes, Quotient) = (blockOf, representatives, sizes, quotient);

    /// <summary>The chain over the blocks, which are numbered in the order of their least states. Each rate is the double nearest to its exact sum.</summary>
    public MarkovChain Quotient { get; }

    /// <summary>Number of blocks.</summary>
    public int BlockCount => representatives.Length;

    /// <summary>The block of every state.</summary>
    public ReadOnlySpan<int> BlockOf => blockOf;

    /// <summary>The least state of every block.</summary>
    public ReadOnlySpan<int> Representatives => representatives;

    /// <summary>Number of states of every block.</summary>
    public ReadOnlySpan<int> BlockSizes => sizes;

    /// <summary>The coarsest lumping under which given keys are constant on blocks. O(m log n) in m transitions and n states.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="keys">A key a state: states of different keys are never lumped (see <see cref="StateKeys"/>).</param>
    /// <param name="countsJumps">
    /// False: jumps inside a block change nothing that can be seen, are left out, and need not be alike. True: they are counted; their rates are then alike too,
    /// cause by cause, and are found, with those of self-loops, in <see cref="MarkovChain.SelfLoopRate"/> of the quotient.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There are not as many keys as states.</exception>
    public static LumpedChain Of(MarkovChain chain, ReadOnlySpan<int> keys, bool countsJumps = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(chain);
        if (keys.Length != chain.StateCount) throw new ArgumentException($"There are {chain.StateCount} states, but {keys.Length} keys.", nameof(keys));
        return From(chain, LumpingRefinement.Refine(chain, keys, countsJumps, cancellation), countsJumps, cancellation);
    }

    /// <summary>The coarsest lumping that calendar instants respect too: all states of a block go to the same blocks, equally likely, when the clock strikes.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="keys">A key a state: states of different keys are never lumped (see <see cref="StateKeys"/>).</param>
    /// <param name="instants">What the instants do to each state of the chain.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There are not as many keys as states.</exception>
    public static LumpedChain Of(MarkovChain chain, ReadOnlySpan<int> keys, ImmutableArray<InstantMap> instants, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(chain);
        if (keys.Length != chain.StateCount) throw new ArgumentException($"There are {chain.StateCount} states, but {keys.Length} keys.", nameof(keys));
        if (instants.IsDefaultOrEmpty) return Of(chain, keys, countsJumps: false, cancellation);
        var finer = new StateKeys(keys.ToArray());
        foreach (var instant in instants) finer.Add(instant.Fires.AsSpan());
        return From(chain, LumpingRefinement.Refine(InstantArcs.Add(chain, instants), finer.Keys, jumps: false, cancellation), countsJumps: false, cancellation);
    }

    /// <summary>What an instant does to blocks; one of those that the lumping was found to respect.</summary>
    public InstantMap Lump(InstantMap instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        return new InstantMap(
            instant.Instant,
            [.. representatives.Select(s => instant.Fires[s])],
            [.. representatives.Select(s => instant.Targets[s].GroupBy(t => blockOf[t.Target]).Select(g => (g.Key, g.Sum(t => t.Probability))).ToImmutableArray())]);
    }

    private static LumpedChain From(MarkovChain chain, int[] blocks, bool countsJumps, CancellationToken cancellation)
    {
        var numbers = new int[blocks.Length];
        Array.Fill(numbers, -1);
        var least = new List<int>();
        for (var s = 0; s < blocks.Length; s++)
        {
            ref var number = ref numbers[blocks[s]];
            if (number < 0)
            {
                number = least.Count;
                least.Add(s);
            }

            blocks[s] = number;
        }

        var counts = new int[least.Count];
        foreach (var block in blocks) counts[block]++;
        return new LumpedChain(blocks, [.. least], counts, QuotientBuilder.Build(chain, blocks, [.. least], countsJumps, cancellation));
    }

    /// <summary>Gives every state the value of its block.</summary>
    public double[] Lift(ReadOnlySpan<double> blockValues)
    {
        var values = new double[blockOf.Length];
        for (var s = 0; s < values.Length; s++) values[s] = blockValues[blockOf[s]];
        return values;
    }

    /// <summary>The probabilities of blocks from those of states.</summary>
    public double[] Aggregate(ReadOnlySpan<double> distribution)
    {
        var sums = new double[BlockCount];
        for (var s = 0; s < blockOf.Length; s++) sums[blockOf[s]] += distribution[s];
        return sums;
    }

    /// <summary>The values at the representatives of blocks, of something that is constant on blocks.</summary>
    public T[] Restrict<T>(ReadOnlySpan<T> stateValues)
    {
        var values = new T[BlockCount];
        for (var b = 0; b < values.Length; b++) values[b] = stateValues[representatives[b]];
        return values;
    }
}
