using System.Globalization;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// Transients whose cost does not grow with the stiffness: e^{Aτ} is a function of S = σ(σI - A)^{-1}, the law at an exponential time, expanded in Chebyshev
/// polynomials of S (<see cref="ChebyshevCoefficients"/>; rational approximation with one repeated real pole, van den Eshof and Hochbruck 2006). One
/// factorization without subtraction serves all steps and all times of a stretch. Every time is reached in at least three steps: the first ones damp the fast
/// modes, so that small entries keep their relative accuracy too. Everything is computed twice, the second time by steps half as long again, hence with other
/// poles relative to the step; the difference is what the error statement says.
/// </summary>
internal sealed class ShiftInvertRun
{
    private const double SingleNu = 24;
    private const double LeastNu = 16;
    private const int LeastSteps = 3;
    private const int MaximumRefinements = 3;
    private const int TermsPerStep = 42;

    private readonly TransientRequest request;
    private readonly ShiftInvertCost cost;
    private readonly double maximumOperations;
    private readonly TransientOptions options;
    private readonly CancellationToken cancellation;
    private readonly ShiftInvertLane fine;
    private readonly ShiftInvertLane check;
    private double longest = double.PositiveInfinity;
    private double spent;
    private long factorizations;
    private long solves;

    private ShiftInvertRun(TransientRequest request, ShiftInvertCost cost, TransientOptions options, double maximumOperations, CancellationToken cancellation)
    {
        (this.request, this.cost, this.options, this.maximumOperations, this.cancellation) = (request, cost, options, maximumOperations, cancellation);
        (fine, check) = (new ShiftInvertLane(request, 1), new ShiftInvertLane(request, 1.5));
    }

    /// <summary>Solves, or gives up when that would cost more than allowed.</summary>
    /// <param name="request">What is wanted; at least one time.</param>
    /// <param name="cost">What a factorization and a solve cost.</param>
    /// <param name="options">The precision asked for.</param>
    /// <param name="maximumOperations">When to give up.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TransientOutcome? Solve(TransientRequest request, ShiftInvertCost cost, TransientOptions options, double maximumOperations, CancellationToken cancellation)
    {
        var run = new ShiftInvertRun(request, cost, options, maximumOperations, cancellation);
        return run.Run() ? run.Outcome() : null;
    }

    private bool Run()
    {
        var times = request.Times;
        var next = 0;
        for (; next < times.Length && times[next] == 0; next++)
        {
            fine.AtZero(next);
            check.AtZero(next);
        }

        while (next < times.Length)
        {
            if (Stretch(next) is not { } after) return false;
            next = after;
            longest *= 2;
        }

        return true;
    }

    // One factorization: from the bases of the lanes to the first time that is wanted, and on to those that the last step still reaches.
    private int? Stretch(int next)
    {
        var (from, checkFrom) = (fine.Save(), check.Save());
        for (var refinements = 0; ;)
        {
            var distance = request.Times[next] - fine.Base;
            var step = Math.Min(distance / LeastSteps, longest);
            var single = next + 1 == request.Times.Length || request.Times[next + 1] - request.Times[next] > step * (ShiftInvertLane.GreatestNu / LeastNu);
            var sigma = (single ? SingleNu : LeastNu) / step;
            spent += cost.Factor;
            if (spent + (2 * TermsPerStep * cost.Solve * (distance / step)) > maximumOperations) return null;
            var series = new ChebyshevSeries(cost.Factorize(sigma, cancellation), request);
            factorizations++;
            var end = fine.March(series, next, step, sigma, null, cancellation);
            if (end is not null) end = check.March(series, next, step, sigma, end, cancellation);
            solves += series.Solves;
            spent += series.Solves * cost.Solve;
            if (end is { } after && (refinements++ == MaximumRefinements || IsPrecise(next, after))) return after;
            longest = step / 2;
            fine.Restore(from);
            check.Restore(checkFrom);
        }
    }

    private bool IsPrecise(int next, int end)
    {
        for (var r = next; r < end; r++)
        {
            if (request.Values && !IsPrecise(fine.Values[r], check.Values[r], options.Floor * request.Ceiling(false, request.Times[r]))) return false;
            if (request.Integrals && !IsPrecise(fine.Integrals[r], check.Integrals[r], options.Floor * request.Ceiling(true, request.Times[r]))) return false;
        }

        return true;
    }

    private bool IsPrecise(double[] x, double[] y, double floor)
    {
        for (var i = 0; i < x.Length; i++)
        {
            if (Math.Abs(x[i] - y[i]) > options.Precision * Math.Max(x[i], floor)) return false;
        }

        return true;
    }

    private TransientOutcome Outcome() => new()
    {
        Values = fine.Values,
        Integrals = fine.Integrals,
        ValueDifferences = Differences(fine.Values, check.Values),
        IntegralDifferences = Differences(fine.Integrals, check.Integrals),
        Relative = 5e-14,
        Kind = ErrorKind.Estimate,
        Source = "the difference from a second computation by longer steps with another pole, and rounding; the terms of both series fell below 2e-14",
        Method = string.Create(CultureInfo.InvariantCulture, $"shift-invert, {factorizations} factorizations and {solves} solves"),
    };

    private static double[][] Differences(double[][] x, double[][] y)
    {
        for (var r = 0; r < x.Length; r++)
        {
            for (var i = 0; i < x[r].Length; i++) y[r][i] = Math.Abs(x[r][i] - y[r][i]);
        }

        return y;
    }
}
