using System.Collections.Immutable;

namespace Reliability.Studies.Results;

/// <summary>The result of a run: one study a model, and what was asked. Immutable; every output prints this.</summary>
/// <param name="Studies">The studies, in the order in which the models were given.</param>
/// <param name="Options">How they were done.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Command">The command line.</param>
public sealed record Comparison(ImmutableArray<ModelStudy> Studies, StudyOptions Options, string Version, string Command)
{
    /// <summary>The causes that occur, in report order.</summary>
    public ImmutableArray<string> Causes =>
    [
        .. Studies.SelectMany(s => s.Measurements).Where(m => m.Measure == MeasureNames.DowntimeByCause && m.Value > 0).Select(m => new Modeling.Models.Cause(m.Cause!)).Distinct()
            .Order(Modeling.Models.Cause.ReportOrder).Select(c => c.Name),
    ];
}
