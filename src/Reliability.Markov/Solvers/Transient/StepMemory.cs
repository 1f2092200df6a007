namespace Reliability.Markov.Solvers.Transient;

/// <summary>The solves of a series, for another one that begins with the same vector and has the same pole: both computations set out from the first law. Not thread-safe.</summary>
internal sealed class StepMemory
{
    private const long MostNumbers = 8 << 20;

    private readonly List<double[]> steps = [];

    /// <summary>Gives a solve back; <c>false</c> where it is not known.</summary>
    public bool Recall(int k, double[] into)
    {
        if (k >= steps.Count) return false;
        steps[k].CopyTo(into, 0);
        return true;
    }

    /// <summary>Keeps a solve, while there is room and none before it is missing.</summary>
    public void Keep(int k, double[] step)
    {
        if (k == steps.Count && (k + 1L) * step.Length <= MostNumbers) steps.Add((double[])step.Clone());
    }
}
