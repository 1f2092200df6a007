using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Chains;

/// <summary>
/// A finite continuous-time Markov chain: sparse rows of rates per hour, each with the cause of the event behind it. Immutable, thread-safe.
/// Arcs between the same two states are kept apart where their causes differ. Self-loops are left out: they do not change a chain.
/// </summary>
public sealed class MarkovChain
{
    private readonly int[] rowStart;
    private readonly Transition[] transitions;
    private readonly double[] exitRates;

    /// <summary>Builds a chain from its rows.</summary>
    /// <param name="rows">For each state its transitions; rates positive and finite, targets inside the chain.</param>
    /// <param name="causes">The causes that transitions refer to.</param>
    public MarkovChain(IReadOnlyList<IReadOnlyList<Transition>> rows, ImmutableArray<Cause> causes)
    {
        Causes = causes;
        rowStart = new int[rows.Count + 1];
        for (var i = 0; i < rows.Count; i++) rowStart[i + 1] = rowStart[i] + rows[i].Count;
        transitions = new Transition[rowStart[^1]];
        exitRates = new double[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var k = 0; k < rows[i].Count; k++)
            {
                var t = rows[i][k];
                if (!(t.Rate > 0) || !double.IsFinite(t.Rate)) throw new ArgumentException($"The rate from state {i} to {t.Target} is {t.Rate}; rates are positive and finite.", nameof(rows));
                if ((uint)t.Target >= (uint)rows.Count || t.Target == i) throw new ArgumentException($"State {i} has a transition to {t.Target}.", nameof(rows));
                transitions[rowStart[i] + k] = t;
                exitRates[i] += t.Rate;
            }
        }

        MaximumExitRate = rows.Count == 0 ? 0 : exitRates.Max();
    }

    /// <summary>Number of states.</summary>
    public int StateCount => exitRates.Length;

    /// <summary>Number of transitions, parallel arcs of different causes counted apart.</summary>
    public int TransitionCount => transitions.Length;

    /// <summary>The greatest total rate out of a state, per hour.</summary>
    public double MaximumExitRate { get; }

    /// <summary>The causes that transitions refer to.</summary>
    public ImmutableArray<Cause> Causes { get; }

    /// <summary>The total rate out of a state, per hour.</summary>
    public double ExitRate(int state) => exitRates[state];

    /// <summary>The transitions out of a state.</summary>
    public ReadOnlySpan<Transition> Row(int state) => transitions.AsSpan(rowStart[state], rowStart[state + 1] - rowStart[state]);

    /// <summary>y = x (I + Q / q): one step of the uniformized chain, for a row vector x.</summary>
    /// <param name="x">Distribution before, one entry a state.</param>
    /// <param name="y">Receives the distribution after; must not be <paramref name="x"/>.</param>
    /// <param name="q">Uniformization rate, at least <see cref="MaximumExitRate"/>, above zero.</param>
    public void StepForward(ReadOnlySpan<double> x, Span<double> y, double q)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * ((q - exitRates[i]) / q);
        for (var i = 0; i < x.Length; i++)
        {
            var share = x[i] / q;
            if (share == 0) continue;
            foreach (ref readonly var t in Row(i)) y[t.Target] += share * t.Rate;
        }
    }
}
