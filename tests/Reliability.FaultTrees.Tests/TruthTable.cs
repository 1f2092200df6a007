namespace Reliability.FaultTrees.Tests;

/// <summary>Brute force over every state of the basic events: what the diagrams are tested against.</summary>
internal sealed class TruthTable
{
    private readonly FaultTree _tree;
    private readonly bool[] _values;

    public TruthTable(FaultTree tree)
    {
        _tree = tree;
        _values = new bool[1 << tree.BasicEvents.Length];
        for (int state = 0; state < _values.Length; state++) _values[state] = Evaluate(tree.Top, state);
    }

    public bool IsMonotone
    {
        get
        {
            for (int state = 0; state < _values.Length; state++)
            {
                for (int i = 0; i < _tree.BasicEvents.Length; i++)
                {
                    if (_values[state] && !_values[state | (1 << i)]) return false;
                }
            }

            return true;
        }
    }

    public bool this[int state] => _values[state];

    /// <summary>The probability of the top event with one event's probability replaced.</summary>
    public double Probability(int replaced = -1, double by = 0, bool negated = false)
    {
        double sum = 0;
        for (int state = 0; state < _values.Length; state++)
        {
            if (_values[state] == negated) continue;
            double product = 1;
            for (int i = 0; i < _tree.BasicEvents.Length; i++)
            {
                double p = i == replaced ? by : _tree.BasicEvents[i].Probability;
                product *= (state >> i & 1) == 1 ? p : 1 - p;
            }

            sum += product;
        }

        return sum;
    }

    public SortedSet<string> MinimalCutSets()
    {
        var sets = new SortedSet<string>(StringComparer.Ordinal);
        for (int state = 0; state < _values.Length; state++)
        {
            bool minimal = _values[state];
            for (int i = 0; minimal && i < _tree.BasicEvents.Length; i++)
                minimal = (state >> i & 1) == 0 || !_values[state & ~(1 << i)];
            if (!minimal) continue;
            int held = state;
            sets.Add(string.Join('+', _tree.BasicEvents.Where((_, i) => (held >> i & 1) == 1).Select(e => e.Name).Order(StringComparer.Ordinal)));
        }

        return sets;
    }

    private bool Evaluate(string name, int state)
    {
        for (int i = 0; i < _tree.BasicEvents.Length; i++)
        {
            if (_tree.BasicEvents[i].Name == name) return (state >> i & 1) == 1;
        }

        if (_tree.HouseEvents.FirstOrDefault(h => h.Name == name) is { } house) return house.State;
        Gate gate = _tree.Gates.Single(g => g.Name == name);
        bool[] inputs = [.. gate.Inputs.Select(input => Evaluate(input, state))];
        int happened = inputs.Count(v => v);
        return gate.Kind switch
        {
            GateKind.And => happened == inputs.Length,
            GateKind.Or => happened > 0,
            GateKind.AtLeast => happened >= gate.Threshold,
            GateKind.Not => happened == 0,
            GateKind.Xor => happened == 1,
            GateKind.Nand => happened < inputs.Length,
            GateKind.Nor => happened == 0,
            GateKind.Imply => !inputs[0] || inputs[1],
            _ => happened != 1,
        };
    }
}
