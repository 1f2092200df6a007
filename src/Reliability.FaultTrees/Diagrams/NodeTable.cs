namespace Reliability.FaultTrees;

/// <summary>
/// The unique table of a decision diagram: nodes in three parallel arrays, found by an open-addressing hash with linear probing, so that
/// one (level, low, high) exists once (Bryant 1986; Brace, Rudell and Bryant 1990). Nodes 0 and 1 are the terminals; children come
/// before parents. Nodes are never removed.
/// </summary>
internal sealed class NodeTable
{
    public const int TerminalLevel = int.MaxValue;

    private readonly int _limit;
    private int[] _level = new int[1024];
    private int[] _low = new int[1024];
    private int[] _high = new int[1024];
    private int[] _slots = new int[4096];

    public NodeTable(int limit)
    {
        _limit = limit;
        _level[0] = _level[1] = TerminalLevel;
        _low[1] = _high[1] = 1;
        Count = 2;
    }

    public int Count { get; private set; }

    public int Level(int node) => _level[node];

    public int Low(int node) => _low[node];

    public int High(int node) => _high[node];

    /// <summary>Returns the node with these parts, or -1 when it is new and the table is full.</summary>
    public int FindOrAdd(int level, int low, int high)
    {
        int mask = _slots.Length - 1;
        int slot = Hash(level, low, high) & mask;
        for (int node = _slots[slot]; node != 0; node = _slots[slot])
        {
            if (_low[node] == low && _high[node] == high && _level[node] == level) return node;
            slot = (slot + 1) & mask;
        }

        if (Count >= _limit) return -1;
        if (Count == _level.Length) GrowNodes();
        int added = Count++;
        _level[added] = level;
        _low[added] = low;
        _high[added] = high;
        _slots[slot] = added;
        if (2L * Count > _slots.Length) GrowSlots();
        return added;
    }

    private static int Hash(int level, int low, int high)
    {
        uint mixed = ((uint)level * 0x9E3779B1u) ^ ((uint)low * 0x85EBCA77u) ^ ((uint)high * 0xC2B2AE3Du);
        return (int)(((mixed ^ (mixed >> 15)) * 0x2C1B3C6Du) >> 3);
    }

    private void GrowNodes()
    {
        int size = (int)Math.Min(2L * _level.Length, Array.MaxLength);
        Array.Resize(ref _level, size);
        Array.Resize(ref _low, size);
        Array.Resize(ref _high, size);
    }

    private void GrowSlots()
    {
        _slots = new int[_slots.Length * 2];
        int mask = _slots.Length - 1;
        for (int node = 2; node < Count; node++)
        {
            int slot = Hash(_level[node], _low[node], _high[node]) & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = node;
        }
    }
}
