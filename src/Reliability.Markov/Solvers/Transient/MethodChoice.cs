using System.Globalization;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// Chooses between uniformization, whose cost and rounding grow with the fastest rate times the horizon, and shift-invert, whose cost is that of an elimination
/// and some two hundred solves; both costs are known beforehand. What is not known is whether the chain settles long before the horizon (<see cref="EarlyEnd"/>), so
/// that uniformization is tried first, for a share of the cost of shift-invert, and given up when its progress says that it would not do. Where the series of shift-invert do not converge at reasonable cost it falls back.
/// </summary>
internal sealed class MethodChoice(TransientRequest request, TransientOptions options)
{
    private const double LeastLogTail = -700;
    private const double GreatestMean = 1e12;
    private const double Cheap = 3e8;
    private const double SolvesPerStretch = 220;

    // What uniformization may cost beside shift-invert where it may find nothing; where the chain is not reversible, shift-invert costs several times what is predicted.
    private const double ShareForTrial = 0.25;
    private const double ShareForTrialBesideRamps = 10;

    // Windows so wide that hardly anything is left out take little where the end comes before them.
    private const double WideWindows = 1e6;

    // From either side a functional has the same value; where nothing is lost more can be proved from that of the rewards.
    private readonly TransientRequest turned = request is { Forward: true, Functionals.Length: 1 } && Array.TrueForAll(request.Generator.Outward, o => o == 0) ? request.Turned(0) : request;

    /// <summary>Solves; or says why not.</summary>
    public (TransientOutcome? Outcome, string? Refusal) Solve(CancellationToken cancellation)
    {
        var generator = request.Generator;
        var horizon = request.Times[^1];
        var logTail = Math.Clamp(Math.Log(options.Precision) + Math.Log(options.Floor) - 3, LeastLogTail, Math.Log(1e-30));
        var mean = UniformizationRun.Rate(generator, horizon) * horizon;
        var steps = mean + (12 * Math.Sqrt(mean)) + 20;
        var entries = generator.Rates.EntryCount;
        var uniform = steps * (entries + (2.0 * generator.Count)) + (request.Times.Length * Math.Min(steps, 24 * Math.Sqrt(mean)) * request.Width);
        var precise = steps * UniformizationRun.RoundingPerStep(turned) <= options.Precision;
        if (options.Method == TransientMethod.Uniformization || (options.Method == TransientMethod.Auto && uniform <= Cheap && precise))
        {
            return Uniformize(uniform, mean, logTail, "", cancellation);
        }

        var cost = ShiftInvertCost.Plan(generator, options, cancellation);
        var stretches = Math.Min(request.Times.Length, 1 + Math.Log2(horizon / Math.Max(request.Times.First(t => t > 0 || t == horizon), double.Epsilon)));
        var inverse = cost is null ? double.PositiveInfinity : stretches * (cost.Factor + (SolvesPerStretch * cost.Solve));
        var forced = options.Method == TransientMethod.ShiftInvert;
        var reason = "";
        var inverts = cost is not null && inverse <= options.MaximumOperations && (forced || !precise || inverse < uniform);
        // Where uniformization is taken in any case it sees an early end by itself.
        var tries = !forced && mean <= GreatestMean && (inverts || uniform > options.MaximumOperations);
        if (tries && Try(inverse, entries + (2.0 * generator.Count), logTail, cancellation) is { } soon) return (soon, null);
        if (inverts)
        {
            var limit = forced || uniform > options.MaximumOperations ? options.MaximumOperations : Math.Min(options.MaximumOperations, (uniform / 2) + (4 * inverse));
            if (ShiftInvertRun.Solve(request, cost!, options, limit, cancellation) is { } outcome)
            {
                return (outcome with { Method = $"{outcome.Method}; uniformization would take {Count(mean)} steps" }, null);
            }

            reason = "shift-invert would take too many steps, as where states are passed in a circle";
        }
        else
        {
            reason = cost is null ? "elimination would fill more memory or take more operations than allowed" : $"shift-invert would take {Count(inverse)} operations";
        }

        return forced ? (null, $"{reason}; allow uniformization, or more operations than {Count(options.MaximumOperations)}.") : Uniformize(uniform, mean, logTail, reason, cancellation);
    }

    // Many chains settle long before the horizon.
    private TransientOutcome? Try(double inverse, double perStep, double logTail, CancellationToken cancellation)
    {
        var share = Reversibility.Holds(request.Generator) ? ShareForTrial : ShareForTrialBesideRamps;
        var maximum = Math.Min(share * inverse, options.MaximumOperations) / perStep;
        var limits = new UniformizationLimits(options.Precision / 10) { MaximumSteps = (long)Math.Min(maximum, long.MaxValue / 2), Precision = options.Precision };
        var wide = request.Times.Length * Math.Sqrt(UniformizationRun.Rate(request.Generator, request.Times[^1]) * request.Times[^1]) <= WideWindows;
        return UniformizationRun.Solve(turned, wide ? LeastLogTail : logTail, limits, cancellation);
    }

    private (TransientOutcome? Outcome, string? Refusal) Uniformize(double operations, double mean, double logTail, string reason, CancellationToken cancellation)
    {
        if (operations > options.MaximumOperations || mean > GreatestMean)
        {
            var other = reason.Length == 0 ? "" : $", and {reason}";
            return (null, $"Uniformization would take {Count(mean)} steps and {Count(operations)} operations{other}. Shorten the horizon, or leave out fast states; {Count(options.MaximumOperations)} operations are allowed.");
        }

        var outcome = UniformizationRun.Solve(turned, logTail, new UniformizationLimits(options.Precision / 10), cancellation)!;
        return (reason.Length == 0 ? outcome : outcome with { Method = $"{outcome.Method}; {reason}" }, null);
    }

    private static string Count(double number) => number.ToString("0.#e+0", CultureInfo.InvariantCulture);
}
