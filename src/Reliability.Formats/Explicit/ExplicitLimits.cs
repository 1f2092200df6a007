namespace Reliability.Formats.Explicit;

/// <summary>How large explicit files may be, so that hostile ones are refused before they cost anything.</summary>
/// <param name="Bytes">Greatest size of a file.</param>
/// <param name="States">Greatest number of states.</param>
/// <param name="Entries">Greatest number of transitions.</param>
/// <param name="LineBytes">Greatest length of a line.</param>
public sealed record ExplicitLimits(long Bytes = 16L << 30, int States = 100_000_000, int Entries = 500_000_000, int LineBytes = 1 << 20)
{
    /// <summary>The limits used unless told otherwise.</summary>
    public static ExplicitLimits Default { get; } = new();
}
