using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;

namespace Reliability.Studies.Analytic;

/// <summary>Components that fail together, as one chain that stops in the states in which a condition holds, and what calendar instants do to it.</summary>
internal sealed class FailureModule
{
    private readonly Func<int, double[], double[]> afterBoundary;

    private FailureModule(MarkovChain chain, ImmutableArray<double> initial, bool[] stops, bool hasInstants, Func<int, double[], double[]> afterBoundary)
    {
        (Initial, Stops, HasInstants, this.afterBoundary) = (initial, stops, hasInstants, afterBoundary);
        Chain = stops.Contains(true) ? Stopped(chain, stops) : chain;
    }

    /// <summary>The chain; no arc leaves a state in which it stops.</summary>
    public MarkovChain Chain { get; }

    public ImmutableArray<double> Initial { get; }

    public bool[] Stops { get; }

    public bool HasInstants { get; }

    /// <summary>One component, stopped in the given states.</summary>
    public static FailureModule Of(StateSpace space, int component, Timeline timeline, bool[] stops) =>
        new(space.Chain, [.. space.Initial()], stops, !space.Instants.IsEmpty, (boundary, x) => ComponentSolution.AfterBoundary(space, component, timeline, boundary, x));

    /// <summary>The components of a condition, stopped where it holds; <c>null</c> when several together have more than the given number of states.</summary>
    public static FailureModule? Create(StructureFunction condition, IReadOnlyList<StateSpace> components, Timeline timeline, int maximumTogether)
    {
        var diagram = new StructureDiagram(condition, components);
        if (diagram.Components is [var only])
        {
            bool[] holds = [.. diagram.Classes[0].Select(c => diagram.Holds([c]))];
            return Of(components[only], only, timeline, holds);
        }

        if (JointStates.Create(diagram, components, null, 0, maximumTogether) is not { } joint) return null;
        var initial = new double[joint.Count];
        joint.Product([.. components.Select(c => c.Initial())], initial);
        return new FailureModule(ChainOf(joint), [.. initial], joint.IsDown, joint.Parts.Any(c => !components[c].Instants.IsEmpty), (boundary, x) => AfterBoundary(joint, components, timeline, boundary, x));
    }

    /// <summary>The distribution after the instants of a boundary, which no longer touch what has stopped.</summary>
    public double[] AfterBoundary(int boundary, double[] x)
    {
        if (!HasInstants) return x;
        var moving = (double[])x.Clone();
        for (var s = 0; s < x.Length; s++) moving[s] = Stops[s] ? 0 : x[s];
        var y = (double[])afterBoundary(boundary, moving).Clone();
        for (var s = 0; s < x.Length; s++) y[s] += Stops[s] ? x[s] : 0;
        return y;
    }

    /// <summary>Probability of not having stopped.</summary>
    public double Alive(double[] x)
    {
        var sum = 0.0;
        for (var s = 0; s < x.Length; s++) sum += Stops[s] ? 0 : x[s];
        return sum;
    }

    /// <summary>Probability of having stopped.</summary>
    public double Failed(double[] x)
    {
        var sum = 0.0;
        for (var s = 0; s < x.Length; s++) sum += Stops[s] ? x[s] : 0;
        return sum;
    }

    private static MarkovChain Stopped(MarkovChain chain, bool[] stops)
    {
        var rows = new List<IReadOnlyList<Transition>>();
        for (var s = 0; s < stops.Length; s++) rows.Add(stops[s] ? [] : chain.Row(s).ToArray());
        return new MarkovChain(rows, chain.Causes);
    }

    // Causes do not matter to a first failure.
    private static MarkovChain ChainOf(JointStates joint)
    {
        var rows = new List<IReadOnlyList<Transition>>();
        for (var x = 0; x < joint.Count; x++)
        {
            var row = new List<Transition>();
            joint.Moves(x, (target, rate, _, _) => row.Add(new Transition(target, rate, 0)));
            rows.Add(row);
        }

        return new MarkovChain(rows, []);
    }

    private static double[] AfterBoundary(JointStates joint, IReadOnlyList<StateSpace> components, Timeline timeline, int boundary, double[] x)
    {
        foreach (var (component, instant) in timeline.Boundaries[boundary])
        {
            var part = joint.PartOf(component);
            if (part < 0) continue;
            var map = components[component].Instants[instant];
            var y = new double[x.Length];
            for (var s = 0; s < x.Length; s++)
            {
                var own = joint.State(s, part);
                if (!map.Fires[own]) y[s] += x[s];
                foreach (var (target, probability) in map.Targets[own]) y[joint.With(s, part, target)] += x[s] * probability;
            }

            x = y;
        }

        return x;
    }
}
