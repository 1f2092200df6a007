namespace Reliability.Markov.Solvers.LongRun;

/// <summary>A set of states that is never left, in the long run.</summary>
public sealed class LongRunClass
{
    internal LongRunClass(int[] states, double probability, double probabilityError, ClassSolution? solution, string? problem) =>
        (States, Probability, ProbabilityError, Solution, Problem) = (states, probability, probabilityError, solution, problem);

    /// <summary>The states, ascending.</summary>
    public IReadOnlyList<int> States { get; }

    /// <summary>The probability to end in this set.</summary>
    public double Probability { get; }

    /// <summary>A bound on the relative error of <see cref="Probability"/>.</summary>
    public double ProbabilityError { get; }

    /// <summary>Why the distribution within the set was not found; <c>null</c> when it was.</summary>
    public string? Problem { get; }

    /// <summary>The method that found the distribution; <see cref="LongRunMethod.Gth"/> for a single state.</summary>
    public LongRunMethod Method => Solution?.Method ?? LongRunMethod.Gth;

    /// <summary>Steps of the iteration, two sweeps each or a cycle; 0 for elimination.</summary>
    public int Steps => Solution?.Steps ?? 0;

    internal ClassSolution? Solution { get; }
}
