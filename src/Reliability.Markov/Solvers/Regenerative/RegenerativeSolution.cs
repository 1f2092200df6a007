using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Models;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>The long run of a Markov regenerative process. Immutable by contract: arrays are not to be written.</summary>
public sealed class RegenerativeSolution
{
    private readonly double[] firings;

    internal RegenerativeSolution(ClockedSpace space, RegenerativeLongRun run, ErrorStatement error, bool integrated)
    {
        (Clocked, Distribution, firings, IsPhaseLocked, RelativeError, IsIntegrated) = (space, run.Shares, run.Firings, run.IsLocked, error, integrated);
        Space = space.Space.WithChain(space.Space.Model, Equivalent());
    }

    /// <summary>What was solved.</summary>
    public ClockedSpace Clocked { get; }

    /// <summary>For every state its share of time.</summary>
    public double[] Distribution { get; }

    /// <summary>How wrong a share above 1e-30 may be, as a share of itself.</summary>
    public ErrorStatement RelativeError { get; }

    /// <summary>Whether a law with a density was integrated; all else is closed forms and rounding.</summary>
    public bool IsIntegrated { get; }

    /// <summary>Whether it forgets at multiples of fixed lengths only: then its phase is never lost, and beside another such process shares of time do not multiply.</summary>
    public bool IsPhaseLocked { get; }

    /// <summary>
    /// The states with a chain that has the same shares of time and the same frequency of every transition in the long run. It is no model of the times between
    /// them: from a state in which a clock runs it jumps at the mean rate of the firings there.
    /// </summary>
    public StateSpace Space { get; }

    /// <summary>How often per hour a clock fires in a state.</summary>
    public double FiringFrequency(int state) => firings[state];

    /// <summary>The event whose clock runs in a state, with the mean rate of its firings while there; <c>null</c> where none runs.</summary>
    public (Event Event, double PerHour)? Clock(int state) => Clocked.Graph.Clock[state] is >= 0 and var clock ? (Clocked.Events[clock], FiringRate(state)) : null;

    // Where time is never spent in the long run, a clock counts by its mean.
    private double FiringRate(int state) => Distribution[state] > 0 ? firings[state] / Distribution[state] : 1 / Clocked.Laws[Clocked.Graph.Clock[state]].Mean;

    // States in which time is never spent stay transient.
    private MarkovChain Equivalent()
    {
        var graph = Clocked.Graph;
        var rows = new List<IReadOnlyList<Transition>>();
        for (var s = 0; s < graph.Count; s++)
        {
            var rates = new SortedDictionary<(int Target, int Cause), double>();
            foreach (var arc in graph.Exponential[s]) Add(arc, 1);
            var firing = graph.Clock[s] < 0 ? 0 : FiringRate(s);
            foreach (var arc in graph.Firing[s]) Add(arc, firing);
            rows.Add([.. rates.Select(r => new Transition(r.Key.Target, r.Value, r.Key.Cause))]);

            void Add(ClockArc arc, double weight)
            {
                if (arc.Target != s && arc.Weight * weight is > 0 and < double.PositiveInfinity) rates[(arc.Target, arc.Cause)] = rates.GetValueOrDefault((arc.Target, arc.Cause)) + (arc.Weight * weight);
            }
        }

        return new MarkovChain(rows, graph.Causes);
    }
}
