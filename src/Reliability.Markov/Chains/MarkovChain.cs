using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Chains;

/// <summary>
/// A finite continuous-time Markov chain: sparse rows of rates per unit of time (hours for our own models), each with the cause of the event behind it where
/// causes differ. Immutable, thread-safe. Arcs between the same two states are kept apart where their causes differ, else joined. Self-loops do not change a
/// chain and are no transitions here; their rates are kept beside where somebody counts jumps.
/// </summary>
public sealed class MarkovChain
{
    private readonly ushort[]? causeIndex;
    private readonly double[] exitRates;
    private readonly double[]? selfLoops;

    /// <summary>Builds a chain from its rows.</summary>
    /// <param name="rows">For each state its transitions; rates positive and finite, targets inside the chain.</param>
    /// <param name="causes">The causes that transitions refer to.</param>
    public MarkovChain(IReadOnlyList<IReadOnlyList<Transition>> rows, ImmutableArray<Cause> causes)
    {
        var builder = new SparseRatesBuilder();
        var causeOf = causes.Length > 1 ? new List<ushort>() : null;
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var t in rows[i])
            {
                if (!(t.Rate > 0) || !double.IsFinite(t.Rate)) throw new ArgumentException($"The rate from state {i} to {t.Target} is {t.Rate}; rates are positive and finite.", nameof(rows));
                if ((uint)t.Target >= (uint)rows.Count || t.Target == i) throw new ArgumentException($"State {i} has a transition to {t.Target}.", nameof(rows));
                builder.Add(t.Target, t.Rate);
                causeOf?.Add((ushort)t.Cause);
            }

            builder.EndRow();
        }

        Causes = causes;
        Rates = builder.Build();
        causeIndex = causeOf?.ToArray();
        exitRates = Rates.RowSums();
        MaximumExitRate = rows.Count == 0 ? 0 : exitRates.Max();
    }

    /// <summary>Builds a chain of any size from its arcs, in one pass and without copying them.</summary>
    /// <param name="states">Number of states.</param>
    /// <param name="arcs">The arcs by ascending source, at most one for each pair; rates positive and finite. An arc to its own source is a self-loop.</param>
    public static MarkovChain FromArcs(int states, IEnumerable<(int From, int To, double Rate)> arcs)
    {
        var builder = new SparseRatesBuilder();
        double[]? loops = null;
        var row = 0;
        foreach (var (from, to, rate) in arcs)
        {
            if (from < row || from >= states || (uint)to >= (uint)states) throw new ArgumentException($"The arc from {from} to {to} is out of order or outside the chain.", nameof(arcs));
            if (!(rate > 0) || !double.IsFinite(rate)) throw new ArgumentException($"The rate from state {from} to {to} is {rate}; rates are positive and finite.", nameof(arcs));
            for (; row < from; row++) builder.EndRow();
            if (from == to) (loops ??= new double[states])[from] += rate;
            else if (!builder.Add(to, rate)) throw new ArgumentException($"There are more than {Array.MaxLength} arcs.", nameof(arcs));
        }

        for (; row < states; row++) builder.EndRow();
        return new MarkovChain(builder.Build(), null, [Cause.Unknown], loops);
    }

    internal MarkovChain(SparseRates rates, ushort[]? causeIndex, ImmutableArray<Cause> causes, double[]? selfLoops = null)
    {
        (Rates, this.causeIndex, Causes, this.selfLoops) = (rates, causeIndex, causes, selfLoops);
        exitRates = rates.RowSums();
        foreach (var rate in exitRates) MaximumExitRate = Math.Max(MaximumExitRate, rate);
        foreach (var rate in selfLoops ?? []) SelfLoopCount += rate > 0 ? 1 : 0;
    }

    /// <summary>The rates, without self-loops.</summary>
    public SparseRates Rates { get; }

    /// <summary>Number of states.</summary>
    public int StateCount => exitRates.Length;

    /// <summary>Number of transitions, parallel arcs of different causes counted apart, self-loops not counted.</summary>
    public int TransitionCount => Rates.EntryCount;

    /// <summary>Number of states with a self-loop.</summary>
    public int SelfLoopCount { get; }

    /// <summary>The greatest total rate out of a state, self-loops left out.</summary>
    public double MaximumExitRate { get; }

    /// <summary>The causes that transitions refer to.</summary>
    public ImmutableArray<Cause> Causes { get; }

    /// <summary>The total rates out of the states, self-loops left out.</summary>
    public ReadOnlySpan<double> ExitRates => exitRates;

    /// <summary>The total rate out of a state, self-loops left out.</summary>
    public double ExitRate(int state) => exitRates[state];

    /// <summary>The rate at which a state jumps to itself.</summary>
    public double SelfLoopRate(int state) => selfLoops is null ? 0 : selfLoops[state];

    /// <summary>The transitions out of a state.</summary>
    public TransitionRow Row(int state) => new(this, Rates.RowStarts[state], Rates.RowStarts[state + 1]);

    /// <summary>y = x (I + Q / q): one step of the uniformized chain, for a row vector x.</summary>
    /// <param name="x">Distribution before, one entry a state.</param>
    /// <param name="y">Receives the distribution after; must not be <paramref name="x"/>.</param>
    /// <param name="q">Uniformization rate, at least <see cref="MaximumExitRate"/>, above zero.</param>
    public void StepForward(ReadOnlySpan<double> x, Span<double> y, double q)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * ((q - exitRates[i]) / q);
        var starts = Rates.RowStarts;
        var columns = Rates.Columns;
        for (var i = 0; i < x.Length; i++)
        {
            var share = x[i] / q;
            if (share == 0) continue;
            for (var k = starts[i]; k < starts[i + 1]; k++) y[columns[k]] += share * Rates[k];
        }
    }

    internal Transition TransitionAt(int entry) => new(Rates.Columns[entry], Rates[entry], causeIndex is null ? 0 : causeIndex[entry]);
}
