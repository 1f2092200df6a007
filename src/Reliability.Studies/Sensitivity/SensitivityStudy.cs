using System.Collections.Immutable;
using System.Globalization;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;

namespace Reliability.Studies.Sensitivity;

/// <summary>
/// Derivatives and elasticities of a measure in every parameter. The model is written anew for values beside the nominal one. A long-run mean or a mean time until
/// a first failure without a calendar is differentiated by the adjoint: one solution a part, and differences only of the rates, which are simple functions, so that even a tiny derivative keeps ten digits.
/// Everything else by differences of the measure itself. All with an estimate of the error, and no digits beyond it.
/// </summary>
public sealed class SensitivityStudy
{
    // Rounding of sums over states; what a calendar adds shows between the two step sizes.
    private const double MeasureRounding = 4e-15;

    private readonly IParametricModel model;
    private readonly SensitivityOptions options;
    private readonly ExpressionCompiler compiler = new();
    private readonly CancellationToken cancellation;

    private SensitivityStudy(IParametricModel model, SensitivityOptions options, CancellationToken cancellation) => (this.model, this.options, this.cancellation) = (model, options, cancellation);

    /// <summary>The measures whose sensitivity can be had; <c>expected-NAME</c> for a reward besides.</summary>
    public static ImmutableArray<string> Measures => MeasureFunction.Names;

    /// <summary>Studies every subject of a model, the parameters of each at the same time.</summary>
    /// <param name="model">The model as a function of its parameters.</param>
    /// <param name="options">What to look at.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A parameter is named that the model does not have.</exception>
    public static ImmutableArray<SensitivityResult> Run(IParametricModel model, SensitivityOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        var study = new SensitivityStudy(model, options, cancellation);
        var shares = new double[model.Nominal.Length];
        return [.. Enumerable.Range(0, model.Nominal.Length).Select(i => study.Of(i, progress is null ? null : new ShareOfAll(shares, i, progress)))];
    }

    private SensitivityResult Of(int index, IProgress<double>? progress)
    {
        var subject = model.Nominal[index];
        var measure = new MeasureFunction(options, compiler, cancellation);
        var result = new SensitivityResult(subject, options.Measure, measure.At, double.NaN, measure.Unit, []) { IsApproximate = options.WindowStages is not null && !(subject.Model.IsMarkovian && subject.Model.Calendar.Count == 0) };
        var (nominal, problem, limit) = ExploredModel.Explore(subject, options, compiler, null, cancellation);
        if (nominal is null) return result with { Diagnostics = [problem!], LimitReached = limit };
        var (value, refusal) = measure.Nominal(nominal);
        if (refusal is not null) return result with { Diagnostics = [new Diagnostic(Severity.Error, $"'{subject.Name}' has no {options.Measure}: {refusal}", null, null)] };
        var gradient = options.ByDifferences ? null : Gradient.Create(nominal, measure, compiler, cancellation);
        var passage = options.ByDifferences || measure.FirstPassage is not { } condition ? null : FirstPassageGradient.Create(nominal, condition, cancellation);
        var parameters = Chosen();
        var done = 0;
        var found = DedicatedThreads.Select(parameters.Length, options.Threads > 0 ? options.Threads : Environment.ProcessorCount, i =>
        {
            cancellation.ThrowIfCancellationRequested();
            var sensitivity = Of(index, parameters[i], nominal, measure, value, gradient, passage);
            progress?.Report(Interlocked.Increment(ref done) / (double)parameters.Length);
            return sensitivity;
        });
        return result with
        {
            Value = value,
            Sensitivities = [.. found.OrderBy(s => s.Derivative is null).ThenByDescending(s => Math.Abs(s.Elasticity ?? 0)).ThenByDescending(s => Math.Abs(s.Derivative ?? 0)).ThenBy(s => s.Parameter.Name, StringComparer.Ordinal)],
        };
    }

    private ModelParameter[] Chosen()
    {
        string[] asked = [.. options.Parameters.Concat(options.Second).Distinct(StringComparer.Ordinal)];
        if (options.Parameters.IsEmpty) return [.. model.Parameters.Where(p => !p.IsDerived || asked.Contains(p.Name, StringComparer.Ordinal))];
        return [.. asked.Select(name => model.Parameters.FirstOrDefault(p => p.Name == name) ?? throw new ArgumentException($"The model has no parameter '{name}'."))];
    }

