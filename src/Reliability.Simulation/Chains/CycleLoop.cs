using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Chains;

/// <summary>What some cycles of a chain added up to.</summary>
/// <param name="Hours">Time.</param>
/// <param name="DownHours">Time in down states.</param>
/// <param name="Outages">Jumps from up to down.</param>
/// <param name="Transitions">Jumps.</param>
/// <param name="Completed">False when the loop gave up because there were too many jumps.</param>
internal readonly record struct CycleSums(double Hours, double DownHours, long Outages, long Transitions, bool Completed);

/// <summary>The loop of the chain simulator. It allocates nothing.</summary>
internal static class CycleLoop
{
    /// <summary>
    /// Plays two lanes from a state, each until it has come back so many times. Every jump waits for the one before it, so one lane leaves the processor idle
    /// half of the time.
    /// </summary>
    /// <param name="chain">The chain.</param>
    /// <param name="home">The regeneration state.</param>
    /// <param name="cycles">How many returns of each lane, at least 1.</param>
    /// <param name="limit">After how many jumps of one lane to give up.</param>
    /// <param name="first">Random numbers of one lane.</param>
    /// <param name="second">Random numbers of the other.</param>
    /// <param name="observer">Looks on.</param>
    public static CycleSums Play<THolding, TObserver>(
        CompiledChain chain, int home, int cycles, long limit, ref Xoshiro256PlusPlus first, ref Xoshiro256PlusPlus second, TObserver observer)
        where THolding : struct, IHolding
        where TObserver : struct, IStayObserver
    {
        ref var rows = ref MemoryMarshal.GetArrayDataReference(chain.Rows);
        ref var slots = ref MemoryMarshal.GetArrayDataReference(chain.Slots);
        // Local copies: their words stay in registers.
        var (random1, random2) = (first, second);
        var (hours1, hours2, down1, down2, state1, state2, left1, left2) = (0.0, 0.0, 0.0, 0.0, home, home, cycles, cycles);
        var (outages, steps, both) = (0L, 0L, 0L);
        while (both < limit)
        {
            var next1 = Step<THolding, TObserver>(ref rows, ref slots, state1, ref random1, observer, ref hours1, ref down1);
            var next2 = Step<THolding, TObserver>(ref rows, ref slots, state2, ref random2, observer, ref hours2, ref down2);
            outages -= (next1 >> 31) + (next2 >> 31);
            (state1, state2) = (next1 & int.MaxValue, next2 & int.MaxValue);
            both++;
            left1 -= state1 == home ? 1 : 0;
            left2 -= state2 == home ? 1 : 0;
            if (left1 == 0 || left2 == 0) break;
        }

        for (steps = both; left1 > 0 && steps < limit; steps++)
        {
            var next = Step<THolding, TObserver>(ref rows, ref slots, state1, ref random1, observer, ref hours1, ref down1);
            outages -= next >> 31;
            state1 = next & int.MaxValue;
            left1 -= state1 == home ? 1 : 0;
        }

        var transitions = both + steps;
        for (steps = both; left2 > 0 && steps < limit; steps++, transitions++)
        {
            var next = Step<THolding, TObserver>(ref rows, ref slots, state2, ref random2, observer, ref hours2, ref down2);
            outages -= next >> 31;
            state2 = next & int.MaxValue;
            left2 -= state2 == home ? 1 : 0;
        }

        (first, second) = (random1, random2);
        return new CycleSums(hours1 + hours2, down1 + down2, outages, transitions, left1 == 0 && left2 == 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step<THolding, TObserver>(
        ref ChainRow rows, ref AliasSlot slots, int state, ref Xoshiro256PlusPlus random, TObserver observer, ref double hours, ref double downHours)
        where THolding : struct, IHolding
        where TObserver : struct, IStayObserver
    {
        ref readonly var row = ref Unsafe.Add(ref rows, state);
        var stay = THolding.Hours(row.Mean, ref random);
        observer.Stay(state, stay);
        hours += stay;
        downHours += stay * row.Down;
        return AliasSlot.Choose(ref Unsafe.Add(ref slots, row.Start), row.Count, random.NextUInt64());
    }
}
