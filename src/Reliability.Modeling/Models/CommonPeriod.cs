namespace Reliability.Modeling.Models;

/// <summary>The period after which several recurring things stand to each other as before.</summary>
public static class CommonPeriod
{
    private const int MaximumMultiple = 1000;
    private const double Tolerance = 1e-9;

    /// <summary>The least common multiple of periods, or <c>null</c> when there is none up to 1000 times the longest.</summary>
    /// <param name="periods">The periods in any one unit; positive, at least one.</param>
    public static double? Of(ReadOnlySpan<double> periods)
    {
        var longest = 0.0;
        foreach (var period in periods) longest = Math.Max(longest, period);
        for (var k = 1; k <= MaximumMultiple; k++)
        {
            var fits = true;
            foreach (var period in periods)
            {
                var quotient = k * longest / period;
                fits &= Math.Abs(quotient - Math.Round(quotient)) <= Tolerance * quotient;
            }

            if (fits) return k * longest;
        }

        return null;
    }
}
