namespace Reliability.FaultTrees;

/// <summary>
/// 1 - Π(1 - P(C)) over all cut sets without listing them: -ln Π(1 - P) = Σ P + Σ P²/2 + Σ P³/3 + ..., where each power sum is one pass
/// over the family with the event probabilities raised to that power.
/// </summary>
internal static class MinimalCutUpperBound
{
    private const int MaximumTerms = 20_000;

    public static double Compute(CutSetFamily family, double[] weights)
    {
        double largest = family.LargestProduct(weights);
        if (largest >= 1) return 1;
        double[] powers = [.. weights];
        double exponent = 0;
        for (int m = 1; m <= MaximumTerms; m++)
        {
            double term = family.SumOfProducts(powers) / m;
            exponent += term;
            double tail = term * largest / (1 - largest);
            if (tail <= 1e-17 * exponent || exponent > 750) break;
            if (m == MaximumTerms) exponent += tail;
            for (int i = 0; i < powers.Length; i++) powers[i] *= weights[i];
        }

        return exponent > 0.5 ? 1 - Math.Exp(-exponent) : -ExpM1(-exponent);
    }

    /// <summary>e^x - 1 for -0.5 ≤ x ≤ 0 by its series, which keeps the digits a difference would lose.</summary>
    private static double ExpM1(double x)
    {
        double sum = 0;
        double term = x;
        for (int n = 2; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            sum += term;
            term *= x / n;
        }

        return sum;
    }
}
