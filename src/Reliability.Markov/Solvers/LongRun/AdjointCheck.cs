namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// What any vector h says of the mean of f: with e = f + Q h, the mean lies between the least and the greatest e_i (Odoni, Operations Research 17, 1969), and
/// x e differs from it by exactly (x - π) e, which is small to second order when x and h are both nearly right (the dual weighted residual of Becker and
/// Rannacher, Acta Numerica 10, 2001).
/// </summary>
/// <param name="Value">x e.</param>
/// <param name="Least">The least e_i.</param>
/// <param name="Greatest">The greatest e_i.</param>
/// <param name="Variation">Σ x_i |e_i - x e|.</param>
/// <param name="Doubt">Σ u_i |e_i - x e|, with u_i how far x_i may be off.</param>
/// <param name="Rounding">What rounding may have done to the value.</param>
/// <param name="GreatestRounding">What rounding may have done to any e_i.</param>
internal readonly record struct AdjointCheck(double Value, double Least, double Greatest, double Variation, double Doubt, double Rounding, double GreatestRounding)
{
    /// <summary>Unit roundoff of doubles.</summary>
    public const double Unit = 1.1102230246251565e-16;

    /// <summary>Greatest less least.</summary>
    public double Spread => Greatest - Least;

    /// <summary>The proved bound.</summary>
    public double Bound => Math.Max(Greatest - Value, Value - Least) + Rounding + GreatestRounding;

    /// <summary>Evaluates the statement.</summary>
    /// <param name="op">The adjoint operator, M the rates by rows.</param>
    /// <param name="f">The values of states.</param>
    /// <param name="h">Any vector.</param>
    /// <param name="x">Probabilities; need not sum to one exactly.</param>
    /// <param name="doubt">How far probabilities may be off.</param>
    /// <param name="e">Receives f + Q h.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public static AdjointCheck Evaluate(ChainOperator op, ReadOnlySpan<double> f, double[] h, double[] x, ProbabilityDoubt doubt, double[] e, CancellationToken cancellation)
    {
        op.ApplyGenerator(h, e, cancellation);
        var (value, total) = (default(CompensatedSum), default(CompensatedSum));
        var (least, greatest, magnitude, longest) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0);
        var starts = op.Matrix.RowStarts;
        for (var i = 0; i < e.Length; i++)
        {
            e[i] += f[i];
            least = Math.Min(least, e[i]);
            greatest = Math.Max(greatest, e[i]);
            value.Add(x[i] * e[i]);
            total.Add(x[i]);
            magnitude += x[i] * (Math.Abs(f[i]) + Math.Abs(e[i]));
            longest = Math.Max(longest, starts[i + 1] - starts[i]);
        }

        var mean = value.Total / total.Total;
        var (doubtful, variation) = (0.0, 0.0);
        for (var i = 0; i < e.Length; i++)
        {
            var difference = Math.Abs(e[i] - mean);
            doubtful += doubt.Of(i, x) * difference;
            variation += x[i] * difference;
        }

        // Each e_i carries (entries + 3) roundings of its terms; products and compensated sums a few more, and those that the rates had before.
        longest += op.Roundings;
        var (average, most) = op.Variation(h, x, cancellation);
        var rounding = Unit * (((longest + 6) * average) + (8 * magnitude)) / total.Total;
        var greatestRounding = Unit * (((longest + 6) * most) + Math.Abs(least) + Math.Abs(greatest));
        return new AdjointCheck(mean, least, greatest, variation / total.Total, doubtful, rounding, greatestRounding);
    }
}

/// <summary>How far probabilities may be off: a known share of each, or as far as they have come since an earlier vector.</summary>
/// <param name="Share">The share.</param>
/// <param name="Earlier">The earlier vector; <c>null</c> when the share is known.</param>
internal readonly record struct ProbabilityDoubt(double Share, double[]? Earlier)
{
    /// <summary>True when it is a proved bound.</summary>
    public bool IsProved => Earlier is null;

    /// <summary>How far a probability may be off.</summary>
    public double Of(int state, double[] x) => Earlier is null ? Share * x[state] : Math.Abs(x[state] - Earlier[state]);
}
