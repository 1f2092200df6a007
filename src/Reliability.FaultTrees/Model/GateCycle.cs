namespace Reliability.FaultTrees;

/// <summary>Looks for a gate that depends on itself, by depth-first search on an explicit stack.</summary>
internal static class GateCycle
{
    /// <summary>Returns the names along one cycle, the first repeated at the end, or null; all references must resolve.</summary>
    public static List<string>? Find(FaultTree tree)
    {
        var indexOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < tree.Gates.Length; i++) indexOf.Add(tree.Gates[i].Name, i);

        var finished = new bool[tree.Gates.Length];
        var onPath = new bool[tree.Gates.Length];
        var path = new List<(int Gate, int NextInput)>();
        for (int start = 0; start < finished.Length; start++)
        {
            if (finished[start]) continue;
            path.Add((start, 0));
            onPath[start] = true;
            while (path.Count > 0)
            {
                (int gate, int next) = path[^1];
                if (next == tree.Gates[gate].Inputs.Length)
                {
                    finished[gate] = true;
                    onPath[gate] = false;
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[^1] = (gate, next + 1);
                if (!indexOf.TryGetValue(tree.Gates[gate].Inputs[next], out int input) || finished[input]) continue;
                if (onPath[input])
                {
                    int from = path.FindIndex(step => step.Gate == input);
                    return [.. path.Skip(from).Select(step => tree.Gates[step.Gate].Name), tree.Gates[input].Name];
                }

                onPath[input] = true;
                path.Add((input, 0));
            }
        }

        return null;
    }
}
