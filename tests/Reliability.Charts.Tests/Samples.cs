using System.Collections.Immutable;

namespace Reliability.Charts.Tests;

internal static class Samples
{
    public const string LongName = "FT virtual machines on HA storage, monthly upgrades";

    private static readonly string[] Bases =
        ["Single server", "Restart HA", "FT pair", "HA active/passive", "HA active/active", "FT on single storage", "FT on HA storage"];

    public static ImmutableArray<string> Systems { get; } = [.. Bases, .. Bases.Select(b => b + ", monthly upgrades")];

    public static ImmutableArray<string> Threats { get; } =
        ["hardware", "software", "common mode", "failover", "uncovered failover", "power", "network", "disk", "upgrade"];

    public static ImmutableArray<string> LongNames(int count) => [.. Enumerable.Range(1, count).Select(i => $"{LongName} {i}")];

    public static MatrixChart Matrix(ImmutableArray<string> rows, ImmutableArray<string> columns, string? total = "all threats") => new()
    {
        Title = "Downtime by threat & system <exact>",
        Subtitle = "Minutes per year",
        Caption = "A dash means that the threat does not occur in this system, however long one waits for it.",
        RowNames = rows,
        ColumnNames = columns,
        Values = [.. rows.Select((_, r) => columns.Select((_, c) => Number(r, c)).ToImmutableArray())],
        Unit = "min/yr",
        TotalRowName = total,
    };

    public static IntervalChart Interval(ImmutableArray<string> categories, int series = 2) => new()
    {
        Title = "Unavailability",
        AxisLabel = "Unavailability (share of the year)",
        CategoryNames = categories,
        Series =
        [
            .. Enumerable.Range(0, series).Select(s => new IntervalSeries(
                $"Method {s + 1}",
                [.. categories.Select((_, i) => Number(i, s) is var v && double.IsNaN(v) ? new(v) : v == 0 ? new(0, null, 3e-7) : new IntervalPoint(v, v / 2, v * 2))])),
        ],
    };

    public static StackedBarChart Bars(ImmutableArray<string> categories) => new()
    {
        Title = "Where the downtime comes from",
        AxisLabel = "Downtime (min/yr)",
        CategoryNames = categories,
        Series = [.. Threats.Select((t, s) => new BarSeries(t, [.. categories.Select((_, i) => (double)((s * 5) + (i * 3)) % 11)]))],
    };

    public static LineChart Lines(bool logX = false, bool logY = false) => new()
    {
        Title = "Sensitivity",
        XLabel = "Mean time to repair (h)",
        YLabel = "Downtime (min/yr)",
        LogX = logX,
        LogY = logY,
        Series = [.. Systems.Select((name, s) => new LineSeries(name, [0.1, 1, 10, 100], [1 + s, 2 + s, double.NaN, 4 + (s * 0.1)]))],
    };

    public static IEnumerable<Chart> All =>
    [
        Matrix(Threats, Systems), Matrix(Systems, Threats, total: null) with { TotalColumnName = "all threats" }, Interval(Systems), Interval(Systems) with { Linear = true },
        Bars(Systems), Lines(), Lines(logX: true, logY: true), Diagram(3, LongName),
    ];

    /// <summary>A pair of boxes in hosts, one bare box for each further host, and a second group beside.</summary>
    public static DiagramChart Diagram(int hosts, string name)
    {
        DiagramBox[] inside = [.. Enumerable.Range(1, hosts).Select(i => new DiagramBox($"host {i}") { Tone = DiagramTone.Ground, Boxes = i > 2 ? [] : [new DiagramBox(name) { Tone = i == 1 ? DiagramTone.Strong : DiagramTone.Light, Lines = ["copy"] }] })];
        DiagramBox group = new(name)
        {
            Boxes = [.. inside],
            Ties = hosts > 1 ? [new(0, "lockstep")] : [],
            Bands = [new(0, Math.Min(1, hosts - 1), "one and the same program: it crashes as one"), new(0, hosts - 1, "fed by " + name, DiagramTone.Fresh)],
        };
        return new() { Title = "Boxes", Root = new DiagramBox("service " + name) { Boxes = [group, .. Enumerable.Range(1, hosts).Select(i => group with { Name = $"{name} {i}", Ties = [], Bands = [], Lines = [name, "second line"] })] } };
    }

    private static double Number(int r, int c)
    {
        if ((r + c) % 11 == 5) return 0;
        if (r * c % 17 == 16) return double.NaN;
        return Math.Pow(10, -9 + (((r * 7) + (c * 13) + (r * c * 3)) % 29 / 28.0 * 11.6));
    }
}
