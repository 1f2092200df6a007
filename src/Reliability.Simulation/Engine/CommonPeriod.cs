namespace Reliability.Simulation.Engine;

/// <summary>Fits the observed window to the calendar, so that each instant occurs in it as often as in the long run.</summary>
internal static class CommonPeriod
{
    private const int MostPeriods = 1000;
    private const double Tolerance = 1e-9;

    /// <summary>The least multiple of the longest period, below 1000 of them, that is a multiple of all; else the longest.</summary>
    public static double Of(ReadOnlySpan<double> periods)
    {
        var longest = 0.0;
        foreach (var p in periods) longest = Math.Max(longest, p);
        for (var k = 1; k < MostPeriods; k++)
        {
            var fits = true;
            foreach (var p in periods)
            {
                var quotient = k * longest / p;
                fits &= Math.Abs(quotient - Math.Round(quotient)) <= Tolerance * quotient;
            }

            if (fits) return k * longest;
        }

        return longest;
    }

    /// <summary>The beginning and the end of the observed window.</summary>
    public static (double Begin, double End) Window(ReadOnlySpan<double> periods, double warmUp, double length)
    {
        if (periods.IsEmpty) return (warmUp, warmUp + length);
        var period = Of(periods);
        var before = Math.Ceiling((warmUp / period) - Tolerance);
        var observed = Math.Max(1, Math.Ceiling((length / period) - Tolerance));
        return (before * period, (before + observed) * period);
    }
}
