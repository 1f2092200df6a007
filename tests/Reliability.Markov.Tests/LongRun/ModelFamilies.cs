using System.Numerics;

namespace Reliability.Markov.Tests.LongRun;

/// <summary>Four kanban cells with t cards each (Ciardo and Tilgner, 1996): each cell holds parts waiting, in work, to be redone and done.</summary>
internal sealed class KanbanModel(int t) : IPackedModel
{
    private static readonly double[] _redo = [0.36, 0.42, 0.39, 0.33];
    private static readonly double[] _ok = [0.84, 0.98, 0.91, 0.77];

    public ulong Initial => 0;

    // Cell c has fields w, x, y, z of 4 bits each at 16 c.
    public static int Field(ulong state, int cell, int field) => (int)(state >> ((16 * cell) + (4 * field))) & 15;

    public static double Throughput(ulong state, int t) => Field(state, 0, 0) < t && Field(state, 0, 1) < t ? 1 : 0;

    public void Expand(ulong state, PackedExplorer sink)
    {
        if (Open(state, 0)) sink.Arc(state + Enter(0), 1);
        for (var c = 0; c < 4; c++)
        {
            var (x, y, z) = (Field(state, c, 1), Field(state, c, 2), Field(state, c, 3));
            if (x > 0 && y < t) sink.Arc(state - Unit(c, 1) + Unit(c, 2), _redo[c]);
            if (x > 0 && z < t) sink.Arc(state - Unit(c, 1) + Unit(c, 3), _ok[c]);
            if (y > 0 && x < t) sink.Arc(state - Unit(c, 2) + Unit(c, 1), 0.3);
        }

        if (Done(state, 0) && Open(state, 1) && Open(state, 2)) sink.Arc(state - Leave(0) + Enter(1) + Enter(2), 0.4);
        if (Done(state, 1) && Done(state, 2) && Open(state, 3)) sink.Arc(state - Leave(1) - Leave(2) + Enter(3), 0.5);
        if (Done(state, 3)) sink.Arc(state - Leave(3), 0.9);
    }

    private static ulong Unit(int cell, int field) => 1UL << ((16 * cell) + (4 * field));

    private static ulong Enter(int cell) => Unit(cell, 0) + Unit(cell, 1);

    private static ulong Leave(int cell) => Unit(cell, 0) + Unit(cell, 3);

    private static bool Done(ulong state, int cell) => Field(state, cell, 3) > 0 && Field(state, cell, 0) > 0;

    private bool Open(ulong state, int cell) => Field(state, cell, 0) < t && Field(state, cell, 1) < t;
}

/// <summary>Two clusters of n workstations, a switch each, a backbone and one repair unit (Haverkort, Hermanns and Katoen, 2000).</summary>
internal sealed class ClusterModel(int n) : IPackedModel
{
    // left_n 0, right_n 12 (12 bits each); bits from 24: left, right in repair; line, toleft, toright in repair; the same three working; repairer busy
    private const int Repair = 24;
    private const int Link = 26;
    private const int Works = 29;
    private const ulong Busy = 1UL << 32;

    private static readonly double[] _linkFailure = [1.0 / 5000, 1.0 / 4000, 1.0 / 4000];
    private static readonly double[] _linkRepair = [0.125, 0.25, 0.25];

    public ulong Initial => (uint)n | ((ulong)(uint)n << 12) | (7UL << Works);

    public static int Workstations(ulong state, int side) => (int)(state >> (12 * side)) & 0xFFF;

    public static bool Link_(ulong state, int link) => ((state >> (Works + link)) & 1) != 0;

    /// <summary>At least k connected workstations.</summary>
    public static bool Quality(ulong state, int k) =>
        (Workstations(state, 0) >= k && Link_(state, 1)) || (Workstations(state, 1) >= k && Link_(state, 2))
        || (Workstations(state, 0) + Workstations(state, 1) >= k && Link_(state, 0) && Link_(state, 1) && Link_(state, 2));

