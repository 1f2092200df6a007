using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>A valid static fault tree; only <see cref="FaultTreeBuilder"/> makes one, so every reference resolves and no gate feeds itself.</summary>
public sealed class FaultTree
{
    internal FaultTree(
        string name,
        string top,
        ImmutableArray<BasicEvent> basicEvents,
        ImmutableArray<HouseEvent> houseEvents,
        ImmutableArray<Gate> gates,
        ImmutableArray<CommonCauseGroup> commonCauseGroups)
    {
        Name = name;
        Top = top;
        BasicEvents = basicEvents;
        HouseEvents = houseEvents;
        Gates = gates;
        CommonCauseGroups = commonCauseGroups;
    }

    /// <summary>Gets the name of the tree.</summary>
    public string Name { get; }

    /// <summary>Gets the name of the top event: a gate, or a single event in a degenerate tree.</summary>
    public string Top { get; }

    /// <summary>Gets the basic events in the order they were declared, including any the top does not depend on.</summary>
    public ImmutableArray<BasicEvent> BasicEvents { get; }

    /// <summary>Gets the house events in the order they were declared.</summary>
    public ImmutableArray<HouseEvent> HouseEvents { get; }

    /// <summary>Gets the gates in the order they were declared.</summary>
    public ImmutableArray<Gate> Gates { get; }

    /// <summary>Gets the common-cause groups in the order they were declared; analyses expand them first.</summary>
    public ImmutableArray<CommonCauseGroup> CommonCauseGroups { get; }
}
