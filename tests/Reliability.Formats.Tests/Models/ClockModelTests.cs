using Reliability.Modeling.Models;

namespace Reliability.Formats.Tests.Models;

/// <summary>The shipped models with clocks against renewal arguments written out here.</summary>
public sealed class ClockModelTests
{
    private const double Digits = 1e-12;

    // The node lives until it fails or is old enough: E[min(X, T)] = (1 - e^-λT) / λ.
    [Test]
    public void AgeBasedUpgrade_IsBookedByCause()
    {
        const double lambda = 1.0 / 2000, t = 720, d = 0.5, r = 4;
        var result = ModelFiles.Solve(ModelFiles.Good(ModelFiles.Source("clock-age-based-upgrade")));
        var old = Math.Exp(-lambda * t);
        var up = (1 - old) / lambda;
        var cycle = up + ((1 - old) * r) + (old * d);
        Near(result.UnscheduledUnavailability!.Value, (1 - old) * r / cycle);
        Near(result.ScheduledUnavailability!.Value, old * d / cycle);
        Near(result.Frequency!.Value, 1 / cycle);
        Near(result.MeanTimeToFirstFailure!.Value, up);
        Near(result.ByCause!.Value.Single(c => c.Cause == Cause.Hardware).PerHour, (1 - old) / cycle);
        Near(result.ByCause!.Value.Single(c => c.Cause == Cause.Upgrade).PerHour, old / cycle);
    }

    [TestCase("clock-two-phases-resume")]
    [TestCase("clock-two-phases-restart")]
    public void InterruptedWork_TakesItsTime(string name)
    {
        const double interrupted = 0.5, continued = 2;
        var result = ModelFiles.Solve(ModelFiles.Good(ModelFiles.Source(name)));
        double Work(double length) => name.EndsWith("resume", StringComparison.Ordinal) ? length : (Math.Exp(interrupted * length) - 1) / interrupted;
        var working = continued / (interrupted + continued);
        Near(result.Rewards.Single().Mean, working * Work(1.5) / (Work(1.5) + Work(0.5)));
        Near(result.Unavailability, 1 - working);
        Near(result.Frequency!.Value, working * interrupted);
    }

    [Test]
    public void ClockedRejuvenation_IsBookedByCause()
    {
        const double a = 1.0 / 240, f = 1.0 / 2160, t = 336, restart = 1.0 / 6, repair = 6;
        var result = ModelFiles.Solve(ModelFiles.Good(ModelFiles.Source("clock-rejuvenation")));
        var fresh = Math.Exp(-a * t);
        var aged = a / (a - f) * (Math.Exp(-f * t) - fresh);
        var failed = 1 - fresh - aged;
        var up = ((1 - fresh) / a) + (a / (a - f) * (((1 - Math.Exp(-f * t)) / f) - ((1 - fresh) / a)));
        var cycle = up + (restart * (fresh + aged)) + (repair * failed);
        Near(result.UnscheduledUnavailability!.Value, repair * failed / cycle);
        Near(result.ScheduledUnavailability!.Value, restart * (fresh + aged) / cycle);
        Near(result.Frequency!.Value, 1 / cycle);
        Near(result.MeanTimeToFirstFailure!.Value, up);
    }

    private static void Near(double value, double expected) => Assert.That(value, Is.EqualTo(expected).Within(Digits * expected));
}
