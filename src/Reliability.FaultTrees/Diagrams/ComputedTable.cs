namespace Reliability.FaultTrees;

/// <summary>
/// The computed table: results of operations on up to three nodes, in a direct-mapped cache of ints that forgets on collision and doubles
/// as the diagram grows (Brace, Rudell and Bryant 1990).
/// </summary>
internal sealed class ComputedTable
{
    private const int MaximumEntries = 1 << 23;

    private int _entries = 1 << 12;
    private int[] _cells = new int[4 << 12];

    /// <summary>Looks up a result; -1 when it is not there.</summary>
    public int Find(int f, int g, int h)
    {
        int cell = Cell(f, g, h);
        int[] cells = _cells;
        return cells[cell] == f + 1 && cells[cell + 1] == g && cells[cell + 2] == h ? cells[cell + 3] : -1;
    }

    public void Store(int f, int g, int h, int result)
    {
        int cell = Cell(f, g, h);
        int[] cells = _cells;
        cells[cell] = f + 1;
        cells[cell + 1] = g;
        cells[cell + 2] = h;
        cells[cell + 3] = result;
    }

    /// <summary>Doubles until there is an entry for each node, up to a fixed size; keeps what is cached.</summary>
    public void GrowWith(int nodeCount)
    {
        if (nodeCount <= _entries || _entries == MaximumEntries) return;
        int[] old = _cells;
        while (_entries < nodeCount && _entries < MaximumEntries) _entries *= 2;
        _cells = new int[4 * _entries];
        for (int cell = 0; cell < old.Length; cell += 4)
        {
            if (old[cell] != 0) Store(old[cell] - 1, old[cell + 1], old[cell + 2], old[cell + 3]);
        }
    }

    private int Cell(int f, int g, int h)
    {
        uint mixed = ((uint)f * 0x9E3779B1u) ^ ((uint)g * 0x85EBCA77u) ^ ((uint)h * 0xC2B2AE3Du);
        mixed = (mixed ^ (mixed >> 15)) * 0x2C1B3C6Du;
        return (int)((mixed >> 4) & (uint)(_entries - 1)) * 4;
    }
}
