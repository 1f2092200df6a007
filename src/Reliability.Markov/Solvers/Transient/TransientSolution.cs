namespace Reliability.Markov.Solvers.Transient;

/// <summary>Numbers at several times, one a state or one a functional, each with the statement of its error. Immutable by contract: arrays are not to be written.</summary>
public sealed class TransientSolution
{
    private readonly SolutionAtTime[] entries;
    private readonly ErrorKind kind;
    private readonly string source;

    internal TransientSolution(SolutionAtTime[] entries, ErrorKind kind, string source, string method) => (this.entries, this.kind, this.source, Method) = (entries, kind, source, method);

    /// <summary>Number of times, which stand in the order in which they were asked for.</summary>
    public int Count => entries.Length;

    /// <summary>How the numbers were found and why so, in words.</summary>
    public string Method { get; }

    /// <summary>The numbers at a time.</summary>
    /// <param name="time">Index of the time.</param>
    public double[] this[int time] => entries[time].Values;

    /// <summary>A time.</summary>
    /// <param name="time">Index of the time.</param>
    public double Time(int time) => entries[time].Time;

    /// <summary>How wrong a number may be.</summary>
    /// <param name="time">Index of the time.</param>
    /// <param name="place">The state or functional.</param>
    public ErrorStatement Error(int time, int place) => new(kind, entries[time].Error(place), source);

    /// <summary>A number with its error and method.</summary>
    /// <param name="time">Index of the time.</param>
    /// <param name="place">The state or functional.</param>
    public SolvedMeasure Measure(int time, int place) => new(this[time][place], Error(time, place), Method);

    /// <summary>The sum of the numbers at a time with weights that are not negative; the errors add up.</summary>
    /// <param name="time">Index of the time.</param>
    /// <param name="weights">One weight a place.</param>
    public SolvedMeasure Weighted(int time, IReadOnlyList<double> weights)
    {
        var (sum, error) = (0.0, 0.0);
        for (var i = 0; i < weights.Count; i++)
        {
            if (weights[i] == 0) continue;
            sum += weights[i] * this[time][i];
            error += weights[i] * entries[time].Error(i);
        }

        return new SolvedMeasure(sum, new ErrorStatement(kind, error, source), Method);
    }

    internal SolutionAtTime At(int time) => entries[time];

    internal TransientSolution Mapped(Func<SolutionAtTime, SolutionAtTime> map) => new([.. entries.Select(map)], kind, source, Method);

    // Of two stages the second moves on what the first found: shares of error add up, and what is absolute does not grow.
    internal static TransientSolution Staged(TransientSolution first, IReadOnlyList<SolutionAtTime> second, TransientSolution last) => new(
        [.. second],
        first.kind == ErrorKind.Estimate ? first.kind : last.kind,
        first.source == last.source ? first.source : $"first stage: {first.source}; second stage: {last.source}",
        first.Method == last.Method ? first.Method : $"first stage by {first.Method}; second stage by {last.Method}");
}
