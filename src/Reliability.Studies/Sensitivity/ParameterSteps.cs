using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Quantities;

namespace Reliability.Studies.Sensitivity;

/// <summary>
/// The points at which a parameter is sampled. The step is a power of two of at most 1/256 of the value (1/512 where few points must do), so that all points are numbers without rounding; before a bound such as
/// probability 1 it is at most 1/64 of the distance. Where the model refuses one side the other is sampled alone.
/// </summary>
/// <param name="Step">The step in base units.</param>
/// <param name="Side">0 for both sides, else the sign of the side.</param>
/// <param name="Subjects">The subjects by multiples of the step.</param>
internal sealed record ParameterSteps(double Step, int Side, Dictionary<int, Subject> Subjects)
{
    private const double Share = 1 / 256.0;
    private const double ShareOfFew = 1 / 512.0;
    private const double ShareOfDistance = 1 / 64.0;

    /// <summary>Finds points that the model takes; otherwise says why there are none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="subject">Which of its subjects.</param>
    /// <param name="few">Whether the measure takes long, so that fewer points must do.</param>
    public static (ParameterSteps? Steps, string? Problem) Find(IParametricModel model, ModelParameter parameter, int subject, bool few)
    {
        var diagnostics = new DiagnosticBag();
        var value = parameter.Value;
        if (value == 0) return Zero(parameter.Dimension) is { } first && Try(1, first) is { } above ? (above, null) : (null, Refusal(diagnostics));
        var share = few ? ShareOfFew : Share;
        var step = PowerOfTwo(Math.Abs(value) * share);
        if (Try(0, step) is { } both) return (both, null);
        // Most often the bound is that of a probability.
        if (value is > 0 and < 1 && value + (6 * step) > 1 && Try(0, PowerOfTwo(Math.Min(value * share, (1 - value) * ShareOfDistance))) is { } closer) return (closer, null);
        foreach (var side in (int[])[-Math.Sign(value), Math.Sign(value)])
        {
            if (Try(side, step) is { } one) return (one, null);
        }

        return (null, Refusal(diagnostics));

        ParameterSteps? Try(int side, double width)
        {
            var subjects = new Dictionary<int, Subject>();
            foreach (var k in side == 0 ? (few ? SampledFunction.FewPoints : SampledFunction.BothSides).OrderByDescending(Math.Abs) : SampledFunction.OneSide.Select(o => side * o))
            {
                var problems = new DiagnosticBag();
                var at = model.At(parameter, value + (k * width), problems);
                if (problems.HasErrors || at.Length <= subject)
                {
                    diagnostics.AddRange(problems.ToImmutable());
                    return null;
                }

                subjects[k] = at[subject];
            }

            return new ParameterSteps(width, side, subjects);
        }
    }

    // Seconds, thousandths and the like: small beside anything usual, far from rounding.
    private static double? Zero(Dimension dimension) => (dimension.Time, dimension.Size) switch
    {
        (0, 0) => 1 / 1024.0,
        (1, 0) => 1 / 4096.0,
        (-1, 0) => Math.ScaleB(1, -24),
        (0, -1) => Math.ScaleB(1, -60),
        _ => null,
    };

    private static double PowerOfTwo(double atMost) => Math.ScaleB(1, Math.ILogB(atMost));

    private static string Refusal(DiagnosticBag diagnostics) => diagnostics.ToImmutable().FirstOrDefault(d => d.Severity == Severity.Error) is { } first ? "the model takes no value beside it: " + first.Message : "the model takes no value beside it";
}
