namespace Reliability.Notebook.Transport;

/// <summary>The prefixes that one subscriber asked for. Safe from any thread.</summary>
internal sealed class Subscriptions
{
    private readonly Lock _gate = new();
    private readonly List<byte[]> _prefixes = [];

    /// <summary>Adds a prefix; one that is added twice must be removed twice.</summary>
    /// <exception cref="ZmtpException">There are too many.</exception>
    public void Add(ReadOnlySpan<byte> prefix, int most)
    {
        lock (_gate)
        {
            if (_prefixes.Count >= most) throw new ZmtpException("too many subscriptions");
            _prefixes.Add(prefix.ToArray());
        }
    }

    /// <summary>Removes a prefix if it is there.</summary>
    public void Remove(ReadOnlySpan<byte> prefix)
    {
        lock (_gate)
        {
            for (var i = 0; i < _prefixes.Count; i++)
            {
                if (!prefix.SequenceEqual(_prefixes[i])) continue;
                _prefixes.RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>Whether any prefix begins this topic.</summary>
    public bool Match(ReadOnlySpan<byte> topic)
    {
        lock (_gate)
        {
            foreach (var prefix in _prefixes)
                if (topic.StartsWith(prefix)) return true;
            return false;
        }
    }
}
