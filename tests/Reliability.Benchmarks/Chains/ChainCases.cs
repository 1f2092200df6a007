using Reliability.Benchmarks.Families;

namespace Reliability.Benchmarks.Chains;

/// <summary>The cases. Sizes of published models and values of other tools are those of the benchmark sets of PRISM and of QComp 2019.</summary>
internal static class ChainCases
{
    // The solver behind the printed values stops when nothing changes by more than 1e-6: in the long run of large chains some four digits are right.
    private const double Printed = 3e-3;
    private const double PrintedBounded = 1e-5;

    private static readonly (int Count, double Failure, double Repair)[] _plane = [(300, 1e-4, 40), (300, 1e-3, 30)];
    private static readonly (int Count, double Failure, double Repair)[] _cube = [(45, 1e-4, 250), (45, 1e-3, 200), (45, 2e-4, 0.1)];

    /// <summary>All cases, in the order of the table.</summary>
    public static IReadOnlyList<ChainCase> All { get; } = [.. Kanban(), .. Cluster(), .. Polling(), .. Manufacturing(), .. Tandem(), .. Embedded(), .. Products(), .. Pair()];

    private static IEnumerable<ChainCase> Kanban()
    {
        ChainCase Of(int t, int states, int transitions, Truth truth, string others = "") => new($"kanban-{t}", () => KanbanFamily.Model(t), ChainQuestion.Mean("throughput"))
        {
            States = states, Transitions = transitions, Truth = truth, Others = others, IsLarge = t > 5,
        };
        yield return Of(1, 160, 616, Truth.Exact(0.0925846346333826));
        yield return Of(2, 4_600, 28_120, Truth.Printed(0.1739051212, Printed));
        yield return Of(3, 58_400, 446_400, Truth.Printed(0.2330632923, Printed));
        yield return Of(4, 454_475, 3_979_850, Truth.Printed(0.2762966549, Printed), "Storm 10");
        yield return Of(5, 2_546_432, 24_460_016, Truth.Interval(0.30712475929999996, 3.1e-11), "PRISM 56, Storm 65");
        yield return Of(6, 11_261_376, 115_708_992, Truth.Printed(0.3304471, Printed), "PRISM 173");
        yield return Of(7, 41_644_800, 450_455_040, Truth.Printed(0.3475240698, Printed));
    }

    private static IEnumerable<ChainCase> Cluster()
    {
        ChainCase Of(int n, int states, int transitions, Truth? truth, string others = "") => new($"cluster-{n}", () => ClusterFamily.Model(n), ChainQuestion.Share("premium"))
        {
            States = states, Transitions = transitions, Truth = truth, Others = others, IsLarge = n > 128,
        };
        yield return Of(4, 820, 3_616, Truth.Exact(0.9999212408513793));
        yield return Of(8, 2_772, 12_832, Truth.Printed(0.9998330771, 5e-5));
        yield return Of(16, 10_132, 48_160, Truth.Printed(0.9996437421, 5e-5));
        yield return Of(32, 38_676, 186_400, Truth.Printed(0.999288661, 5e-5));
        yield return Of(64, 151_060, 733_216, Truth.Printed(0.9986761964, 5e-5), "Storm 4.3");
        yield return Of(128, 597_012, 2_908_192, Truth.Interval(0.9979378911, 1.5e-10), "PRISM 8.0, Storm 38");
        yield return Of(256, 0, 0, null, "PRISM 69");
    }

    private static IEnumerable<ChainCase> Polling()
    {
        foreach (var n in new[] { 4, 8, 9, 12, 14, 16, 18 })
        {
            // 3 n 2^(n-1) states: the server serves, or not.
            var states = 3 * n << (n - 1);
            yield return new($"polling-{n}", () => PollingFamily.Model(n), ChainQuestion.Share("first waits"))
            {
                States = states,
                Transitions = n switch { 4 => 272, 8 => 14_848, 9 => 36_864, _ => 0 },
                Truth = n switch { 4 => Truth.Exact(0.14119036379818742), 8 => Truth.Exact(0.14378276964032002), 9 => Truth.Printed(0.1420837585, 1e-5), _ => null },
                Others = n == 16 ? "PRISM 5.3" : "",
                IsLarge = n > 16,
            };
        }
    }

