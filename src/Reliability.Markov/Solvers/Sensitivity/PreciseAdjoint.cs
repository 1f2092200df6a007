using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.Sensitivity;

/// <summary>
/// The same derivatives with 31 digits, for small chains and parameters whose effects on several ways nearly cancel. Values carry their size: what they
/// would be if nothing cancelled, which the error is a share of.
/// </summary>
internal sealed class PreciseAdjoint
{
    /// <summary>States up to which it is worth while: seconds at most.</summary>
    public const int MaximumStates = 300;

    private readonly DoubleDoubleFactors factors;
    private readonly int[] place;
    private readonly DoubleDouble[] weights;
    private readonly DoubleDouble[]? unit;
    private readonly DoubleDouble referenceWeight;
    private readonly int reference;
    private readonly bool[] ends;
    private readonly Field values;
    private readonly double error;

    private PreciseAdjoint(MarkovChain chain, int[] states, bool[] ends, double[] rewards, double[] boundary, double[]? initial, int reference, DoubleDoubleFactors factors, int[] place)
    {
        (this.ends, this.reference, this.factors, this.place) = (ends, reference, factors, place);
        var n = states.Length;
        error = 32 * Math.Pow(n + 3, 3) * DoubleDouble.Unit;
        weights = new DoubleDouble[n];
        if (initial is null)
        {
            foreach (var t in chain.Row(reference))
            {
                if (place[t.Target] >= 0) weights[place[t.Target]] += t.Rate;
            }

            factors.SolveLeft(weights);
            unit = new DoubleDouble[n];
            Array.Fill(unit, 1);
            factors.SolveRight(unit);
            DoubleDouble total = 1;
            foreach (var w in weights) total += w;
            referenceWeight = 1 / total;
            for (var k = 0; k < n; k++) weights[k] *= referenceWeight;
        }
        else
        {
            for (var k = 0; k < n; k++) weights[k] = initial[states[k]];
            factors.SolveLeft(weights);
        }

        var right = new DoubleDouble[place.Length];
        var size = new DoubleDouble[place.Length];
        for (var s = 0; s < right.Length; s++) right[s] = rewards[s];
        foreach (var s in states)
        {
            foreach (var t in chain.Row(s))
            {
                if (boundary[t.Target] > 0) right[s] += (DoubleDouble)t.Rate * boundary[t.Target];
            }
        }

        for (var s = 0; s < size.Length; s++) size[s] = right[s].Abs();
        values = Solve(right, size, boundary);
    }

    /// <summary>Prepares for the long run.</summary>
    public static PreciseAdjoint? OfSteadyState(MarkovChain chain, int[] recurrentClass, int reference, double[] rewards)
    {
        var stops = new bool[chain.StateCount];
        stops[reference] = true;
        return Create(chain, [.. recurrentClass.Where(s => s != reference)], stops, rewards, new double[chain.StateCount], null, reference);
    }

    /// <summary>Prepares for absorption.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="states">States from which it comes to an end.</param>
    /// <param name="ends">States where it does.</param>
    /// <param name="rewards">Reward per unit of time.</param>
    /// <param name="boundary">Values of the ends.</param>
    /// <param name="initial">The distribution at the start.</param>
    public static PreciseAdjoint? OfAbsorption(MarkovChain chain, int[] states, bool[] ends, double[] rewards, double[] boundary, double[] initial) =>
        Create(chain, states, ends, rewards, boundary, initial, -1);

    /// <summary>The first derivative; <c>null</c> where it concerns states that are not known here.</summary>
    public (double Value, double Error)? First(ChainDerivative derivative)
    {
        if (!Knows(derivative)) return null;
        var sum = new Sized(0, 0);
        AddFirst(ref sum, derivative, 1);
        return Statement(sum);
    }

    /// <summary>The second derivative; <c>null</c> where it concerns states that are not known here.</summary>
    public (double Value, double Error)? Second(ChainDerivative first, ChainDerivative second)
    {
        if (!Knows(first) || !Knows(second)) return null;
        var right = new DoubleDouble[place.Length];
        var size = new DoubleDouble[place.Length];
        foreach (var (state, value) in first.RewardSpan)
        {
            right[state] += value;
            size[state] += Math.Abs(value);
        }

        foreach (var d in first.RateSpan)
        {
            right[d.From] += d.Value * (values.Value[d.To] - values.Value[d.From]);
            size[d.From] += Math.Abs(d.Value) * (values.Size[d.To] + values.Size[d.From]);
        }

        var moved = Solve(right, size, null);
        var sum = new Sized(0, 0);
        AddRates(ref sum, first, moved, 2);
        AddInitial(ref sum, first, moved, 2);
        AddFirst(ref sum, second, 1);
        return Statement(sum);
    }

