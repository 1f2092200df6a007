using System.Collections.Immutable;
using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.Sensitivity;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;
using Reliability.Modeling.Expressions;

namespace Reliability.Studies.Sensitivity;

/// <summary>
/// The change of a long-run measure to first order in the rates of all parts at once: the measure is linear in the law of each independent part, so that of each part
/// comes from its adjoint with the measure under "this part is in that state" as what a state earns, the others at their laws. Thread-safe.
/// </summary>
internal sealed class Gradient
{
    private readonly ExploredModel nominal;
    private readonly MeasureFunction measure;
    private readonly double[][] laws;
    private readonly double value;
    private readonly SteadyStateSensitivity?[] adjoints;
    private readonly RateChanges[] changes;

    private Gradient(ExploredModel nominal, MeasureFunction measure, double[][] laws, double value, SteadyStateSensitivity?[] adjoints, ExpressionCompiler compiler)
    {
        (this.nominal, this.measure, this.laws, this.value, this.adjoints) = (nominal, measure, laws, value, adjoints);
        changes = [.. nominal.Spaces.Select(s => new RateChanges(s, compiler))];
    }

    /// <summary>The gradient at the nominal point; <c>null</c> for a measure that is no long-run mean, under a calendar, or where a part cannot be eliminated.</summary>
    public static Gradient? Create(ExploredModel nominal, MeasureFunction measure, ExpressionCompiler compiler, CancellationToken cancellation)
    {
        if (!nominal.Timeline.IsStationary || measure.Solutions.IsEmpty || measure.OfLaws(nominal) is not { } of) return null;
        double[][] known = [.. measure.Solutions.Select(s => s.Start(0))];
        var solved = new SteadyStateSensitivity?[known.Length];
        for (var c = 0; c < known.Length; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[][] given = [.. known];
            var at = given[c] = new double[known[c].Length];
            var earned = new double[at.Length];
            for (var s = 0; s < at.Length; s++)
            {
                at[s] = 1;
                earned[s] = of(given);
                at[s] = 0;
            }

            // What every state earns alike does not change with the law.
            var least = earned.Min();
            for (var s = 0; s < earned.Length; s++) earned[s] -= least;
            if (earned.All(e => e == 0)) continue;
            var space = nominal.Spaces[c];
            var classes = RecurrentClasses.Find(space.Count, i => [.. space.Chain.Row(i).ToArray().Select(t => t.Target)], space.Start.Select(s => s.State).Order());
            if (classes.Count != 1 || SteadyStateSensitivity.Create(space.Chain, classes[0], earned, null, cancellation) is not { } adjoint) return null;
            solved[c] = adjoint;
        }

        return new Gradient(nominal, measure, known, of(known), solved, compiler);
    }

    /// <summary>The first-order change when the parts become others, with a bound on its rounding; <c>null</c> when more than rates and probabilities differ.</summary>
    public (double Change, double Error)? Change(Subject subject, ModelDecomposition to)
    {
        if (to.Components.Length != changes.Length) return null;
        var rates = new ImmutableArray<RateDerivative>[changes.Length];
        for (var c = 0; c < changes.Length; c++)
        {
            if (changes[c].To(to.Components[c]) is not { } found) return null;
            rates[c] = found;
        }

        return Sum(nominal.Become(subject, to), rates);
    }

    /// <summary>The first-order change at another point of the same structure.</summary>
    public (double Change, double Error) Change(ExploredModel to) => Sum(to, [.. nominal.Spaces.Zip(to.Spaces, RateChanges.Between)]);

    private (double Change, double Error) Sum(ExploredModel to, ImmutableArray<RateDerivative>[] rates)
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

        if (to.Subject.Up == nominal.Subject.Up && to.Subject.Rewards.SequenceEqual(nominal.Subject.Rewards)) return (sum, error);
        // What states earn changes too.
        var direct = measure.OfLaws(to)!(laws) - value;
        return (sum + direct, error + (direct == 0 ? 0 : 1e-15 * Math.Abs(value)));
    }
}
