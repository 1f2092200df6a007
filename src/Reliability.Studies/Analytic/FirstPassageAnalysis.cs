using Reliability.Markov.Solvers;

namespace Reliability.Studies.Analytic;

/// <summary>The mean time until a module without a calendar stops, by elimination: exact however rare the failure.</summary>
internal static class FirstPassageAnalysis
{
    private const int MaximumStates = 2500;

    /// <summary>Mean time in hours; <c>null</c> when there are too many states or it may never come.</summary>
    public static double? MeanTime(FailureModule module)
    {
        var n = module.Chain.StateCount;
        var good = Enumerable.Range(0, n).Where(s => !module.Stops[s]).ToArray();
        if (good.Length > MaximumStates) return null;
        var place = new int[n];
        Array.Fill(place, -1);
        for (var k = 0; k < good.Length; k++) place[good[k]] = k;
        var rates = new double[good.Length][];
        var exits = new double[good.Length];
        for (var k = 0; k < good.Length; k++)
        {
            rates[k] = new double[good.Length];
            foreach (var t in module.Chain.Row(good[k]))
            {
                if (place[t.Target] < 0) exits[k] += t.Rate;
                else rates[k][place[t.Target]] += t.Rate;
            }
        }

        if (GthFactorization.Create(rates, exits) is not { } factors) return null;
        var times = new double[good.Length];
        Array.Fill(times, 1);
        factors.SolveRight(times);
        return Enumerable.Range(0, n).Sum(s => module.Initial[s] * (place[s] < 0 ? 0 : times[place[s]]));
    }
}
