namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>What follows a regeneration in one node, until the next. Nodes ascend.</summary>
/// <param name="Next">Where the next regeneration is, with probabilities.</param>
/// <param name="Hours">Expected hours in nodes on the way.</param>
/// <param name="Firings">In which node the clock fires, with probabilities.</param>
/// <param name="IsDisturbed">Whether something exponential moves the next regeneration in time.</param>
internal sealed record RegenerationRow((int Node, double Probability)[] Next, (int Node, double Hours)[] Hours, (int Node, double Probability)[] Firings, bool IsDisturbed)
{
    /// <summary>Numbers kept.</summary>
    public long Size => Next.Length + Hours.Length + Firings.Length;

    /// <summary>The numbers above zero of a vector, which is cleared.</summary>
    public static (int, double)[] Take(double[] vector)
    {
        var count = 0;
        foreach (var x in vector) count += x > 0 ? 1 : 0;
        var taken = new (int, double)[count];
        for (var (i, k) = (0, 0); i < vector.Length; i++)
        {
            if (vector[i] > 0) taken[k++] = (i, vector[i]);
        }

        Array.Clear(vector);
        return taken;
    }
}
