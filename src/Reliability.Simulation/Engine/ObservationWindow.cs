using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>Fits the observed window to the calendar, so that each instant occurs in it as often as in the long run.</summary>
internal static class ObservationWindow
{
    private const double Tolerance = 1e-9;

    /// <summary>The common period, or the longest period where there is none.</summary>
    public static double Period(ReadOnlySpan<double> periods) => CommonPeriod.Of(periods) ?? periods.ToArray().Max();

    /// <summary>The beginning and the end of the observed window.</summary>
    public static (double Begin, double End) Around(ReadOnlySpan<double> periods, double warmUp, double length)
    {
        if (periods.IsEmpty) return (warmUp, warmUp + length);
        var period = Period(periods);
        // Not the zero below zero, which would be seen in times.
        var before = Math.Ceiling((warmUp / period) - Tolerance) + 0.0;
        var observed = Math.Max(1, Math.Ceiling((length / period) - Tolerance));
        return (before * period, (before + observed) * period);
    }
}
