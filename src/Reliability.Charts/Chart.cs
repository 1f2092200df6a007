namespace Reliability.Charts;

/// <summary>What a picture says, without any word on how it is drawn. Charts are immutable values.</summary>
public abstract record Chart
{
    /// <summary>The headline, printed above the picture.</summary>
    public required string Title { get; init; }

    /// <summary>Whether the headline is drawn; a page that has it as a heading leaves it out of the picture. It stays in the words for readers who do not see.</summary>
    public bool ShowTitle { get; init; } = true;

    /// <summary>A second line under the headline, if there is more to say.</summary>
    public string? Subtitle { get; init; }

    /// <summary>A small grey note under the plot; it wraps to the width of the picture.</summary>
    public string? Caption { get; init; }
}
