using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Markov.StateSpaces;

/// <summary>Finds all states that satisfy a condition, by trying every combination of the variables that it mentions and of the others.</summary>
internal static class InitialStateFinder
{
    private const double MaximumCombinations = 1e9;

    /// <summary>Adds the states to a list, in lexicographic order; returns what is wrong, or <c>null</c>.</summary>
    public static string? Find(StochasticModel model, Expression condition, ExpressionCompiler compiler, List<int[]> states, int maximum, CancellationToken cancellation)
    {
        var combinations = model.Variables.Aggregate(1.0, (product, v) => product * ((double)v.Maximum - v.Minimum + 1));
        if (combinations > MaximumCombinations) return $"there are {combinations:0.#e+0} combinations of its variables, too many to find those that it may start in; give the ranges smaller or the variables initial values";
        var holds = compiler.Condition(condition);
        var values = model.Variables.Select(v => v.Minimum).ToArray();
        for (var tried = 0L; ; tried++)
        {
            if ((tried & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            if (holds(values)) states.Add((int[])values.Clone());
            if (states.Count > maximum) return $"it may start in more than {maximum} states";
            var at = values.Length - 1;
            while (at >= 0 && values[at] == model.Variables[at].Maximum) values[at] = model.Variables[at--].Minimum;
            if (at < 0) break;
            values[at]++;
        }

        return states.Count == 0 ? "no state satisfies its initial condition" : null;
    }
}
