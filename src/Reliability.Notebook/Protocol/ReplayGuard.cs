namespace Reliability.Notebook.Protocol;

/// <summary>Remembers signatures, so that a message is obeyed once. Of very long sessions the oldest are forgotten. Safe from any thread.</summary>
internal sealed class ReplayGuard(int most = 65536)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether this signature comes for the first time.</summary>
    public bool IsFirst(string signature)
    {
        lock (_gate)
        {
            if (!_seen.Add(signature)) return false;
            _order.Enqueue(signature);
            if (_order.Count > most) _seen.Remove(_order.Dequeue());
            return true;
        }
    }
}
