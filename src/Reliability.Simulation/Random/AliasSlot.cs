using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reliability.Simulation.Random;

/// <summary>One slot of an alias table: an outcome of its own, which it yields below a threshold, and another for the rest.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct AliasSlot(ulong threshold, int own, int other)
{
    public readonly ulong Threshold = threshold;
    public readonly int Own = own;
    public readonly int Other = other;

    /// <summary>
    /// Fills the slots of one distribution. Sources: A. J. Walker, "An efficient method for generating discrete random variables with general distributions",
    /// ACM Transactions on Mathematical Software 3 (1977) 253; M. D. Vose, IEEE Transactions on Software Engineering 17 (1991) 972. O(n).
    /// </summary>
    /// <param name="weights">Not negative, not all zero; they need not sum to one.</param>
    /// <param name="outcomes">What each weight belongs to.</param>
    /// <param name="slots">Receives as many slots.</param>
    public static void Fill(ReadOnlySpan<double> weights, ReadOnlySpan<int> outcomes, Span<AliasSlot> slots)
    {
        var n = weights.Length;
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        var (scaled, small, large) = (new double[n], new Stack<int>(), new Stack<int>());
        for (var i = 0; i < n; i++)
        {
            scaled[i] = weights[i] / total * n;
            (scaled[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            var (less, more) = (small.Pop(), large.Pop());
            slots[less] = new AliasSlot(ToThreshold(scaled[less]), outcomes[less], outcomes[more]);
            // Added before one is taken off: 1 - scaled would lose the digits of a small share.
            scaled[more] = scaled[more] + scaled[less] - 1;
            (scaled[more] < 1 ? small : large).Push(more);
        }

        foreach (var rest in large.Concat(small))
        {
            // What rounding left over must not make an impossible outcome possible.
            var sure = weights[rest] > 0 ? rest : Heaviest(weights);
            slots[rest] = new AliasSlot(ulong.MaxValue, outcomes[sure], outcomes[sure]);
        }
    }

    /// <summary>Chooses an outcome with one word: its product with the number of slots gives the slot above and a uniform fraction below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Choose(ref AliasSlot first, int count, ulong word)
    {
        var slot = Math.BigMul(word, (ulong)count, out ulong fraction);
        ref var chosen = ref Unsafe.Add(ref first, (nint)slot);
        // The two outcomes lie side by side and the comparison is the index: a branch would be guessed wrong about as often as not.
        var alias = fraction < chosen.Threshold ? 0 : 1;
        return Unsafe.Add(ref Unsafe.AsRef(in chosen.Own), alias);
    }

    private static ulong ToThreshold(double share) => share >= 1 ? ulong.MaxValue : (ulong)(share * 18446744073709551616.0);

    private static int Heaviest(ReadOnlySpan<double> weights)
    {
        var best = 0;
        for (var i = 1; i < weights.Length; i++) best = weights[i] > weights[best] ? i : best;
        return best;
    }
}
