using System.Collections.Immutable;
using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>One value out of the values in a set of states.</summary>
internal static class FilterEvaluation
{
    // Values closer than this share of each other count as the same least or greatest one, as solved values differ in their last digits.
    private const double SameValue = 1e-9;

    /// <summary>Applies a filter: the value, its error, and for a range its upper end.</summary>
    public static FilterOutcome Apply(FilterKind kind, StateValues body, bool[] states, ILabelledChain chain)
    {
        var chosen = Enumerable.Range(0, states.Length).Where(s => states[s]).ToArray();
        if (chosen.Length == 0 && kind is not (FilterKind.Count or FilterKind.Sum or FilterKind.ForAll or FilterKind.Exists or FilterKind.Print or FilterKind.PrintAll)) throw new CheckingProblem("the filter holds in no state that can be reached");
        return kind switch
        {
            FilterKind.State => chosen.Length == 1 ? One(body, chosen[0]) : throw new CheckingProblem($"the filter asks for one state but holds in {chosen.Length}", "use min, max, avg, range or print"),
            FilterKind.First => One(body, chosen[0]),
            FilterKind.Minimum => One(body, chosen.MinBy(s => body.Numbers[s])),
            FilterKind.Maximum => One(body, chosen.MaxBy(s => body.Numbers[s])),
            FilterKind.Range => new FilterOutcome(chosen.Min(s => body.Numbers[s]), chosen.Max(s => body.Numbers[s]), chosen.Max(body.Error), body.IsTruth),
            FilterKind.Count => new FilterOutcome(chosen.Count(s => body.Numbers[s] != 0), null, 0, false),
            FilterKind.Sum => new FilterOutcome(Sum(chosen.Select(s => body.Numbers[s])), null, chosen.Sum(body.Error), false),
            FilterKind.Average => new FilterOutcome(Sum(chosen.Select(s => body.Numbers[s])) / chosen.Length, null, chosen.Max(body.Error), false),
            FilterKind.ForAll => new FilterOutcome(chosen.All(s => body.Numbers[s] != 0) ? 1 : 0, null, 0, true),
            FilterKind.Exists => new FilterOutcome(chosen.Any(s => body.Numbers[s] != 0) ? 1 : 0, null, 0, true),
            FilterKind.MinimumStates => Extreme(body, chosen, chosen.Min(s => body.Numbers[s])),
            FilterKind.MaximumStates => Extreme(body, chosen, chosen.Max(s => body.Numbers[s])),
            FilterKind.Print or FilterKind.PrintAll => Print(kind, body, chosen, chain),
            _ => throw new NotSupportedException(kind.ToString()),
        };
    }

    private static FilterOutcome One(StateValues body, int state) => new(body.Numbers[state], null, body.Error(state), body.IsTruth);

    private static FilterOutcome Extreme(StateValues body, int[] chosen, double extreme)
    {
        var states = chosen.Where(s => Math.Abs(body.Numbers[s] - extreme) <= SameValue * Math.Abs(extreme) + body.Error(s)).ToArray();
        return new FilterOutcome(states.Length, null, 0, false) { Listed = [.. states.Select(s => (s, body.Numbers[s]))] };
    }

    private static FilterOutcome Print(FilterKind kind, StateValues body, int[] chosen, ILabelledChain chain)
    {
        var start = chain.Start[0].State;
        return One(body, start) with { Listed = [.. chosen.Where(s => kind == FilterKind.PrintAll || body.Numbers[s] != 0).Select(s => (s, body.Numbers[s]))] };
    }

    // Compensated (Neumaier 1974): a sum over millions of states loses no digits.
    private static double Sum(IEnumerable<double> values)
    {
        var (sum, lost) = (0.0, 0.0);
        foreach (var x in values)
        {
            var next = sum + x;
            lost += Math.Abs(sum) >= Math.Abs(x) ? sum - next + x : x - next + sum;
            sum = next;
        }

        return sum + lost;
    }
}

/// <summary>What a filter yields.</summary>
/// <param name="Value">The value, or the lower end of a range.</param>
/// <param name="Upper">The upper end of a range.</param>
/// <param name="Error">How wrong the value may be.</param>
/// <param name="IsTruth">True for a truth value.</param>
internal sealed record FilterOutcome(double Value, double? Upper, double Error, bool IsTruth)
{
    /// <summary>The states that a printing filter lists.</summary>
    public ImmutableArray<(int State, double Value)> Listed { get; init; } = [];
}
