using System.Collections.Immutable;
using Reliability.Studies.Analytic;

namespace Reliability.Studies.Sensitivity;

/// <summary>
/// The change of a long-run measure to first order in the rates of all parts at once: the measure is linear in the law of each independent part, so that of each part
/// comes from its adjoint with the measure under "this part is in that state" as what a state counts, the others at their laws.
/// </summary>
internal sealed class Gradient
{
    private readonly ExploredModel nominal;
    private readonly MeasureFunction measure;
    private readonly double[][] laws;
    private readonly double value;
    private readonly StationaryAdjoint?[] adjoints;

    private Gradient(ExploredModel nominal, MeasureFunction measure, double[][] laws, double value, StationaryAdjoint?[] adjoints) =>
        (this.nominal, this.measure, this.laws, this.value, this.adjoints) = (nominal, measure, laws, value, adjoints);

    /// <summary>The gradient at the nominal point; <c>null</c> for a measure that is no long-run mean, under a calendar, or where a part cannot be eliminated.</summary>
    public static Gradient? Create(ExploredModel nominal, MeasureFunction measure, ImmutableArray<ComponentSolution> solutions, CancellationToken cancellation)
    {
        if (!nominal.Timeline.IsStationary || solutions.IsEmpty || measure.OfLaws(nominal) is not { } of) return null;
        double[][] known = [.. solutions.Select(s => s.Start(0))];
        var solved = new StationaryAdjoint?[known.Length];
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

            if (earned.All(e => e == earned[0])) continue;
            if (StationaryAdjoint.Solve(nominal.Spaces[c], known[c], earned) is not { } adjoint) return null;
            solved[c] = adjoint;
        }

        return new Gradient(nominal, measure, known, of(known), solved);
    }

    /// <summary>The first-order change at another point of the same structure, what states count included, and the size of its terms.</summary>
    public (double Change, double Size) Change(ExploredModel to)
    {
        var (sum, size) = (0.0, 0.0);
        for (var c = 0; c < adjoints.Length; c++)
        {
            if (adjoints[c]?.Change(to.Spaces[c]) is not var (change, terms)) continue;
            sum += change;
            size += terms;
        }

        if (to.Subject.Up == nominal.Subject.Up && to.Subject.Rewards.SequenceEqual(nominal.Subject.Rewards)) return (sum, size);
        var direct = measure.OfLaws(to)!(laws) - value;
        return (sum + direct, size + (direct == 0 ? 0 : Math.Abs(value)));
    }
}
