using System.Collections.Immutable;
using Reliability.Markov.Solvers.Absorption;
using Reliability.Markov.Solvers.Sensitivity;
using Reliability.Modeling.Decomposition;
using Reliability.Studies.Analytic;

namespace Reliability.Studies.Sensitivity;

/// <summary>
/// The change of a mean time until a condition first holds, to first order in the rates: of all parts that bring it about together, without a calendar, from one adjoint
/// solution for all parameters. Thread-safe.
/// </summary>
internal sealed class FirstPassageGradient
{
    private readonly FailureModule nominal;
    private readonly AbsorptionSensitivity adjoint;
    private readonly Func<ExploredModel, StructureFunction> condition;
    private readonly CancellationToken cancellation;

    private FirstPassageGradient(FailureModule nominal, AbsorptionSensitivity adjoint, Func<ExploredModel, StructureFunction> condition, CancellationToken cancellation) =>
        (this.nominal, this.adjoint, this.condition, this.cancellation) = (nominal, adjoint, condition, cancellation);

    /// <summary>The gradient at the nominal point; <c>null</c> where several parts bring the condition about each by itself, or the calendar takes a hand in it.</summary>
    public static FirstPassageGradient? Create(ExploredModel model, Func<ExploredModel, StructureFunction> condition, CancellationToken cancellation)
    {
        if (Module(model, condition, cancellation) is not { } module) return null;
        var ones = new double[module.Stops.Length];
        Array.Fill(ones, 1);
        return AbsorptionSensitivity.OfReward(module.Chain, module.Stops, ones, [.. module.Initial], AbsorptionOptions.Default, cancellation) is { } adjoint
            ? new FirstPassageGradient(module, adjoint, condition, cancellation)
            : null;
    }

    /// <summary>The first-order change at another point of the same structure, with a bound on its rounding; <c>null</c> when more than rates differ.</summary>
    public (double Change, double Error)? Change(ExploredModel to)
    {
        if (Module(to, condition, cancellation) is not { } other || !other.Stops.AsSpan().SequenceEqual(nominal.Stops) || !other.Initial.AsSpan().SequenceEqual(nominal.Initial.AsSpan())) return null;
        var (a, b) = (nominal.Chain.Rates, other.Chain.Rates);
        if (!a.RowStarts.SequenceEqual(b.RowStarts) || !a.Columns.SequenceEqual(b.Columns)) return null;
        var changes = ImmutableArray.CreateBuilder<RateDerivative>();
        for (var s = 0; s < a.Count; s++)
        {
            for (var k = a.RowStarts[s]; k < a.RowStarts[s + 1]; k++)
            {
                if (a[k] != b[k]) changes.Add(new RateDerivative(s, a.Columns[k], b[k] - a[k]));
            }
        }

        lock (adjoint)
        {
            var change = adjoint.First(new ChainDerivative(changes.ToImmutable()));
            return (change.Value, change.Error.Absolute);
        }
    }

    private static FailureModule? Module(ExploredModel model, Func<ExploredModel, StructureFunction> condition, CancellationToken cancellation) =>
        new FirstFailure(model.Spaces, model.Timeline, cancellation).OnlyModule(condition(model)) is { HasInstants: false } module ? module : null;
}
