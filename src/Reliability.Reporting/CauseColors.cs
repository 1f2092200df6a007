using Reliability.Charts;
using Reliability.Modeling.Models;
using Reliability.Topologies.Parts;

namespace Reliability.Reporting;

/// <summary>The colour of each cause and of each layer, the same in every picture. What is planned is grey.</summary>
internal static class CauseColors
{
    private static readonly ChartColor Planned = new(0xB4, 0xB4, 0xB4);
    private static readonly ChartColor Overrun = new(0x6E, 0x6E, 0x6E);

    private static readonly string[] Order =
    [
        Cause.Hardware.Name, Cause.Software.Name, Cause.CommonMode.Name, Cause.Failover.Name, Cause.UncoveredFailover.Name, Cause.Failback.Name,
        Cause.Power.Name, Cause.Network.Name, Cause.Link.Name, Cause.Disk.Name, Cause.Unknown.Name,
    ];

    /// <summary>The colour of a cause.</summary>
    /// <param name="cause">Its name.</param>
    /// <param name="place">Its place among the causes shown, for those that are not well known.</param>
    public static ChartColor Of(string cause, int place) =>
        cause == Cause.Upgrade.Name ? Planned
        : cause == Cause.UpgradeOverrun.Name ? Overrun
        : Palette.ForSeries(Array.IndexOf(Order, cause) is >= 0 and var known ? known : Order.Length + place);

    /// <summary>The colour of a kind of part.</summary>
    public static ChartColor OfLayer(string kind)
    {
        var place = 0;
        while (place < PartKind.All.Count && PartKind.All[place] != kind) place++;
        return Palette.ForSeries(place);
    }
}
