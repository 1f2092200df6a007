using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>
/// Collects the parts of a fault tree, in any order, and validates them together. Names may be used before they are declared; nothing is
/// checked until <see cref="Build"/>.
/// </summary>
/// <param name="name">The name of the tree.</param>
public sealed class FaultTreeBuilder(string name)
{
    private readonly List<BasicEvent> _basicEvents = [];
    private readonly List<HouseEvent> _houseEvents = [];
    private readonly List<Gate> _gates = [];
    private readonly List<CommonCauseGroup> _groups = [];

    /// <summary>Declares a basic event.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="probability">The probability, in [0, 1].</param>
    /// <param name="cause">The kind of cause, or null.</param>
    /// <param name="description">Free text, or null.</param>
    /// <returns>This builder.</returns>
    public FaultTreeBuilder BasicEvent(string name, double probability, string? cause = null, string? description = null)
    {
        _basicEvents.Add(new BasicEvent(name, probability, cause, description));
        return this;
    }

    /// <summary>Declares a house event, a constant.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="state">True when the event has happened.</param>
    /// <returns>This builder.</returns>
    public FaultTreeBuilder HouseEvent(string name, bool state)
    {
        _houseEvents.Add(new HouseEvent(name, state));
        return this;
    }

    /// <summary>Declares a gate of any kind.</summary>
    /// <param name="gate">The gate; an unset array of inputs counts as empty.</param>
    /// <returns>This builder.</returns>
    public FaultTreeBuilder Gate(Gate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        _gates.Add(gate.Inputs.IsDefault ? gate with { Inputs = [] } : gate);
        return this;
    }

    /// <summary>Declares a gate that happens when all inputs do.</summary>
    /// <param name="name">The name of the gate.</param>
    /// <param name="inputs">The names of one or more inputs.</param>
    /// <returns>This builder.</returns>
    public FaultTreeBuilder And(string name, params string[] inputs) => Add(name, GateKind.And, inputs);

    /// <summary>Declares a gate that happens when at least one input does.</summary>
    /// <param name="name">The name of the gate.</param>
    /// <param name="inputs">The names of one or more inputs.</param>
    /// <returns>This builder.</returns>
    public FaultTreeBuilder Or(string name, params string[] inputs) => Add(name, GateKind.Or, inputs);

    /// <summary>Declares a gate that happens when at least <paramref name="threshold"/> inputs do.</summary>
    /// <param name="name">The name of the gate.</param>
    /// <param name="threshold">From 1 to the number of inputs.</param>
    /// <param name="inputs">The names of the inputs; one listed twice counts twice.</param>
    /// <returns>This builder.</returns>
    public FaultTreeBuilder AtLeast(string name, int threshold, params string[] inputs) =>
        Add(name, GateKind.AtLeast, inputs, threshold);

    /// <summary>Declares a gate that happens when its input does not.</summary>
    /// <param name="name">The name of the gate.</param>
    /// <param name="input">The name of the input.</param>
    /// <returns>This builder.</returns>
    public FaultTreeBuilder Not(string name, string input) => Add(name, GateKind.Not, [input]);

    /// <summary>Declares a gate that happens when exactly one of two inputs does.</summary>
    /// <param name="name">The name of the gate.</param>
    /// <param name="first">The name of the first input.</param>
    /// <param name="second">The name of the second input.</param>
    /// <returns>This builder.</returns>
    public FaultTreeBuilder Xor(string name, string first, string second) => Add(name, GateKind.Xor, [first, second]);

    /// <summary>Declares a common-cause group.</summary>
    /// <param name="name">The name of the group.</param>
    /// <param name="model">The parametric model.</param>
    /// <param name="members">The names of two or more basic events of equal probability.</param>
    /// <param name="factors">The factors of the model, from the lowest level up.</param>
    /// <returns>This builder.</returns>
    public FaultTreeBuilder CommonCause(string name, CommonCauseModel model, IEnumerable<string> members, params double[] factors)
    {
        _groups.Add(new CommonCauseGroup(name, [.. members], model, [.. factors]));
        return this;
    }

    /// <summary>Validates everything declared so far, in time linear in its size.</summary>
    /// <param name="top">The name of the top event.</param>
    /// <returns>The tree, or the list of all problems found.</returns>
    public FaultTreeBuildResult Build(string top)
    {
        var tree = new FaultTree(name, top, [.. _basicEvents], [.. _houseEvents], [.. _gates], [.. _groups]);
        ImmutableArray<string> errors = FaultTreeValidation.Check(tree);
        return new FaultTreeBuildResult(errors.IsEmpty ? tree : null, errors);
    }

    /// <summary>Validates everything declared so far and returns the tree.</summary>
    /// <param name="top">The name of the top event.</param>
    /// <returns>The valid tree.</returns>
    /// <exception cref="ArgumentException">The description is not valid; the message lists every problem.</exception>
    public FaultTree BuildOrThrow(string top)
    {
        FaultTreeBuildResult result = Build(top);
        return result.Tree
            ?? throw new ArgumentException($"Fault tree '{name}' is not valid: {string.Join(" ", result.Errors)}", nameof(top));
    }

    private FaultTreeBuilder Add(string gate, GateKind kind, string[] inputs, int threshold = 0)
    {
        _gates.Add(new Gate(gate, kind, [.. inputs], threshold));
        return this;
    }
}
