namespace Reliability.Formats.Prism.Models;

/// <summary>What a part of a system can do: by action, and without one. An action that can never happen is there with nothing behind it, and still blocks its partners.</summary>
internal sealed class Behaviour
{
    /// <summary>What happens without an action.</summary>
    public List<Joint> Silent { get; } = [];

    /// <summary>What happens by action.</summary>
    public OrderedDictionary<string, List<Joint>> Actions { get; } = new(StringComparer.Ordinal);

    /// <summary>What happens by one action, which belongs to the alphabet from now on.</summary>
    public List<Joint> With(string action)
    {
        if (!Actions.TryGetValue(action, out var joints)) Actions.Add(action, joints = []);
        return joints;
    }
}
