using Reliability.Charts;

namespace Reliability.Reporting;

/// <summary>A figure of a report: the chart, what to see in it, and the same on another scale where that says more.</summary>
/// <param name="Name">Its name as a file, without ending.</param>
/// <param name="Chart">The chart.</param>
/// <param name="Caption">What to see, in a sentence or two.</param>
public sealed record ReportFigure(string Name, Chart Chart, string Caption)
{
    /// <summary>The same on a linear scale; pages can switch to it.</summary>
    public Chart? Linear { get; init; }
}
