namespace Reliability.Formats.Explicit;

/// <summary>What the lines of a file with numbers for states or transitions look like.</summary>
/// <param name="Indices">Number of states before the number: 1 or 2.</param>
/// <param name="What">What the number is.</param>
/// <param name="Entry">What a line stands for.</param>
/// <param name="IsPositive">True when the number must be above zero.</param>
/// <param name="Example">A line.</param>
internal sealed record EntryForm(int Indices, string What, string Entry, bool IsPositive, string Example)
{
    public static EntryForm Rates { get; } = new(2, "rate", "transition", true, "0 1 0.5");

    public static EntryForm StateRewards { get; } = new(1, "reward", "state", false, "0 2.5");

    public static EntryForm TransitionRewards { get; } = new(2, "reward", "transition", false, "0 1 2.5");
}
