using System.Globalization;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// Transients whose cost does not grow with the stiffness: e^{Aτ} is a function of S = σ(σI - A)^{-1}, the law at an exponential time, expanded in Chebyshev
/// polynomials of S (<see cref="ChebyshevCoefficients"/>; rational approximation with one repeated real pole, van den Eshof and Hochbruck 2006). One
/// factorization without subtraction serves all steps and all times of a stretch. Every time is reached in at least three steps: the first ones damp the fast
/// modes, so that small entries keep their relative accuracy too. Everything is computed twice, the second time by steps half as long again, hence with other
/// poles relative to the step; the difference is what the error statement says.
/// </summary>
/// <remarks>
/// A mode that hardly decays but turns many times during a step, as of a long circle of states, would be taken for dead by both. Where the generator is reversible
/// there is none. Else a mode of n states with frequency ω decays at least at the rate ω tan(π/n) (<see cref="Reversibility"/>), and the second computation
/// begins with steps so short that every mode which could be left at the end shows in the terms of the series, and makes them tenfold from there.
/// </remarks>
internal sealed class ShiftInvertRun
{
    private const int Steps = 3;
    private const int CheckSteps = 2;
    private const int MaximumRefinements = 3;

    // Modes up to 7 ν / step are seen, and those left at the end have ω < 33 n / (π t): a first step of 48 / n of one of three would do; half of it is taken.
    private const double FirstStepTimesStates = 24;

    private readonly TransientRequest request;
    private readonly TransientOptions options;
    private readonly ShiftInvertWork work;
    private readonly ShiftInvertLane fine;
    private readonly ShiftInvertLane check;

    private ShiftInvertRun(TransientRequest request, TransientOptions options, ShiftInvertWork work)
    {
        (this.request, this.options, this.work) = (request, options, work);
        (fine, check) = (new ShiftInvertLane(request, work, Steps), new ShiftInvertLane(request, work, CheckSteps));
        check.GrowsFromShortSteps = !Reversibility.Holds(request.Generator);
    }

    /// <summary>Solves, or gives up when that would cost more than allowed.</summary>
    /// <param name="request">What is wanted; at least one time.</param>
    /// <param name="cost">What a factorization and a solve cost.</param>
    /// <param name="options">The precision asked for.</param>
    /// <param name="maximumOperations">When to give up.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TransientOutcome? Solve(TransientRequest request, ShiftInvertCost cost, TransientOptions options, double maximumOperations, CancellationToken cancellation)
    {
        var run = new ShiftInvertRun(request, options, new ShiftInvertWork(request, cost, maximumOperations, cancellation));
        return run.Run() ? run.Outcome() : null;
    }

    private bool Run()
    {
        var next = 0;
        for (; next < request.Times.Length && request.Times[next] == 0; next++)
        {
            fine.AtZero(next);
            check.AtZero(next);
        }

        while (next < request.Times.Length)
        {
            if (Stretch(next) is not { } after) return false;
            next = after;
        }

        return true;
    }

    // From where the lanes stand to the first time that is wanted, and on to those that the last step still reaches.
    private int? Stretch(int next)
    {
        if (check.GrowsFromShortSteps && double.IsInfinity(check.Longest)) check.Longest = fine.StepTo(request.Times[next]) * FirstStepTimesStates / request.Generator.Count;
        var (from, checkFrom) = (fine.Save(), check.Save());
        int? end = null;
        for (var refinements = 0; ;)
        {
            var step = fine.StepTo(request.Times[next]);
            var after = fine.Find(next, end, null);
            if (after is null) return null;
            if (check.Find(next, after, fine.Sigma) is null)
            {
                if (work.IsExhausted || end is not null) return null;
                end = next + 1;
            }
            else
            {
                if (refinements == MaximumRefinements || IsPrecise(next, after.Value)) return after;
                refinements++;
                from.Longest = Math.Min(from.Longest, step / Math.Pow(2, refinements));
                checkFrom.Longest = Math.Min(checkFrom.Longest, from.Longest * 1.4);
            }

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
        Relative = 1e-13,
        Kind = ErrorKind.Estimate,
        Source = "the difference from a second computation by other steps and poles, and rounding; the terms of both series fell below 2e-17",
        Method = string.Create(CultureInfo.InvariantCulture, $"shift-invert, {work.Factorizations} factorizations and {work.Solves} solves"),
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
