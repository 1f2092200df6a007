using Reliability.Markov.StateSpaces;

namespace Reliability.Studies.Analytic;

/// <summary>The product of the components that a structure function depends on: joint states in mixed radix, which of them are down, and the moves among them.</summary>
internal sealed class JointStates
{
    private readonly int[] strides;
    private readonly IReadOnlyList<StateSpace> spaces;

    private JointStates(StructureDiagram down, IReadOnlyList<StateSpace> components, int count)
    {
        Parts = down.Components;
        spaces = [.. Parts.Select(c => components[c])];
        strides = new int[Parts.Length];
        var stride = 1;
        for (var i = Parts.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= spaces[i].Count;
        }

        Count = count;
        IsDown = new bool[count];
        var classes = new int[Parts.Length];
        for (var x = 0; x < count; x++)
        {
            for (var i = 0; i < Parts.Length; i++) classes[i] = down.Classes[i][State(x, i)];
            IsDown[x] = down.Holds(classes);
        }
    }

    /// <summary>Indices of the components.</summary>
    public int[] Parts { get; }

    public int Count { get; }

    public bool[] IsDown { get; }

    /// <summary>The product, or <c>null</c> when it has more than the given number of states.</summary>
    public static JointStates? Create(StructureDiagram down, IReadOnlyList<StateSpace> components, int maximum)
    {
        long count = 1;
        foreach (var c in down.Components)
        {
            count *= components[c].Count;
            if (count > maximum) return null;
        }

        return new JointStates(down, components, (int)count);
    }

    /// <summary>The state of part i in a joint state.</summary>
    public int State(int joint, int part) => joint / strides[part] % spaces[part].Count;

    /// <summary>The joint state that differs in part i.</summary>
    public int With(int joint, int part, int state) => joint + ((state - State(joint, part)) * strides[part]);

    /// <summary>Place of a component among the parts, or -1.</summary>
    public int PartOf(int component) => Array.IndexOf(Parts, component);

    /// <summary>The joint distribution of independent components.</summary>
    public void Product(IReadOnlyList<double[]> distributions, double[] joint)
    {
        joint[0] = 1;
        var filled = 1;
        for (var i = 0; i < Parts.Length; i++)
        {
            var p = distributions[Parts[i]];
            for (var x = filled - 1; x >= 0; x--)
            {
                var mass = joint[x];
                for (var s = p.Length - 1; s >= 0; s--) joint[(x * p.Length) + s] = mass * p[s];
            }

            filled *= p.Length;
        }
    }

    /// <summary>Calls back with every move out of a joint state: target, rate per hour, cause index and part.</summary>
    public void Moves(int joint, Action<int, double, int, int> move)
    {
        for (var i = 0; i < Parts.Length; i++)
        {
            foreach (var t in spaces[i].Chain.Row(State(joint, i))) move(With(joint, i, t.Target), t.Rate, t.Cause, i);
        }
    }
}
