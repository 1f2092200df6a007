namespace Reliability.FaultTrees;

/// <summary>The probability of each particular set of k members failing together, as the Open-PSA Model Exchange Format defines it.</summary>
internal static class CommonCauseLevels
{
    /// <summary>Returns an array whose entry k - 1 belongs to sets of k members out of n.</summary>
    public static double[] Probabilities(CommonCauseGroup group, double total)
    {
        int n = group.Members.Length;
        var levels = new double[n];
        switch (group.Model)
        {
            case CommonCauseModel.BetaFactor:
                levels[0] = (1 - group.Factors[0]) * total;
                levels[n - 1] = group.Factors[0] * total;
                break;
            case CommonCauseModel.MultipleGreekLetters:
                double shared = 1;
                for (int k = 1; k <= n; k++)
                {
                    double further = k <= group.Factors.Length ? group.Factors[k - 1] : 0;
                    levels[k - 1] = shared * (1 - further) * total / Choose(n - 1, k - 1);
                    shared *= further;
                }

                break;
            case CommonCauseModel.AlphaFactor:
                double weight = group.Factors.Select((alpha, i) => (i + 1) * alpha).Sum();
                for (int k = 1; k <= group.Factors.Length; k++)
                    levels[k - 1] = k * group.Factors[k - 1] / weight * total / Choose(n - 1, k - 1);
                break;
            default:
                for (int k = 1; k <= group.Factors.Length; k++) levels[k - 1] = group.Factors[k - 1] * total;
                break;
        }

        return levels;
    }

    private static double Choose(int n, int k)
    {
        double value = 1;
        for (int i = 1; i <= k; i++) value = value * (n - k + i) / i;
        return value;
    }
}
