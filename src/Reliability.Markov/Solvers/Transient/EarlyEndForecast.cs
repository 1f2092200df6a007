namespace Reliability.Markov.Solvers.Transient;

/// <summary>Foresees whether an early end will come before some step, from how fast the distance to it fell over the last third of the steps made. Not thread-safe.</summary>
/// <param name="maximumSteps">The step.</param>
internal sealed class EarlyEndForecast(long maximumSteps)
{
    private const double FirstShare = 0.05;
    private const double NextLook = 1.6;
    private const double UnboundedShare = 0.08;

    private (double Step, double Distance) before = (0, double.PositiveInfinity);
    private (double Step, double Distance) now = (0, double.PositiveInfinity);

    /// <summary>Whether to give up.</summary>
    /// <param name="step">Steps made.</param>
    /// <param name="distance">How far the end is: an error.</param>
    /// <param name="goal">The distance at which it comes.</param>
    public bool IsHopeless(long step, double distance, double goal)
    {
        if (maximumSteps == long.MaxValue) return false;
        if (step >= maximumSteps || !(goal > 0)) return true;
        if (step < NextLook * now.Step || step < FirstShare * maximumSteps) return false;
        (before, now) = (now, (step, distance));
        var share = (double)step / maximumSteps;
        if (double.IsInfinity(distance)) return share > UnboundedShare;
        if (double.IsInfinity(before.Distance) || distance <= goal) return false;
        // At first other modes than the slowest may still be fading, or the slowest may not show yet: only what is far off is given up.
        var perStep = Math.Log(before.Distance / distance) / (step - before.Step);
        var benefit = share < 0.15 ? 3 : share < 0.4 ? 2.5 : 1.6;
        return !(perStep > 0) || step + (Math.Log(distance / goal) / perStep) > maximumSteps * benefit;
    }
}
