namespace Reliability.FaultTrees.Tests;

/// <summary>Assertions on relative error, which is what counts for small probabilities.</summary>
internal static class Close
{
    public static void To(double actual, double expected, double relative, string what = "value")
    {
        if (actual.Equals(expected)) return;
        Assert.That(Math.Abs(actual - expected), Is.LessThanOrEqualTo(relative * Math.Abs(expected)), $"{what}: {actual:R}, expected {expected:R}");
    }

    public static void Absolutely(double actual, double expected, double absolute, string what = "value") =>
        Assert.That(Math.Abs(actual - expected), Is.LessThanOrEqualTo(absolute), $"{what}: {actual:R}, expected {expected:R}");
}
