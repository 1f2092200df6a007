using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.LongRun;

/// <summary>
/// The long run of a chain. Means are asked of it one by one, each with the statement of its own error; work done for one serves the next. Not thread-safe.
/// </summary>
public sealed class LongRunSolution
{
    private readonly SparseRates rates;
    private readonly RecurrentSets sets;
    private readonly TransientSystem? transients;
    private readonly LongRunOptions options;

    internal LongRunSolution(SparseRates rates, RecurrentSets sets, LongRunClass[] classes, TransientSystem? transients, LongRunOptions options) =>
        (this.rates, this.sets, Classes, this.transients, this.options) = (rates, sets, classes, transients, options);

    /// <summary>The sets of states that are never left.</summary>
    public IReadOnlyList<LongRunClass> Classes { get; }

    /// <summary>True when the distribution within every set was found; what its numbers are worth is told by each mean.</summary>
    public bool Converged => Problem is null;

    /// <summary>Why it was not.</summary>
    public string? Problem => Classes.FirstOrDefault(c => c.Problem is not null)?.Problem;

    /// <summary>The long-run distribution from the start, one probability a state, zero where unreachable; <c>null</c> unless <see cref="Converged"/>.</summary>
    public double[]? Distribution()
    {
        if (!Converged) return null;
        var distribution = new double[rates.Count];
        foreach (var c in Classes)
        {
            for (var k = 0; k < c.States.Count; k++) distribution[c.States[k]] = c.Probability * (c.Solution?.ProbabilityOf(k) ?? 1);
        }

        return distribution;
    }

    /// <summary>The long-run mean of a value a state from the start: Σ over sets of the probability to end there times the mean within.</summary>
    /// <param name="f">The value of each state, finite.</param>
    /// <param name="cancellation">Stops the work.</param>
    public LongRunOutcome Mean(ReadOnlySpan<double> f, CancellationToken cancellation = default)
    {
        if (Classes.Count == 1) return WithinClass(0, f, cancellation);
        var (sum, error, kind, reached) = (0.0, 0.0, ErrorKind.Rounding, 0.0);
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        for (var c = 0; c < Classes.Count; c++)
        {
            if (Classes[c].Probability == 0) continue;
            var within = WithinClass(c, f, cancellation);
            if (within.Measure is not { } mean) return within;
            var (p, relative) = (Classes[c].Probability, Classes[c].ProbabilityError);
            sum += p * mean.Value;
            error += p * (mean.Error.Absolute + ((relative + (4 * AdjointCheck.Unit)) * Math.Abs(mean.Value)));
            kind = Worse(kind, mean.Error.Kind);
            methods.Add(mean.Method);
        }

        if (transients is not null) kind = Worse(kind, transients.Kind);
        reached = error == 0 ? 0 : error / Math.Abs(sum);
        var source = $"means of {Classes.Count} sets of states that are never left, weighted by the probabilities to end there";
        return reached <= options.Precision
            ? new LongRunOutcome(new SolvedMeasure(sum, new ErrorStatement(kind, error, source), string.Join("; ", methods)), reached, source)
            : new LongRunOutcome(null, reached, $"{source}: terms of opposite sign cancel");
    }

    /// <summary>The long-run mean of a value a state, from each state as the start: Σ over sets of the probability to end there from that state times the mean within.</summary>
    /// <param name="f">The value of each state, finite and not negative.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The means, NaN for unreachable states, and a bound on their relative error; or <c>null</c> and why.</returns>
    public (double[]? Means, double RelativeError, string Explanation) StateMeans(ReadOnlySpan<double> f, CancellationToken cancellation = default)
    {
        var mean = new double[Classes.Count];
        var (error, explanation) = (0.0, "");
        for (var c = 0; c < mean.Length; c++)
        {
            var within = WithinClass(c, f, cancellation);
            if (within.Measure is not { } found) return (null, within.Reached, within.Explanation);
            if (found.Value < 0) return (null, double.PositiveInfinity, "values of states are not negative where means from each state are asked for; add a constant to all");
            mean[c] = found.Value;
            if (found.RelativeError < error) continue;
            (error, explanation) = (found.RelativeError, found.Error.Source);
        }

        var values = new double[rates.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var set = sets.SetOf[i];
            values[i] = set >= 0 ? mean[set] : set == -1 ? 0 : double.NaN;
        }

        if (transients is null) return (values, error, explanation);
        if (Classes.Count == 1)
        {
            // Where there is but one set to end in, no weighing is needed.
            for (var i = 0; i < values.Length; i++)
            {
                if (sets.SetOf[i] == -1) values[i] = mean[0];
            }

            return (values, error, explanation);
        }

        var errors = transients.Right(values, [], null, cancellation);
        var total = error + errors.Max();
        return total <= options.Precision
            ? (values, total, explanation)
            : (null, total, "the probabilities to end in each set were not found well enough");
    }

    private LongRunOutcome WithinClass(int index, ReadOnlySpan<double> f, CancellationToken cancellation)
    {
        var c = Classes[index];
        if (c.Problem is not null) return new LongRunOutcome(null, double.PositiveInfinity, c.Problem);
        if (c.Solution is null)
        {
            const string Absorbing = "a state that is never left";
            return new LongRunOutcome(new SolvedMeasure(f[c.States[0]], new ErrorStatement(ErrorKind.Rounding, 0, Absorbing), "graph"), 0, Absorbing);
        }

        var values = new double[c.States.Count];
        for (var k = 0; k < values.Length; k++) values[k] = f[c.States[k]];
        using var limit = TimeBudget.Start(options.TimeLimit, cancellation);
        try
        {
            var means = c.Solution.Equal?.Means(values) ?? values;
            return new ClassMean(c.Solution, means, options).Find(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            return new LongRunOutcome(null, double.PositiveInfinity, $"the time limit of {options.TimeLimit} was over before the error was known");
        }
    }

    private static ErrorKind Worse(ErrorKind a, ErrorKind b) => (ErrorKind)Math.Max((int)a, (int)b);
}
