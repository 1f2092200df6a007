using Reliability.Markov.StateSpaces;

namespace Reliability.Studies.Analytic;

/// <summary>
/// The product of the components that a structure function depends on: its joint states, which of them are down, and the moves among them. Joint states whose
/// probability cannot reach a threshold may be left out; with a threshold far below the unavailability times the unit roundoff that changes no digit.
/// </summary>
internal sealed class JointStates
{
    private readonly IReadOnlyList<StateSpace> spaces;
    private readonly long[] strides;
    private readonly Dictionary<long, int> index = [];
    private readonly List<int[]> states = [];
    private readonly List<long> codes = [];

    private JointStates(int[] parts, IReadOnlyList<StateSpace> components)
    {
        Parts = parts;
        spaces = [.. Parts.Select(c => components[c])];
        strides = new long[Parts.Length];
        long stride = 1;
        for (var i = Parts.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= spaces[i].Count;
        }
    }

    /// <summary>Indices of the components.</summary>
    public int[] Parts { get; }

    public int Count => states.Count;

    public bool[] IsDown { get; private set; } = [];

    /// <summary>The product, or <c>null</c> when more than the given number of states is needed.</summary>
    /// <param name="down">The structure function.</param>
    /// <param name="components">All components.</param>
    /// <param name="bounds">For each component and state the most that its probability ever is; ones keep everything.</param>
    /// <param name="threshold">Joint states whose bounds multiply to less are left out.</param>
    /// <param name="maximum">Number of states beyond which nothing is built.</param>
    public static JointStates? Create(StructureDiagram down, IReadOnlyList<StateSpace> components, Func<int, double[]>? bounds, double threshold, int maximum)
    {
        var joint = new JointStates(down.Components, components);
        if (joint.Parts.Aggregate(1.0, (n, c) => n * components[c].Count) > long.MaxValue / 2.0) return null;
        double[]?[] most = [.. joint.Parts.Select(c => bounds?.Invoke(c))];
        // What the parts behind one can contribute at most, so that hopeless branches end early.
        var rest = new double[joint.Parts.Length + 1];
        rest[^1] = 1;
        for (var i = joint.Parts.Length - 1; i >= 0; i--) rest[i] = rest[i + 1] * (most[i]?.Max() ?? 1);
        if (!joint.Enumerate(0, 1, new int[joint.Parts.Length], 0, most, rest, threshold, maximum)) return null;
        joint.IsDown = new bool[joint.Count];
        var classes = new int[joint.Parts.Length];
        for (var x = 0; x < joint.Count; x++)
        {
            for (var i = 0; i < classes.Length; i++) classes[i] = down.Classes[i][joint.states[x][i]];
            joint.IsDown[x] = down.Holds(classes);
        }

        return joint;
    }

    /// <summary>One part alone: it is down where the whole is down while every other part is in its usual class.</summary>
    public static JointStates OfPart(StructureDiagram down, IReadOnlyList<StateSpace> components, int part, int[] usual)
    {
        var joint = new JointStates([down.Components[part]], components);
        joint.Enumerate(0, 1, new int[1], 0, [null], [1, 1], 0, int.MaxValue);
        joint.IsDown = new bool[joint.Count];
        var classes = (int[])usual.Clone();
        for (var x = 0; x < joint.Count; x++)
        {
            classes[part] = down.Classes[part][x];
            joint.IsDown[x] = down.Holds(classes);
        }

        return joint;
    }

    /// <summary>The state of part i in a joint state.</summary>
    public int State(int joint, int part) => states[joint][part];

    /// <summary>The joint state that differs in part i, or -1 when it was left out.</summary>
    public int With(int joint, int part, int state) =>
        index.TryGetValue(codes[joint] + ((state - states[joint][part]) * strides[part]), out var found) ? found : -1;

    /// <summary>Place of a component among the parts, or -1.</summary>
    public int PartOf(int component) => Array.IndexOf(Parts, component);

    /// <summary>The joint distribution of independent components.</summary>
    public void Product(IReadOnlyList<double[]> distributions, double[] joint)
    {
        for (var x = 0; x < joint.Length; x++)
        {
            var p = 1.0;
            var state = states[x];
            for (var i = 0; i < state.Length; i++) p *= distributions[Parts[i]][state[i]];
            joint[x] = p;
        }
    }

    /// <summary>Calls back with every move out of a joint state: target (-1 when left out), rate per hour, cause index and part.</summary>
    public void Moves(int joint, Action<int, double, int, int> move)
    {
        for (var i = 0; i < Parts.Length; i++)
        {
            foreach (var t in spaces[i].Chain.Row(states[joint][i])) move(With(joint, i, t.Target), t.Rate, t.Cause, i);
        }
    }

    private bool Enumerate(int part, double bound, int[] state, long code, double[]?[] most, double[] rest, double threshold, int maximum)
    {
        if (part == Parts.Length)
        {
            if (states.Count == maximum) return false;
            index.Add(code, states.Count);
            states.Add((int[])state.Clone());
            codes.Add(code);
            return true;
        }

        for (var s = 0; s < spaces[part].Count; s++)
        {
            var b = most[part] is { } m ? bound * m[s] : bound;
            if (b * rest[part + 1] < threshold || b == 0) continue;
            state[part] = s;
            if (!Enumerate(part + 1, b, state, code + (s * strides[part]), most, rest, threshold, maximum)) return false;
        }

        return true;
    }
}