    private ParameterSensitivity Of(int index, ModelParameter parameter, ExploredModel nominal, MeasureFunction measure, double value, Gradient? gradient, FirstPassageGradient? passage)
    {
        var (steps, refusal) = ParameterSteps.Find(model, parameter, index, few: !nominal.Timeline.IsStationary);
        if (steps is null) return new ParameterSensitivity(parameter) { Remark = refusal };
        var second = options.Second.Contains(parameter.Name, StringComparer.Ordinal);
        var function = gradient is null ? null : Linearised(steps, k => gradient.Change(steps.Subjects[k], ExploredModel.Decompose(steps.Subjects[k], options)), value);
        var (same, method) = (true, "adjoint");
        SampledFunction? direct = null;
        if (function is null || second)
        {
            var (points, problem) = Explored(steps, nominal);
            if (points is null) return new ParameterSensitivity(parameter) { Remark = problem };
            same = points.Values.All(p => p.HasStructureOf(nominal));
            if (passage is not null && same) function = Linearised(steps, k => passage.Change(points[k]), value);
            if (gradient is not null && same) function ??= Linearised(steps, k => gradient.Change(points[k]), value);
            if (function is null || second)
            {
                (direct, problem) = Sampled(steps, points, measure, value);
                if (direct is null) return new ParameterSensitivity(parameter) { Remark = problem };
                if (function is null) (function, method) = (direct, "differences");
            }
        }

        if (!function.IsContinuous) return new ParameterSensitivity(parameter) { Remark = same ? "the measure jumps here" : "the structure of the chain depends on it: the measure jumps" };
        if (function.Kink() is var (up, down))
        {
            var remark = same ? "the measure has a kink here" : "the structure of the chain depends on it";
            return new ParameterSensitivity(parameter) { Remark = string.Create(CultureInfo.InvariantCulture, $"{remark}: elasticity {QuantityText.Number(up * parameter.Value / value)} upward, {QuantityText.Number(down * parameter.Value / value)} downward") };
        }

        var first = function.First;
        var result = new ParameterSensitivity(parameter)
        {
            Derivative = SupportedDigits.Of(first.Value, first.Error),
            Error = first.Error,
            Elasticity = value == 0 ? null : SupportedDigits.Of(first.Value * parameter.Value / value, first.Error * Math.Abs(parameter.Value / value)),
            Method = method,
            Remark = steps.Side == 0 || first is { Value: 0, Error: 0 } ? null : steps.Side > 0 ? "upward only" : "downward only",
        };
        if (!second) return result;
        var twice = direct!.Second;
        return result with
        {
            SecondDerivative = SupportedDigits.Of(twice.Value, twice.Error),
            SecondError = twice.Error,
            SecondElasticity = value == 0 ? null : SupportedDigits.Of(twice.Value * parameter.Value * parameter.Value / value, twice.Error * parameter.Value * parameter.Value / Math.Abs(value)),
        };
    }

    private (Dictionary<int, ExploredModel>? Points, string? Problem) Explored(ParameterSteps steps, ExploredModel nominal)
    {
        var points = new Dictionary<int, ExploredModel>();
        foreach (var (k, subject) in steps.Subjects)
        {
            var (explored, problem, _) = ExploredModel.Explore(subject, options, compiler, nominal, cancellation);
            if (explored is null) return (null, "no answer beside it: " + problem!.Message);
            // Phases that no longer repeat would take for ever, and are another question.
            if (explored.Timeline.Lengths.Length > 2 * nominal.Timeline.Lengths.Length) return (null, "the periods of the calendar no longer fit each other beside it: change them together, by a named parameter that all use");
            points[k] = explored;
        }

        return (points, null);
    }

    private static (SampledFunction? Function, string? Problem) Sampled(ParameterSteps steps, Dictionary<int, ExploredModel> points, MeasureFunction measure, double value)
    {
        var values = new Dictionary<int, double> { [0] = value };
        foreach (var (k, point) in points)
        {
            (values[k], var problem) = measure.Value(point);
            if (problem is not null) return (null, "no answer beside it: " + problem);
        }

        return (new SampledFunction(values, steps.Step, steps.Side, Math.Abs(value), MeasureRounding * Math.Abs(value)), null);
    }

    // The measure to first order in the rates has the same derivative, and none of the measure's own size to lose digits to.
    private static SampledFunction? Linearised(ParameterSteps steps, Func<int, (double Change, double Error)?> change, double value)
    {
        var values = new Dictionary<int, double> { [0] = 0 };
        var noise = 0.0;
        foreach (var k in steps.Subjects.Keys)
        {
            if (change(k) is not var (at, error)) return null;
            values[k] = at;
            noise = Math.Max(noise, error);
        }

        return new SampledFunction(values, steps.Step, steps.Side, Math.Abs(value), noise);
    }
}
