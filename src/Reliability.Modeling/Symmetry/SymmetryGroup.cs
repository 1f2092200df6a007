using Reliability.Modeling.Collections;

namespace Reliability.Modeling.Symmetry;

/// <summary>Blocks of variables that stand for each other: two of them may exchange their values, variable by variable, and the model goes on as if nothing had happened.</summary>
/// <param name="Blocks">At least two blocks of equally many variables, given by their indices; variables at the same place correspond.</param>
public sealed record SymmetryGroup(EquatableArray<EquatableArray<int>> Blocks)
{
    /// <summary>Number of blocks.</summary>
    public int BlockCount => Blocks.Count;

    /// <summary>Number of variables of a block.</summary>
    public int BlockSize => Blocks[0].Count;
}
