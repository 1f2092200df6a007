namespace Reliability.Markov.Solvers.Transient;

/// <summary>How the vectors v_k = v P^k go on behind a step: v_{k+j} = (1 + Drift)^j v_k, every entry wrong by no more than a share of itself over all the steps that are left.</summary>
/// <param name="Drift">By how much, as a share, a vector grows in a step; negative where it decays.</param>
/// <param name="Error">The share.</param>
internal readonly record struct SettledTail(double Drift, double Error)
{
    /// <summary>The middle of bounds on the change of a step; the error is infinite, or not proved, where it is not small.</summary>
    /// <param name="least">The least change of an entry in a step, as a share of it.</param>
    /// <param name="greatest">The greatest.</param>
    /// <param name="steps">Steps left.</param>
    public static SettledTail Between(double least, double greatest, long steps)
    {
        if (least > greatest) return new SettledTail(0, 0);
        if (!(least > -0.5) || double.IsPositiveInfinity(greatest)) return new SettledTail(0, double.PositiveInfinity);
        // (1 + h)^steps - 1 is below this while it is below one.
        var far = (greatest - least) / 2 / (1 + least) * steps;
        return new SettledTail(least + ((greatest - least) / 2), far * (1 + Math.Min(far, 1)));
    }
}