    private static PreciseAdjoint? Create(MarkovChain chain, int[] states, bool[] stops, double[] rewards, double[] boundary, double[]? initial, int reference)
    {
        var n = states.Length;
        if (n > MaximumStates) return null;
        var index = new int[chain.StateCount];
        Array.Fill(index, -1);
        for (var k = 0; k < n; k++) index[states[k]] = k;
        var rates = new DoubleDouble[n][];
        var exits = new DoubleDouble[n];
        for (var k = 0; k < n; k++)
        {
            rates[k] = new DoubleDouble[n];
            foreach (var t in chain.Row(states[k]))
            {
                if (index[t.Target] >= 0) rates[k][index[t.Target]] += t.Rate;
                else exits[k] += t.Rate;
            }
        }

        return DoubleDoubleFactors.Create(rates, exits) is { } factors ? new PreciseAdjoint(chain, states, stops, rewards, boundary, initial, reference, factors, index) : null;
    }

    private bool Knows(ChainDerivative derivative)
    {
        foreach (var d in derivative.RateSpan)
        {
            if (!Knows(d.From) || !Knows(d.To)) return false;
        }

        foreach (var d in derivative.InitialSpan)
        {
            if (!Knows(d.State)) return false;
        }

        return true;
    }

    private bool Knows(int state) => place[state] >= 0 || ends[state];

    private DoubleDouble Weight(int state) => state == reference ? referenceWeight : place[state] >= 0 ? weights[place[state]] : 0;

    // Values for a right side that may have either sign; less the mean times the unit vector in the long run.
    private Field Solve(DoubleDouble[] right, DoubleDouble[] size, double[]? boundary)
    {
        var (x, y) = (new DoubleDouble[weights.Length], new DoubleDouble[weights.Length]);
        DoubleDouble mean = 0, meanSize = 0;
        for (var s = 0; s < place.Length; s++)
        {
            if (place[s] >= 0) (x[place[s]], y[place[s]]) = (right[s], size[s]);
            mean += Weight(s) * right[s];
            meanSize += Weight(s) * size[s];
        }

        factors.SolveRight(x);
        factors.SolveRight(y);
        var field = new Field(new DoubleDouble[place.Length], new DoubleDouble[place.Length]);
        for (var s = 0; s < place.Length; s++)
        {
            var k = place[s];
            if (k >= 0) (field.Value[s], field.Size[s]) = unit is null ? (x[k], y[k]) : (x[k] - (mean * unit[k]), y[k] + (meanSize * unit[k]));
            else if (boundary is not null) (field.Value[s], field.Size[s]) = (boundary[s], boundary[s]);
        }

        return field;
    }

    private void AddFirst(ref Sized sum, ChainDerivative derivative, double factor)
    {
        foreach (var (state, value) in derivative.RewardSpan) sum.Add(Weight(state) * value * factor, Weight(state) * Math.Abs(value * factor));
        AddRates(ref sum, derivative, values, factor);
        AddInitial(ref sum, derivative, values, factor);
    }

    private void AddRates(ref Sized sum, ChainDerivative derivative, Field field, double factor)
    {
        foreach (var d in derivative.RateSpan)
        {
            var weight = Weight(d.From) * factor;
            sum.Add(weight * d.Value * (field.Value[d.To] - field.Value[d.From]), weight * Math.Abs(d.Value) * (field.Size[d.To] + field.Size[d.From]));
        }
    }

    private static void AddInitial(ref Sized sum, ChainDerivative derivative, Field field, double factor)
    {
        foreach (var (state, value) in derivative.InitialSpan) sum.Add(factor * value * field.Value[state], Math.Abs(factor * value) * field.Size[state]);
    }

    private (double Value, double Error) Statement(Sized sum) => (sum.Value.Value, (error * sum.Size.Value) + (Rounding.Unit * Math.Abs(sum.Value.Value)));

    private sealed record Field(DoubleDouble[] Value, DoubleDouble[] Size);

    private struct Sized(DoubleDouble value, DoubleDouble size)
    {
        public DoubleDouble Value { get; private set; } = value;

        public DoubleDouble Size { get; private set; } = size;

        public void Add(DoubleDouble value, DoubleDouble size) => (Value, Size) = (Value + value, Size + size);
    }
}