    private static IEnumerable<ChainCase> Manufacturing()
    {
        (int, int)[] sizes = [(54, 155), (810, 3_699), (6_520, 37_394), (35_910, 237_120), (152_712, 1_111_482), (537_768, 4_205_670), (1_639_440, 13_552_968)];
        for (var n = 1; n <= sizes.Length; n++)
        {
            var tokens = n;
            yield return new($"fms-{n}", () => ManufacturingFamily.Model(tokens), ChainQuestion.Mean("productivity"))
            {
                States = sizes[n - 1].Item1, Transitions = sizes[n - 1].Item2, Others = n switch { 6 => "Storm 12", 7 => "PRISM 48", _ => "" }, IsLarge = n > 6,
            };
        }
    }

    private static IEnumerable<ChainCase> Tandem()
    {
        foreach (var (c, value) in new[] { (31, 31.81500388515128), (63, 63.81543494), (127, 127.8242553), (255, 256.2767809), (511, 513.4755157), (1023, 1026.054575), (2047, 2050.294655), (4095, 4098.433488) })
        {
            yield return new($"tandem-{c}", () => TandemFamily.Model(c), ChainQuestion.Mean("customers"))
            {
                States = (c + 1) * ((2 * c) + 1), Truth = c == 31 ? Truth.Exact(value) : Truth.Printed(value, Printed), IsLarge = c > 511,
            };
        }
    }

    private static IEnumerable<ChainCase> Embedded()
    {
        const double T = 12;
        foreach (var max in new[] { 2, 8, 100, 1000 })
        {
            ChainCase Of(string question, Func<Modeling.Models.StochasticModel, Modeling.Properties.PropertyExpression> ask, Truth? small, Truth? larger) =>
                new($"embedded-{max}/{question}", () => EmbeddedFamily.Model(max), ask)
                {
                    States = max switch { 2 => 3_478, 8 => 8_548, _ => 0 }, Truth = max switch { 2 => small, 8 => larger, _ => null }, Others = max == 1000 ? "Storm 39" : "",
                };
            yield return Of("danger until down", ChainQuestion.Until("danger", "down"), Truth.Exact(0.2931856862419295), Truth.Exact(0.3317273488638775));
            yield return Of("up until down", ChainQuestion.Until("up", "down"), Truth.Exact(423.8443172811176), Truth.Exact(477.55237358361944));
            yield return Of("down within 12 h", ChainQuestion.Within("down", T), Truth.Printed(0.009035237302, PrintedBounded), null);
            yield return Of("danger in 12 h", ChainQuestion.Total("danger", T), Truth.Printed(0.008269622665, PrintedBounded), null);
            yield return Of("down in 12 h", ChainQuestion.Total("down", T), Truth.Printed(0.02802901538, PrintedBounded), null);
        }
    }

    private static IEnumerable<ChainCase> Products()
    {
        foreach (var n in new[] { 5, 8, 10 })
        {
            yield return new($"groups-{n}", () => GroupsFamily.Model(n), ChainQuestion.Share("down")) { States = 1 << (2 * n), Truth = Truth.ClosedForm(GroupsFamily.Down(n)), Others = n == 10 ? "Storm 24" : "" };
        }

        yield return new("grid-2d", () => GridFamily.Model(_plane), ChainQuestion.At("each", 8760)) { States = 301 * 301, Truth = Truth.ClosedForm(GridFamily.Each(8760, _plane)) };
        yield return new("grid-3d", () => GridFamily.Model(_cube), ChainQuestion.At("each", 8760)) { States = 46 * 46 * 46, Truth = Truth.ClosedForm(GridFamily.Each(8760, _cube)) };
    }

    private static IEnumerable<ChainCase> Pair()
    {
        ChainCase Of(string question, Func<Modeling.Models.StochasticModel, Modeling.Properties.PropertyExpression> ask, double value) =>
            new("ha-pair/" + question, HighAvailabilityPairFamily.Model, ask) { States = 6, Transitions = 16, Truth = Truth.Exact(value) };
        yield return Of("down", ChainQuestion.Share("down"), 2.5445195220673845980967681e-5);
        yield return Of("down at 10 a", ChainQuestion.At("down", 87600), 2.5445195220673845980967681e-5);
        yield return Of("site within 1 a", ChainQuestion.Within("site", 8760), 8.7599616313120366506396276e-6);
        yield return Of("downtime in 1 a", ChainQuestion.Total("downtime", 8760), 2.2229673227255390252504863e-1);
        yield return Of("time until site", ChainQuestion.Until("time", "site"), 1e9);
    }
}
