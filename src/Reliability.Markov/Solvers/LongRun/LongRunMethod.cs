namespace Reliability.Markov.Solvers.LongRun;

/// <summary>How the long run of an irreducible set of states is found.</summary>
public enum LongRunMethod
{
    /// <summary>Chosen by size and structure.</summary>
    Automatic,

    /// <summary><c>gth</c>: dense elimination without subtraction.</summary>
    Gth,

    /// <summary><c>sparse-gth</c>: sparse elimination without subtraction.</summary>
    SparseGth,

    /// <summary><c>gauss-seidel</c>: symmetric Gauss-Seidel sweeps.</summary>
    GaussSeidel,

    /// <summary><c>krylov</c>: symmetric Gauss-Seidel sweeps with reduced rank extrapolation, which is restarted GMRES preconditioned by them.</summary>
    Krylov,

    /// <summary><c>aggregation</c>: multilevel aggregation cycles with reduced rank extrapolation.</summary>
    Aggregation,
}
