using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>
/// Rauzy's minimal solutions of a monotone function (Rauzy 1993): from its diagram to the family of its minimal cut sets as a
/// zero-suppressed diagram (Minato 1993) over the same variables. In the family, low leaves the variable out and high takes it in;
/// terminal 0 is no set, terminal 1 the empty set.
/// </summary>
internal sealed class MinimalSolutions(NodeTable function, NodeTable family)
{
    private const int FrameSize = 3;
    private const int NoLowYet = -1;

    private readonly ComputedTable _computed = new();
    private int[] _stack = new int[FrameSize * 256];

    /// <summary>Returns the root of the family, or -1 when the family table is full.</summary>
    public int Compute(ImmutableArray<BddNode> nodes, int root)
    {
        var solutions = new int[root + 1];
        if (root > 0) solutions[1] = 1;
        foreach (BddNode node in nodes)
        {
            int low = function.Low(node.Index);
            int withVariable = Without(solutions[function.High(node.Index)], low);
            if (withVariable < 0) return -1;
            int found = FindOrAdd(function.Level(node.Index), solutions[low], withVariable);
            if (found < 0) return -1;
            solutions[node.Index] = found;
        }

        return solutions[root];
    }

    private int FindOrAdd(int level, int low, int high) => high == 0 ? low : family.FindOrAdd(level, low, high);

    /// <summary>Keeps the sets of a family that do not satisfy a monotone function; -1 when the family table is full.</summary>
    private int Without(int sets, int excluded)
    {
        int top = 0;
        while (true)
        {
            while (function.Level(excluded) < family.Level(sets)) excluded = function.Low(excluded);
            int result = -1;
            if (sets == 0 || excluded == 1) result = 0;
            else if (excluded == 0 || sets == 1) result = sets;
            else result = _computed.Find(sets, excluded, 0);
            if (result < 0)
            {
                if (top + FrameSize > _stack.Length) Array.Resize(ref _stack, 2 * _stack.Length);
                _stack[top] = sets;
                _stack[top + 1] = excluded;
                _stack[top + 2] = NoLowYet;
                top += FrameSize;
                if (function.Level(excluded) == family.Level(sets)) excluded = function.Low(excluded);
                sets = family.Low(sets);
                continue;
            }

            bool descend = false;
            while (top > 0)
            {
                Span<int> frame = _stack.AsSpan(top - FrameSize, FrameSize);
                int level = family.Level(frame[0]);
                if (frame[2] == NoLowYet)
                {
                    frame[2] = result;
                    sets = family.High(frame[0]);
                    excluded = function.Level(frame[1]) == level ? function.High(frame[1]) : frame[1];
                    descend = true;
                    break;
                }

                result = FindOrAdd(level, frame[2], result);
                if (result < 0) return -1;
                _computed.GrowWith(family.Count);
                _computed.Store(frame[0], frame[1], 0, result);
                top -= FrameSize;
            }

            if (!descend) return result;
        }
    }
}
