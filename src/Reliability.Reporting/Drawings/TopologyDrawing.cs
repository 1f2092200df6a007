using System.Collections.Immutable;
using Reliability.Charts;
using Reliability.Topologies;
using Reliability.Topologies.Parts;
using Reliability.Topologies.Services;

namespace Reliability.Reporting.Drawings;

/// <summary>A topology as boxes: its first service, in it what the service needs, in that the parts, and below them the feeds.</summary>
internal static class TopologyDrawing
{
    /// <summary>The drawing of a topology.</summary>
    public static Chart Of(Topology topology)
    {
        var service = topology.Services[0];
        var parts = topology.Parts.ToDictionary(p => p.Name, StringComparer.Ordinal);
        var needs = service.Needs is NeedAtLeast many ? many : new NeedAtLeast(1, [service.Needs]);
        ImmutableArray<DiagramBox> boxes = [.. needs.Needs.Select(n => Box(n, parts))];
        if (Supply(needs, parts) is { } supply) boxes = boxes.Add(supply);
        return new DiagramChart
        {
            Title = Wording.Label(topology.Name),
            Root = new DiagramBox(Wording.Label(service.Name))
            {
                Tone = DiagramTone.Plain,
                Lines = ["service, up while " + Condition(needs)],
                Boxes = boxes,
            },
        };
    }

    private static DiagramBox Box(Need need, Dictionary<string, Part> parts) => need switch
    {
        NeedPart p => PartDrawing.Of(parts[p.Part]),
        NeedAtLeast k => new DiagramBox(Heading(k)) { Tone = DiagramTone.Plain, Boxes = [.. k.Needs.Select(n => Box(n, parts))] },
        _ => throw new NotSupportedException(need.GetType().Name),
    };

    private static string Heading(NeedAtLeast k) =>
        k.Threshold == k.Needs.Count ? "all of these" : k.Threshold == 1 ? "any of these" : $"at least {k.Threshold} of these {k.Needs.Count}";

    private static string Condition(NeedAtLeast k) =>
        k.Needs.Count == 1 ? "this works" : k.Threshold == k.Needs.Count ? "all of these work" : k.Threshold == 1 ? "any of these works" : $"at least {k.Threshold} of these {k.Needs.Count} work";

    // The feeds that any needed part hangs on; a feed that is itself needed is drawn there.
    private static DiagramBox? Supply(Need need, Dictionary<string, Part> parts)
    {
        var needed = PartsOf(need).Distinct(StringComparer.Ordinal).ToArray();
        string[] feeds = [.. needed.SelectMany(p => parts[p].Power).Distinct(StringComparer.Ordinal).Except(needed, StringComparer.Ordinal)];
        if (feeds.Length == 0) return null;
        return new DiagramBox("power")
        {
            Tone = DiagramTone.Plain,
            Boxes =
            [
                .. feeds.Select(f => new DiagramBox(Wording.Label(f))
                {
                    Tone = DiagramTone.Fresh,
                    Lines = ["feeds " + string.Join(", ", needed.Where(p => parts[p].Power.Contains(f)).Select(Wording.Label))],
                }),
            ],
        };
    }

    private static IEnumerable<string> PartsOf(Need need) => need switch
    {
        NeedPart p => [p.Part],
        NeedAtLeast k => k.Needs.SelectMany(PartsOf),
        _ => throw new NotSupportedException(need.GetType().Name),
    };
}
