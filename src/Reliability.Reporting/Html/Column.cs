namespace Reliability.Reporting.Html;

/// <summary>The header of a column; above numbers it stands at the right, as they do.</summary>
internal readonly record struct Column(string Title, bool IsNumber)
{
    public static implicit operator Column(string title) => new(title, IsNumber: false);

    /// <summary>A column of numbers.</summary>
    public static Column Of(string title) => new(title, IsNumber: true);
}
