namespace Reliability.Markov.Solvers.Transient;

/// <summary>What a transient method is to find: v e^{At} and ∫₀ᵗ v e^{Au} du at several times, or e^{At} v and ∫₀ᵗ e^{Au} v du.</summary>
/// <param name="Generator">A, the generator or its part inside a set.</param>
/// <param name="Forward">True for row vectors (laws), false for column vectors (expectations from every state).</param>
/// <param name="Start">v; not negative.</param>
/// <param name="Times">Ascending, not negative, finite.</param>
/// <param name="Values">Whether the vectors at the times are wanted.</param>
/// <param name="Integrals">Whether the integrals are wanted.</param>
/// <param name="Functionals">Weights, not negative, with which the vectors are to be summed in place of being kept; <c>null</c> to keep them.</param>
internal sealed record TransientRequest(SubGenerator Generator, bool Forward, double[] Start, double[] Times, bool Values, bool Integrals, double[][]? Functionals)
{
    /// <summary>Numbers kept for each time.</summary>
    public int Width => Functionals?.Length ?? Start.Length;

    /// <summary>The bound on every entry, and for laws on their sum, that holds at all times.</summary>
    public double Bound => Forward ? VectorKernels.Norm1(Start) : VectorKernels.NormMax(Start);

    /// <summary>A bound on every number that is known besides.</summary>
    public double Cap { get; init; } = double.PositiveInfinity;

    /// <summary>A bound on every number found at a time.</summary>
    public double Ceiling(bool integral, double time) => Math.Min(Cap, Bound * GreatestWeight * (integral ? time : 1));

    /// <summary>By how much a functional may be greater than the bound on the vectors: its greatest weight for laws, whose sum is bounded, else the sum of its weights; 1 without.</summary>
    public double GreatestWeight => Functionals is null ? 1 : Functionals.Select(f => Forward ? f.DefaultIfEmpty().Max() : f.Sum()).DefaultIfEmpty().Max();

    /// <summary>The question of one functional asked from the other side, with the same answer: p e^{At} f as p (e^{At} f) in place of (p e^{At}) f.</summary>
    /// <param name="functional">Which of them.</param>
    public TransientRequest Turned(int functional) => this with { Forward = !Forward, Start = Functionals![functional], Functionals = [Start] };

    /// <summary>What is kept of a vector.</summary>
    public double[] Project(double[] vector) => Functionals is null ? vector : [.. Functionals.Select(f => VectorKernels.Dot(vector, f))];
}
