using System.Collections.Immutable;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Studies.Analytic;
using Reliability.Studies.Results;
using Reliability.Topologies;
using Reliability.Topologies.Parts;

namespace Reliability.Studies.Layers;

/// <summary>
/// Books downtime by part as well as by cause: before the chain is solved each cause gets the name of the part whose event it belongs to in front, and
/// afterwards the names are taken apart again. Every event belongs to one part, so both divisions add up to the same total.
/// </summary>
internal static class PartBooking
{
    // No identifier of a part holds a space, so that the first one ends it: both in the names of events and in the names made here.
    private const char Separator = ' ';

    /// <summary>The model with the part in front of each cause.</summary>
    public static StochasticModel Mark(StochasticModel model) => CauseRenaming.Apply(model, (name, cause) => new Cause(name[..name.IndexOf(Separator)] + Separator + cause.Name));

    /// <summary>The result with its causes as they were, and what each part adds to them.</summary>
    public static (AnalyticResult Result, ImmutableArray<LayerDowntime> Layers) TakeApart(AnalyticResult marked, Topology topology)
    {
        if (marked.ByCause is not { } bookings) return (marked, []);
        var shares = new SortedDictionary<Cause, (double Share, double PerHour)>(Cause.ReportOrder);
        var layers = new List<LayerDowntime>();
        foreach (var part in topology.Parts)
        {
            var prefix = Topologies.Compilation.PartNames.Identifier(part.Name) + Separator;
            foreach (var (name, share, perHour) in bookings.Where(b => b.Cause.Name.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(b => new Cause(b.Cause.Name[prefix.Length..]), Cause.ReportOrder))
            {
                var cause = new Cause(name.Name[prefix.Length..]);
                var before = shares.GetValueOrDefault(cause);
                shares[cause] = (before.Share + share, before.PerHour + perHour);
                layers.Add(new LayerDowntime(part.Name, PartKind.Of(part), cause.Name, share * Duration.MinutesPerYear));
            }
        }

        return (marked with { ByCause = [.. shares.Select(s => (s.Key, s.Value.Share, s.Value.PerHour))] }, [.. layers]);
    }
}
