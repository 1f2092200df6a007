namespace Reliability.FaultTrees;

/// <summary>
/// 1 - Π(1 - P(C)) over all cut sets without listing them: -ln Π(1 - P) = Σ P + Σ P²/2 + Σ P³/3 + ..., where each power sum is one pass
/// over the family with the event probabilities raised to that power. Where the series is cut off, a bound on its tail is added, so the
/// result stays an upper bound.
/// </summary>
internal static class MinimalCutUpperBound
{
    private const long MaximumSteps = 200_000_000;

    public static double Compute(CutSetFamily family, double[] weights)
    {
        double[] left = [.. weights];
        double exponent = TakeLikelySingles(family, left);
        double largest = family.LargestProduct(left);
        if (largest >= 1 || double.IsPositiveInfinity(exponent)) return 1;
        double[] powers = [.. left];
        long terms = Math.Clamp(MaximumSteps / family.Count, 64, 20_000);
        for (long m = 1; m <= terms; m++)
        {
            double term = family.SumOfProducts(powers) / m;
            exponent += term;
            double tail = term * largest / (1 - largest);
            if (tail <= 1e-17 * exponent || exponent > 750) break;
            if (m == terms) exponent += tail;
            for (int i = 0; i < powers.Length; i++) powers[i] *= left[i];
        }

        return exponent > 0.5 ? 1 - Math.Exp(-exponent) : -ExpM1(-exponent);
    }

    /// <summary>
    /// Takes the logarithm of events that are cut sets by themselves, where the series would be slow, and sets their weight to zero: by
    /// minimality they are in no other cut set.
    /// </summary>
    private static double TakeLikelySingles(CutSetFamily family, double[] weights)
    {
        double exponent = 0;
        for (int node = family.Root; node > 1; node = family.Low[node])
        {
            int variable = family.Level[node];
            if (family.High[node] != 1 || weights[variable] < 0.1) continue;
            exponent -= Math.Log(1 - weights[variable]);
            weights[variable] = 0;
        }

        return exponent;
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
