namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// The mean of f in the long run within one set of states, with its error. After elimination the error of each probability is known. After an iteration nothing is
/// believed because it stopped changing: the adjoint equation is solved until either the proved bound of <see cref="AdjointCheck"/> suffices, or all of the following
/// hold: f + Q h varies a thousandth of what f does in every state, so that no error of the probabilities can hide from h, or an aggregation cycle shows that none
/// is hidden where it varies more; the value moved less than allowed when the mean variation was last halved; what is left of second order, taking probabilities
/// to be off as far as they have lately come, is less than allowed.
/// </summary>
internal sealed class ClassMean(ClassSolution solution, double[] f, LongRunOptions options)
{
    private const double Settled = 1e-3;
    private const int MaximumGroups = 400;
    private const int PatientGroups = 5;
    private const int SlowGroups = 8;
    private const int MoreSteps = 600;

    private double range;

    private string Merged => solution.Equal is { } equal ? $" over {equal.Count:N0} classes of equally likely states" : "";

    /// <summary>Finds the mean.</summary>
    public LongRunOutcome Find(CancellationToken cancellation)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in f)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        range = greatest - least;
        var name = LongRunOptions.NameOf(solution.Method) + Merged;
        if (range == 0) return Answer(least, ErrorKind.Rounding, 0, "the same value in every state", name);
        var mean = Sum(out var magnitude, out var variation);
        var best = double.PositiveInfinity;
        if (magnitude == 0)
        {
            // Where f is not zero, probabilities are smaller than numbers that are followed.
            return Answer(0, ErrorKind.Rounding, f.Length * ChainOperator.Least * Math.Max(greatest, -least), "smaller than the least number that is told from zero", name);
        }

        if (solution.IsEliminated && solution.Equal is null)
        {
            var error = (solution.Doubt.Share + (4 * AdjointCheck.Unit)) * magnitude;
            best = error / Math.Abs(mean);
            if (error <= options.Precision * Math.Abs(mean)) return Answer(mean, ErrorKind.Rounding, error, "elimination without subtraction: nothing but rounding, its bound sharpened by the residual, or by 31 digits, where that was needed", name);
        }

        return ByAdjoint(mean, variation, best, cancellation);
    }

    private LongRunOutcome ByAdjoint(double mean, double variation, double best, CancellationToken cancellation)
    {
        var adjoint = solution.AdjointOf(f, mean);
        var (before, variationBefore, moved) = (mean, variation, double.PositiveInfinity);
        var (slowSince, slowSpread, improved) = (0, double.PositiveInfinity, 0);
        for (var group = 0; group < MaximumGroups; group++)
        {
            var check = adjoint.Run(solution.X, solution.Doubt, cancellation);
            if (!double.IsFinite(check.Value) || !double.IsFinite(check.Spread)) return Refuse(best, "the adjoint solution left the range of numbers");
            var size = Math.Abs(check.Value);
            var allowed = options.Precision * size;
            if (check.Bound <= allowed && solution.Equal is null) return Answer(check.Value, ErrorKind.Bound, check.Bound, "the mean lies between the least and the greatest of f + Qh over all states", Name(adjoint));
            var second = (2 * check.Doubt) + check.Rounding;
            if (solution.Doubt.IsProved && second <= allowed && solution.Equal is null) return Answer(check.Value, ErrorKind.Bound, second, "elimination, its rounding weighted by an adjoint solution", Name(adjoint));
            if (check.Variation <= 0.5 * variationBefore)
            {
                moved = Math.Abs(check.Value - before);
                (before, variationBefore) = (check.Value, check.Variation);
            }

            var error = moved + second;
            if (!options.RequireBound && error <= allowed)
            {
                var hidden = check.Spread <= Settled * range ? 0 : Hidden(adjoint, check.Value, group, cancellation);
                if (double.IsFinite(hidden)) best = Math.Min(best, (error + hidden) / size);
                if (error + hidden <= allowed)
                    return Answer(check.Value, ErrorKind.Estimate, error + hidden, "residual weighted by an adjoint solution, and what is left of second order", Name(adjoint));
            }

            // Once relative values are settled, better probabilities are cheaper than better values.
            if (!options.RequireBound && !solution.IsEliminated && check.Spread <= 1e-3 * Settled * range && error > allowed && improved < 3)
            {
                solution.Improve(Math.Max(solution.Residual * 1e-2, 1e-16), MoreSteps, aggregate: false, cancellation);
                improved++;
            }

            // Slow progress is that of groups of states that are weakly coupled.
            if (check.Spread < 0.5 * slowSpread) (slowSpread, slowSince) = (check.Spread, group);
            if (group - slowSince < SlowGroups) continue;
            if (adjoint.UsesAggregation)
            {
                if (group - slowSince >= 4 * SlowGroups) break;
                continue;
            }

            slowSince = group;
            // Probabilities stay with the method that was asked for; only the statement of their error may take help.
            solution.Improve(solution.Residual * 0.1, MoreSteps, aggregate: options.Method is LongRunMethod.Automatic or LongRunMethod.Aggregation, cancellation);
            if (!adjoint.UseAggregation(solution.X, cancellation)) break;
        }

        return Refuse(best, "the adjoint equation was not solved well enough to tell the error");
    }

    // Where f + Qh still varies, states may hold more weight than the probabilities say only if weight can be hidden from sweeps, in groups that are weakly coupled
    // to the rest: then an aggregation cycle would move it.
    private double Hidden(AdjointIteration adjoint, double mean, int group, CancellationToken cancellation)
    {
        if (group < PatientGroups) return double.PositiveInfinity;
        return solution.Regrouped(cancellation) is { } other ? 2 * adjoint.DoubtOf(solution.X, other, mean) : double.PositiveInfinity;
    }

    private string Name(AdjointIteration adjoint) =>
        LongRunOptions.NameOf(solution.Method) + Merged + ", adjoint by " + (adjoint.UsesAggregation ? "aggregation" : "krylov");

    private double Sum(out double magnitude, out double variation)
    {
        var x = solution.X;
        var (sum, total, absolute) = (default(CompensatedSum), default(CompensatedSum), default(CompensatedSum));
        for (var i = 0; i < x.Length; i++)
        {
            sum.Add(x[i] * f[i]);
            absolute.Add(x[i] * Math.Abs(f[i]));
            total.Add(x[i]);
        }

        magnitude = absolute.Total / total.Total;
        var mean = sum.Total / total.Total;
        variation = 0;
        for (var i = 0; i < x.Length; i++) variation += x[i] * Math.Abs(f[i] - mean);
        variation /= total.Total;
        return mean;
    }

    private static LongRunOutcome Answer(double value, ErrorKind kind, double error, string source, string method) =>
        new(new SolvedMeasure(value, new ErrorStatement(kind, error, source), method), value == 0 ? 0 : error / Math.Abs(value), source);

    private LongRunOutcome Refuse(double reached, string why) =>
        new(null, reached, $"{why}; {LongRunOptions.NameOf(solution.Method)} over {f.Length} states after {solution.Steps} steps, residual {solution.Residual:E1}");
}
