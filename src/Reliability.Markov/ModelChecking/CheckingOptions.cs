namespace Reliability.Markov.ModelChecking;

/// <summary>How properties are checked.</summary>
public sealed record CheckingOptions
{
    /// <summary>The relative precision unless told otherwise: ten true digits.</summary>
    public const double DefaultPrecision = 1e-10;

    /// <summary>An error below the precision times this is accepted whatever the value: no chance below 1e-300 can be told from none.</summary>
    public const double Floor = 1e-300;

    /// <summary>The names of methods for long-run questions.</summary>
    public static IReadOnlyList<string> LongRunMethods { get; } = ["gth", "sparse-gth", "gauss-seidel", "aggregation", "krylov"];

    /// <summary>The names of methods for questions at a time.</summary>
    public static IReadOnlyList<string> TransientMethods { get; } = ["uniformization", "shift-invert"];

    /// <summary>The greatest relative error of an answer.</summary>
    public double Precision { get; init; } = DefaultPrecision;

    /// <summary>Whether long-run answers are accepted only with a proved bound on their error, where an estimate from the adjoint equation would do; costs about as much again.</summary>
    public bool RequireBound { get; init; }

    /// <summary>The method for long-run questions by name; <c>null</c> to choose by structure.</summary>
    public string? LongRunMethod { get; init; }

    /// <summary>The method for questions at a time by name; <c>null</c> to choose by cost.</summary>
    public string? TransientMethod { get; init; }
}
