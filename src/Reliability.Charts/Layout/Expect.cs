namespace Reliability.Charts.Layout;

/// <summary>The conditions a chart meets before it can be laid out.</summary>
internal static class Expect
{
    public static void Some(int count, string what)
    {
        if (count < 1) throw new ArgumentException($"A chart has at least one {what}.");
    }

    public static void Same(int expected, int actual, string what)
    {
        if (expected != actual) throw new ArgumentException($"{what}: expected {expected}, found {actual}.");
    }
}
