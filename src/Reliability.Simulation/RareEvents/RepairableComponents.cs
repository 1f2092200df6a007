using System.Collections.Immutable;

namespace Reliability.Simulation.RareEvents;

/// <summary>
/// A system of repairable components of several types that is down while any type has too many failed. A state counts the failed components by type and mode.
/// Cycles start with all components working.
/// </summary>
public sealed class RepairableComponents : IJumpModel
{
    private const int Repairs = 1 << 30;

    private readonly ImmutableArray<ComponentType> types;
    private readonly (int Type, int Mode)[] slots;
    private readonly int[] firstSlot;

    // A code is slot + (further slot + 1) << 15; the further one is the mode in which the failure takes another type along.
    private const int Further = 15;

    /// <summary>Describes the system.</summary>
    /// <param name="types">The types, at least one.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public RepairableComponents(ImmutableArray<ComponentType> types)
    {
        if (types.IsDefaultOrEmpty) throw new ArgumentException("There is no component.", nameof(types));
        foreach (var t in types)
        {
            var modes = t.Modes.IsDefaultOrEmpty ? 0 : t.Modes.Sum(m => m.Probability);
            if (t.Count < 1 || !(t.FailureRate > 0) || !double.IsFinite(t.FailureRate) || t.FailedForDown < 1 || t.FailedForDown > t.Count) throw new ArgumentException($"{t} is out of range.", nameof(types));
            if (!(Math.Abs(modes - 1) < 1e-9) || t.Modes.Any(m => !(m.Probability > 0) || !(m.RepairRate > 0) || !double.IsFinite(m.RepairRate))) throw new ArgumentException("Shares of modes are positive and sum to 1, repair rates are positive.", nameof(types));
            if (t.Propagates is { } p && ((uint)p.To >= (uint)types.Length || types[p.To] == t || !(p.Probability > 0 && p.Probability < 1))) throw new ArgumentException("A failure takes another type along with a probability between 0 and 1.", nameof(types));
        }

        this.types = types;
        slots = [.. types.SelectMany((t, i) => t.Modes.Select((_, m) => (i, m)))];
        firstSlot = [.. types.Select((_, i) => Array.FindIndex(slots, s => s.Type == i))];
        if (slots.Length >= 1 << (Further - 1)) throw new ArgumentException("There are too many types.", nameof(types));
        MaximumJumps = slots.Sum(s => 2 + (types[s.Type].Propagates is { } p ? types[p.To].Modes.Length : 0));
        StartDistance = types.Min(t => t.FailedForDown);
    }

    /// <inheritdoc />
    public int Width => slots.Length;

    /// <inheritdoc />
    public int MaximumJumps { get; }

    /// <inheritdoc />
    public int StartDistance { get; }

    /// <inheritdoc />
    public void Start(Span<int> state) => state.Clear();

    /// <inheritdoc />
    public int Jumps(ReadOnlySpan<int> state, Span<Jump> jumps)
    {
        var (count, distance) = (0, Distance(state));
        for (var s = 0; s < slots.Length; s++)
        {
            var (t, m) = slots[s];
            var type = types[t];
            var (failed, mode) = (Failed(state, t), type.Modes[m]);
            if (state[s] > 0) jumps[count++] = new Jump(state[s] * mode.RepairRate, JumpKind.Repair, s | Repairs);
            if (failed == type.Count) continue;
            var rate = (type.Count - failed) * type.FailureRate * mode.Probability;
            var left = type.FailedForDown - failed;
            var alone = left == distance ? JumpKind.ApproachingFailure : JumpKind.Failure;
            if (type.Propagates is not { } along || Failed(state, along.To) is var others && others == types[along.To].Count)
            {
                jumps[count++] = new Jump(rate, alone, s);
                continue;
            }

            jumps[count++] = new Jump(rate * (1 - along.Probability), alone, s);
            var together = left == distance || types[along.To].FailedForDown - others == distance ? JumpKind.ApproachingFailure : JumpKind.Failure;
            for (var k = 0; k < types[along.To].Modes.Length; k++)
            {
                jumps[count++] = new Jump(rate * along.Probability * types[along.To].Modes[k].Probability, together, s | ((firstSlot[along.To] + k + 1) << Further));
            }
        }

        return count;
    }

    /// <inheritdoc />
    public void Apply(Span<int> state, in Jump jump)
    {
        if ((jump.Code & Repairs) != 0)
        {
            state[jump.Code & ~Repairs]--;
            return;
        }

        state[jump.Code & ((1 << Further) - 1)]++;
        if (jump.Code >> Further is var further and > 0) state[further - 1]++;
    }

    /// <inheritdoc />
    public bool IsDown(ReadOnlySpan<int> state) => Distance(state) == 0;

    /// <inheritdoc />
    public bool IsStop(ReadOnlySpan<int> state) => !state.ContainsAnyExcept(0);

    /// <inheritdoc />
    public int Distance(ReadOnlySpan<int> state)
    {
        var least = int.MaxValue;
        for (var t = 0; t < types.Length; t++) least = Math.Min(least, types[t].FailedForDown - Failed(state, t));
        return Math.Max(0, least);
    }

    private int Failed(ReadOnlySpan<int> state, int type)
    {
        var failed = 0;
        var end = firstSlot[type] + types[type].Modes.Length;
        for (var s = firstSlot[type]; s < end; s++) failed += state[s];
        return failed;
    }
}
