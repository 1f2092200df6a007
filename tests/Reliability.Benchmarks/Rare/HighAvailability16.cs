using Reliability.Markov.Chains;

namespace Reliability.Benchmarks.Rare;

/// <summary>Two hosts of four states each with a shared repair crew: 16 states, 56 transitions.</summary>
internal static class HighAvailability16
{
    private const int Up = 0, Crashed = 1, Rebooting = 2, Hardware = 3;

    public static MarkovChain Chain { get; } = MarkovChain.FromArcs(16, Arcs());

    public static bool[] Down { get; } = [.. Enumerable.Range(0, 16).Select(s => s / 4 != Up && s % 4 != Up)];

    private static IEnumerable<(int, int, double)> Arcs()
    {
        for (var s = 0; s < 16; s++)
        {
            var row = new SortedDictionary<int, double>();
            foreach (var weight in new[] { 4, 1 })
            {
                var (mine, other) = (s / weight % 4, s / (5 - weight) % 4);
                void Add(int to, double rate) => row[s + ((to - mine) * weight)] = rate;
                switch (mine)
                {
                    case Up:
                        Add(Crashed, 1.0 / 720);
                        Add(Hardware, 1.0 / 8760);
                        break;
                    case Crashed:
                        Add(Rebooting, 120);
                        break;
                    case Rebooting:
                        Add(Up, 12);
                        Add(Hardware, 0.6);
                        break;
                    default:
                        Add(Up, other == Hardware ? 0.125 : 0.25);
                        break;
                }
            }

            foreach (var (to, rate) in row) yield return (s, to, rate);
        }
    }
}
