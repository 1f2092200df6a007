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
        var open = body.Open is { } undecided && chosen.Any(undecided.Contains);
        return kind switch
        {
            FilterKind.State => chosen.Length == 1 ? One(body, chosen[0]) : throw new CheckingProblem($"the filter asks for one state but holds in {chosen.Length}", "use min, max, avg, range or print"),
            FilterKind.First => One(body, chosen[0]),
            FilterKind.Minimum => Least(),
            FilterKind.Maximum => Greatest(),
            FilterKind.Range => Least() with { Upper = Greatest().Value, UpperError = Greatest().Error, Open = open },
            FilterKind.Count => new FilterOutcome(chosen.Count(s => body.Numbers[s] != 0), null, 0, false) { Open = open },
            FilterKind.Sum => new FilterOutcome(Sum(chosen.Select(s => body.Numbers[s])), null, chosen.Sum(body.Error), false),
            FilterKind.Average => new FilterOutcome(Sum(chosen.Select(s => body.Numbers[s])) / chosen.Length, null, chosen.Max(body.Error), false),
            // One state that is certain settles it.
            FilterKind.ForAll => new FilterOutcome(chosen.All(s => body.Numbers[s] != 0) ? 1 : 0, null, 0, true) { Open = open && chosen.All(s => High(s) != 0) },
            FilterKind.Exists => new FilterOutcome(chosen.Any(s => body.Numbers[s] != 0) ? 1 : 0, null, 0, true) { Open = open && chosen.All(s => Low(s) == 0) },
            FilterKind.MinimumStates => Extreme(body, chosen, chosen.Min(s => body.Numbers[s])),
            FilterKind.MaximumStates => Extreme(body, chosen, chosen.Max(s => body.Numbers[s])),
            FilterKind.Print or FilterKind.PrintAll => Print(kind, body, chosen, chain),
            _ => throw new NotSupportedException(kind.ToString()),
        };

        FilterOutcome Least() => new(chosen.Min(s => body.Numbers[s]), null, Off(chosen.Min(s => body.Numbers[s]), chosen.Min(Low), chosen.Min(High)), body.IsTruth);
        FilterOutcome Greatest() => new(chosen.Max(s => body.Numbers[s]), null, Off(chosen.Max(s => body.Numbers[s]), chosen.Max(Low), chosen.Max(High)), body.IsTruth);
        double Low(int state) => body.Ends(state).Low;
        double High(int state) => body.Ends(state).High;
    }

    // How far an extreme may be off, when it lies between two ends.
    private static double Off(double value, double low, double high) => double.IsInfinity(value) ? 0 : Math.Max(value - low, high - value);

    private static FilterOutcome One(StateValues body, int state) => new(body.Numbers[state], null, body.Error(state), body.IsTruth) { Open = body.Open?.Contains(state) == true };

    private static FilterOutcome Extreme(StateValues body, int[] chosen, double extreme)
    {
        var states = chosen.Where(s => body.Numbers[s] == extreme || double.IsFinite(extreme) && Math.Abs(body.Numbers[s] - extreme) <= SameValue * Math.Abs(extreme) + body.Error(s)).ToArray();
        return new FilterOutcome(states.Length, null, 0, false) { Listed = [.. states.Select(s => (s, body.Numbers[s]))] };
    }

    private static FilterOutcome Print(FilterKind kind, StateValues body, int[] chosen, ILabelledChain chain)
    {
        var start = chain.Start[0].State;
        return One(body, start) with { Open = body.Open is { } undecided && (undecided.Contains(start) || chosen.Any(undecided.Contains)), Listed = [.. chosen.Where(s => kind == FilterKind.PrintAll || body.Numbers[s] != 0).Select(s => (s, body.Numbers[s]))] };
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

        // Beyond all bounds, what was lost is not a number.
        return double.IsFinite(sum) ? sum + lost : sum;
    }
}

/// <summary>What a filter yields.</summary>
/// <param name="Value">The value, or the lower end of a range.</param>
/// <param name="Upper">The upper end of a range.</param>
/// <param name="Error">How wrong the value may be.</param>
/// <param name="IsTruth">True for a truth value.</param>
internal sealed record FilterOutcome(double Value, double? Upper, double Error, bool IsTruth)
{
    /// <summary>How wrong the upper end of a range may be.</summary>
    public double UpperError { get; init; }

    /// <summary>True when errors leave the truth value, or a count of them, open.</summary>
    public bool Open { get; init; }

    /// <summary>The states that a printing filter lists.</summary>
    public ImmutableArray<(int State, double Value)> Listed { get; init; } = [];
}
