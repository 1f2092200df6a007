namespace Reliability.Markov.Solvers.LongRun;

/// <summary>What is asked of a long-run solution.</summary>
public sealed record LongRunOptions
{
    /// <summary>All defaults.</summary>
    public static LongRunOptions Default { get; } = new();

    /// <summary>The method, or <see cref="LongRunMethod.Automatic"/>.</summary>
    public LongRunMethod Method { get; init; }

    /// <summary>The relative error of a measure that is accepted; 1e-10 unless told otherwise.</summary>
    public double Precision { get; init; } = 1e-10;

    /// <summary>True to go on until the error is a proved bound, where a first-order estimate would do; costs about as much again as the solution.</summary>
    public bool RequireBound { get; init; }

    /// <summary>Time after which the solver gives up and says what it has reached; <c>null</c> for none. Applies to the solution and to each measure.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The method of a name (<c>gth</c>, <c>sparse-gth</c>, <c>gauss-seidel</c>, <c>krylov</c>, <c>aggregation</c>, <c>automatic</c>); <c>null</c> for another name.</summary>
    public static LongRunMethod? MethodNamed(string name) => name switch
    {
        "automatic" => LongRunMethod.Automatic,
        "gth" => LongRunMethod.Gth,
        "sparse-gth" => LongRunMethod.SparseGth,
        "gauss-seidel" => LongRunMethod.GaussSeidel,
        "krylov" => LongRunMethod.Krylov,
        "aggregation" => LongRunMethod.Aggregation,
        _ => null,
    };

    /// <summary>The name of a method.</summary>
    public static string NameOf(LongRunMethod method) => method switch
    {
        LongRunMethod.Gth => "gth",
        LongRunMethod.SparseGth => "sparse-gth",
        LongRunMethod.GaussSeidel => "gauss-seidel",
        LongRunMethod.Krylov => "krylov",
        LongRunMethod.Aggregation => "aggregation",
        _ => "automatic",
    };
}
