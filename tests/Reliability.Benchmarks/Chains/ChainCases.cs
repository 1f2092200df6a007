using Reliability.Benchmarks.Families;

namespace Reliability.Benchmarks.Chains;

/// <summary>The cases. Sizes of published models and values of other tools are those of the benchmark sets of PRISM and of QComp 2019.</summary>
internal static class ChainCases
{
    // The solver behind the printed values stops when nothing changes by more than 1e-6: in the long run of large chains two to four digits are right.
    private const double Printed = 5e-3;
    private const double PrintedBounded = 1e-5;

    // Intervals were made from values printed with ten digits: half a unit of the last.
    private const double LastDigit = 5e-11;

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
        yield return Of(2, 4_600, 28_120, Truth.OwnElimination(0.1738717061778484, 3e-11));
        yield return Of(3, 58_400, 446_400, Truth.Printed(0.2330632923, Printed));
        yield return Of(4, 454_475, 3_979_850, Truth.Printed(0.2762966549, Printed), "Storm 10");
        yield return Of(5, 2_546_432, 24_460_016, Truth.Interval(0.30712475929999996, 3.1e-11 + LastDigit), "PRISM 56, Storm 65");
        yield return Of(6, 11_261_376, 115_708_992, Truth.Printed(0.3304471, Printed), "PRISM 173");
        yield return Of(7, 41_644_800, 450_455_040, Truth.Printed(0.3475240698, Printed));
    }

    private static IEnumerable<ChainCase> Cluster()
    {
        ChainCase Of(int n, Truth? truth, string others = "") => new($"cluster-{n}", () => ClusterFamily.Model(n), ChainQuestion.Share("premium"))
        {
            States = (36 * n * n) + (56 * n) + 20, Transitions = (176 * n * n) + (192 * n) + 32, Truth = truth, Others = others, IsLarge = n > 128,
        };
        yield return Of(4, Truth.Exact(0.9999212408513793));
        yield return Of(8, Truth.OwnElimination(0.9998330692674108, 2e-15));
        yield return Of(16, Truth.OwnElimination(0.9996450888603191, 3e-15));
        yield return Of(32, Truth.OwnElimination(0.9992833684297265, 3e-14));
        yield return Of(64, Truth.OwnElimination(0.9987027807085688, 2e-12), "Storm 4.3");
        yield return Of(128, Truth.Interval(0.9979378911, 1e-10 + LastDigit), "PRISM 8.0, Storm 38");
        yield return Of(256, null, "PRISM 69");
    }

    private static IEnumerable<ChainCase> Polling()
    {
        foreach (var n in new[] { 4, 8, 9, 12, 14, 16, 18 })
        {
            // The server is at one of n stations, and serves there or does not.
            yield return new($"polling-{n}", () => PollingFamily.Model(n), ChainQuestion.Share("first waits"))
            {
                States = (3 * n) << (n - 1),
                Transitions = (n * ((3 * n) + 5)) << (n - 2),
                Truth = n switch { 4 => Truth.Exact(0.14119036379818742), 8 => Truth.Exact(0.14378276964032002), 9 => Truth.OwnElimination(0.1420848039445991, 9e-11), _ => null },
                Others = n == 16 ? "PRISM 5.3" : "",
                IsLarge = n > 16,
            };
        }
    }

    private static IEnumerable<ChainCase> Manufacturing()
    {
        (int, int)[] sizes = [(54, 155), (810, 3_699), (6_520, 37_394), (35_910, 237_120), (152_712, 1_111_482), (537_768, 4_205_670), (1_639_440, 13_552_968)];
        Truth?[] known = [Truth.OwnElimination(11.18484693604895, 3e-12), Truth.OwnElimination(23.490214538884064, 2e-12), Truth.OwnElimination(35.76678073886173, 4e-13), null, null, null, null];
        for (var n = 1; n <= sizes.Length; n++)
        {
            var tokens = n;
            yield return new($"fms-{n}", () => ManufacturingFamily.Model(tokens), ChainQuestion.Mean("productivity"))
            {
                States = sizes[n - 1].Item1, Transitions = sizes[n - 1].Item2, Truth = known[n - 1], Others = n switch { 6 => "Storm 12", 7 => "PRISM 48", _ => "" }, IsLarge = n > 6,
            };
        }
    }

    private static IEnumerable<ChainCase> Tandem()
    {
        ChainCase Of(int c, Truth truth) => new($"tandem-{c}", () => TandemFamily.Model(c), ChainQuestion.Mean("customers"))
        {
            States = (c + 1) * ((2 * c) + 1), Transitions = (7 * c * c) + (3 * c) - 1, Truth = truth, IsLarge = c > 511,
        };
        yield return Of(31, Truth.Exact(31.81500388515128));
        yield return Of(63, Truth.OwnElimination(63.822615744541956, 9e-12));
        yield return Of(127, Truth.OwnElimination(127.82629083732205, 3e-11));
        yield return Of(255, Truth.OwnElimination(255.82809698041933, 4e-11));
        yield return Of(511, Truth.OwnElimination(511.8289923574143, 6e-11));
        yield return Of(1023, Truth.Printed(1026.054575, Printed));
        yield return Of(2047, Truth.Printed(2050.294655, Printed));
        yield return Of(4095, Truth.Printed(4098.433488, Printed));
    }

    private static IEnumerable<ChainCase> Embedded()
    {
        const double T = 12;
        foreach (var max in new[] { 2, 8, 100, 1000 })
        {
            ChainCase Of(string question, Func<Modeling.Models.StochasticModel, Modeling.Properties.PropertyExpression> ask, Truth? small, Truth? larger) =>
                new($"embedded-{max}/{question}", () => EmbeddedFamily.Model(max), ask)
                {
                    States = (845 * max) + 1_788, Truth = max switch { 2 => small, 8 => larger, _ => null }, Others = max == 1000 ? "Storm 39" : "",
                    IsLarge = max == 1000 && question == "down in 12 h",
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