    public void Expand(ulong state, PackedExplorer sink)
    {
        var idle = (state & Busy) == 0;
        for (var side = 0; side < 2; side++)
        {
            var up = Workstations(state, side);
            var one = 1UL << (12 * side);
            var repair = 1UL << (Repair + side);
            if (up > 0) sink.Arc(state - one, up / 500.0);
            if (up == n) continue;
            if (idle && (state & repair) == 0) sink.Arc(state | repair | Busy, 10);
            if (!idle && (state & repair) != 0) sink.Arc(((state & ~repair) + one) & ~Busy, 2);
        }

        for (var link = 0; link < 3; link++)
        {
            var repair = 1UL << (Link + link);
            var works = 1UL << (Works + link);
            if ((state & works) != 0) sink.Arc(state & ~works, _linkFailure[link]);
            else if (idle && (state & repair) == 0) sink.Arc(state | repair | Busy, 10);
            else if (!idle && (state & repair) != 0) sink.Arc(((state & ~repair) | works) & ~Busy, _linkRepair[link]);
        }
    }
}

/// <summary>A queue with two-phase Coxian service before a second queue, c places each (Hermanns, Meyer-Kayser and Siegle, 1999).</summary>
internal sealed class TandemModel(int c) : IPackedModel
{
    public ulong Initial => 0;

    public static int First(ulong state) => (int)(state & 0xFFFF);

    public static int Second(ulong state) => (int)(state >> 16) & 0xFFFF;

    public static int Customers(ulong state) => First(state) + Second(state);

    public void Expand(ulong state, PackedExplorer sink)
    {
        const ulong Second1 = 1UL << 16;
        const ulong Phase = 1UL << 32;
        var (sc, sm, second) = (First(state), Second(state), (state & Phase) != 0);
        if (sc < c) sink.Arc(state + 1, 4.0 * c);
        if (sc > 0 && !second)
        {
            if (sm < c) sink.Arc(state - 1 + Second1, 1.8);
            sink.Arc(state | Phase, 0.2);
        }

        if (sc > 0 && second && sm < c) sink.Arc((state - 1 + Second1) & ~Phase, 2);
        if (sm > 0) sink.Arc(state - Second1, 4);
    }
}

/// <summary>A server that polls n stations in turn (Ibe and Trivedi, 1990).</summary>
internal sealed class PollingModel(int n) : IPackedModel
{
    private const ulong Serving = 1UL << 40;

    public ulong Initial => 0;

    /// <summary>Station 1 waits to be served.</summary>
    public static bool FirstWaits(ulong state) => (state & 1) != 0 && !(At(state) == 0 && (state & Serving) != 0);

    public void Expand(ulong state, PackedExplorer sink)
    {
        var at = At(state);
        var waits = ((state >> at) & 1) != 0;
        for (var k = 0; k < n; k++)
        {
            if (((state >> k) & 1) == 0) sink.Arc(state | (1UL << k), 1.0 / n);
        }

        if ((state & Serving) != 0) sink.Arc(Next(state & ~(1UL << at)), 1);
        else if (waits) sink.Arc(state | Serving, 200);
        else sink.Arc(Next(state), 200);
    }

    private static int At(ulong state) => (int)(state >> 32) & 0xFF;

    private ulong Next(ulong state) => (state & 0xFFFFFFFFUL) | ((ulong)((At(state) + 1) % n) << 32);
}

/// <summary>A random walk on a grid of d dimensions with side length, up at one rate and down at another along each axis: a product of truncated geometric laws.</summary>
internal sealed class GridModel(int dimensions, int side, double up, double down) : IPackedModel
{
    public ulong Initial => 0;

    public static int At(ulong state, int axis) => (int)(state >> (16 * axis)) & 0xFFFF;

    public void Expand(ulong state, PackedExplorer sink)
    {
        for (var axis = 0; axis < dimensions; axis++)
        {
            var x = At(state, axis);
            if (x < side - 1) sink.Arc(state + (1UL << (16 * axis)), up);
            if (x > 0) sink.Arc(state - (1UL << (16 * axis)), down);
        }
    }
}

/// <summary>n independent machines that fail and are repaired one by one each (2^n states, product form); rates differ by machine.</summary>
internal sealed class MachinesModel(double[] fail, double[] repair) : IPackedModel
{
    public ulong Initial => 0;

    public static int Down(ulong state) => BitOperations.PopCount(state);

    public void Expand(ulong state, PackedExplorer sink)
    {
        for (var k = 0; k < fail.Length; k++) sink.Arc(state ^ (1UL << k), ((state >> k) & 1) == 0 ? fail[k] : repair[k]);
    }
}
