using System.Collections.Immutable;
using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.Sensitivity;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Expressions;

namespace Reliability.Studies.Sensitivity;

/// <summary>
/// The change of a long-run measure to first order in the rates of all parts at once: the measure is linear in the law of each independent part, so that of each part
/// comes from its adjoint with the measure under "this part is in that state" as what a state earns, the others at their laws, which under a calendar is its mean over the period. Thread-safe.
/// </summary>
internal sealed class Gradient
{
    private readonly ExploredModel nominal;
    private readonly MeasureFunction measure;
    private readonly double[][] laws;
    private readonly double value;
    private readonly SteadyStateSensitivity?[] adjoints;
    private readonly bool[] covered;
    private readonly RateChanges[] changes;

    private Gradient(ExploredModel nominal, MeasureFunction measure, double[][] laws, double value, (SteadyStateSensitivity?[] Adjoints, bool[] Covered) solved, ExpressionCompiler compiler)
    {
        (this.nominal, this.measure, this.laws, this.value, (adjoints, covered)) = (nominal, measure, laws, value, solved);
        changes = [.. nominal.Spaces.Select(s => new RateChanges(s, compiler))];
    }

    /// <summary>The gradient at the nominal point; <c>null</c> for a measure that is no long-run mean. Parts that the calendar touches are not covered.</summary>
    public static Gradient? Create(ExploredModel nominal, MeasureFunction measure, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        if (measure.Solutions.IsEmpty || measure.OfLaws(nominal) is not { } of) return null;
        double[][] known = [.. measure.Solutions.Select(s => s.Start(0))];
        var solved = new SteadyStateSensitivity?[known.Length];
        var done = new bool[known.Length];
        for (var c = 0; c < known.Length; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (measure.GivenStates(c) is not { } earned) continue;
            // What every state earns alike does not change with the law.
            var least = earned.Min();
            for (var s = 0; s < earned.Length; s++) earned[s] -= least;
            done[c] = true;
            if (earned.All(e => e == 0)) continue;
            var space = nominal.Spaces[c];
            var classes = RecurrentClasses.Find(space.Count, i => [.. space.Chain.Row(i).ToArray().Select(t => t.Target)], space.Start.Select(s => s.State).Order());
            done[c] = classes.Count == 1 && (solved[c] = SteadyStateSensitivity.Create(space.Chain, classes[0], earned, null, cancellation)) is not null;
        }

        return done.Contains(true) ? new Gradient(nominal, measure, known, of(known), (solved, done), compiler) : null;
    }

    /// <summary>The first-order change when the parts become others, with a bound on its rounding; <c>null</c> when more than rates and probabilities of covered parts differ.</summary>
    public (double Change, double Error)? Change(Subject subject, ModelDecomposition to)
    {
        if (to.Components.Length != changes.Length) return null;
        var rates = new ImmutableArray<RateDerivative>[changes.Length];
        for (var c = 0; c < changes.Length; c++)
        {
            var same = ExploredModel.SameButName(nominal.Spaces[c].Model, to.Components[c]);
            if ((same ? [] : covered[c] ? changes[c].To(to.Components[c]) : null) is not { } found) return null;
            rates[c] = found;
        }

        return Sum(nominal.Become(subject, to), rates);
    }

    /// <summary>The first-order change at another point of the same structure.</summary>
    public (double Change, double Error)? Change(ExploredModel to)
    {
        for (var c = 0; c < covered.Length; c++)
        {
            if (!covered[c] && !ReferenceEquals(nominal.Spaces[c], to.Spaces[c])) return null;
        }

        return Sum(to, [.. nominal.Spaces.Zip(to.Spaces, RateChanges.Between)]);
    }

    private (double Change, double Error)? Sum(ExploredModel to, ImmutableArray<RateDerivative>[] rates)
    {
        var (sum, error) = (0.0, 0.0);
        for (var c = 0; c < adjoints.Length; c++)
        {
            if (adjoints[c] is not { } adjoint || rates[c].IsEmpty) continue;
            SolvedMeasure change;
            lock (adjoint) change = adjoint.First(new ChainDerivative(rates[c]));
            sum += change.Value;
            error += change.Error.Absolute;
        }

        if (measure.CountsAlike(nominal, to)) return (sum, error);
        // What states earn changes too.
        if (!nominal.Timeline.IsStationary) return null;
        var direct = measure.OfLaws(to)!(laws) - value;
        return (sum + direct, error + (direct == 0 ? 0 : 1e-15 * Math.Abs(value)));
    }
}
