namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// One pass of uniformization (Jensen 1953) for all times, values and integrals: with P = I + A/q ≥ 0 and v_k = v P^k,
/// v e^{At} = Σ_k P(N = k) v_k and ∫₀ᵗ v e^{Au} du = (1/q) Σ_k P(N &gt; k) v_k, N Poisson with mean qt. All terms are non-negative, so small entries keep their relative accuracy.
/// It ends early only on a proof (<see cref="EarlyEnd"/>), and the rounding is then that of the steps made. O((qT + sqrt(qT)) (entries + states)).
/// </summary>
internal sealed class UniformizationRun
{
    private const double Slack = 1.02;
    private const int CheckEvery = 64;
    private const double UnitRoundoff = 1.1102230246251565e-16;

    private readonly TransientRequest request;
    private readonly double logTail;
    private readonly UniformizationLimits limits;
    private readonly double q;
    private readonly PoissonTime?[] active;
    private readonly double[][] values;
    private readonly double[][] integrals;

    private UniformizationRun(TransientRequest request, double logTail, UniformizationLimits limits)
    {
        (this.request, this.logTail, this.limits) = (request, logTail, limits);
        q = Rate(request.Generator, request.Times[^1]);
        active = new PoissonTime?[request.Times.Length];
        values = request.Values ? Zeros() : [];
        integrals = request.Integrals ? Zeros() : [];
    }

    /// <summary>The rate of the Poisson process: a little above the fastest, so that no chain is periodic under it.</summary>
    public static double Rate(SubGenerator generator, double horizon) => generator.FastestRate > 0 ? generator.FastestRate * Slack : horizon > 0 ? 1 / horizon : 1;

    /// <summary>A bound on the rounding of a step, as a share of every entry: products summed in two halves, one rounding each, then the halves, 1/q and the diagonal.</summary>
    public static double RoundingPerStep(TransientRequest request)
    {
        var widest = request.Forward ? Widest(request.Generator.Transposed) : request.Generator.WidestRow;
        return (((widest + 1) / 2) + 3) * UnitRoundoff;
    }

    /// <summary>Solves; <c>null</c> when it came to its limits before the end.</summary>
    /// <param name="request">What is wanted; at least one time.</param>
    /// <param name="logTail">The logarithm of the Poisson probability that may be left out on each side.</param>
    /// <param name="limits">Steps and errors allowed.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TransientOutcome? Solve(TransientRequest request, double logTail, UniformizationLimits limits, CancellationToken cancellation) =>
        new UniformizationRun(request, logTail, limits).Run(cancellation);

    private TransientOutcome? Run(CancellationToken cancellation)
    {
        var generator = request.Generator;
        var rows = request.Forward ? generator.Transposed : generator.Rates;
        var stays = generator.Stays(1 / q);
        var (x, y) = ((double[])request.Start.Clone(), new double[generator.Count]);
        var running = request.Integrals ? new double[request.Width] : [];
        var times = request.Times;
        var (open, next, last) = (0, 0, PoissonWindow.Range(q * times[^1], logTail).Last);
        var end = new EarlyEnd(request, rows, stays, 1 / q);
        var progress = new EarlyEndForecast(limits.MaximumSteps);
        var perStep = RoundingPerStep(request);
        SettledTail? settled = null;
        RefinedSteps? refined = null;
        long k = 0;
        long? rounded = null;
        var following = next < times.Length ? FirstOf(next) : long.MaxValue;
        for (; ; k++)
        {
            var kept = refined?.Kept() ?? request.Project(x);
            for (; next < times.Length && following <= k; following = ++next < times.Length ? FirstOf(next) : long.MaxValue) Open(next, running);
            for (var r = open; r < next; r++)
            {
                if (active[r] is { } time && !Add(time, r, k, kept)) active[r] = null;
            }

            while (open < next && active[open] is null) open++;
            if (open == times.Length) break;
            if (request.Integrals) VectorKernels.AddScaled(running, 1, kept);
            if (refined is null) rows.Run<GatherStep, bool>(new GatherStep(rows, stays, 1 / q, x, y));
            else refined.Step();
            if (k % CheckEvery == CheckEvery - 1)
            {
                cancellation.ThrowIfCancellationRequested();
                var left = last - k - 1;
                var allowed = limits.Allowed((rounded ?? k + 1) * perStep);
                settled = refined is null ? end.Look(x, y, k + 1, left, allowed) : refined.Look(left, Math.Min(allowed, limits.Tolerance));
                if (settled is { } tail)
                {
                    Finish(refined?.Kept() ?? request.Project(y), ++k, open, next, running, tail.Drift);
                    break;
                }

                if (progress.IsHopeless(k + 1, refined?.Distance ?? end.Distance, allowed)) return null;
                if (refined is null && (refined = end.Refine(y, left, perStep, limits.Tolerance / 10)) is not null) rounded = k + 1;
            }

            (x, y) = (y, x);
        }

        return Outcome(k, ((rounded ?? k) * perStep) + 5e-14 + (refined?.Error ?? 0) + (settled?.Error ?? 0), settled is not null);
    }

    private long FirstOf(int r) => request.Integrals ? Math.Max(0, PoissonWindow.Range(q * request.Times[r], logTail).First) : PoissonWindow.Range(q * request.Times[r], logTail).First;

    private void Open(int r, double[] running)
    {
        var window = PoissonWindow.Create(q * request.Times[r], logTail);
        active[r] = new PoissonTime(window, request.Integrals ? window.UpperTails() : []);
        if (request.Integrals) VectorKernels.AddScaled(integrals[r], 1 / q, running);
    }

    private bool Add(PoissonTime time, int r, long k, double[] kept)
    {
        var i = (int)(k - time.Window.First);
        if (request.Values) VectorKernels.AddScaled(values[r], time.Window.Weights[i], kept);
        if (request.Integrals) VectorKernels.AddScaled(integrals[r], time.Tails[i] / q, kept);
        return i + 1 < time.Window.Weights.Length;
    }

    // All later vectors are multiples of v_k, by powers of one number.
    private void Finish(double[] kept, long k, int open, int next, double[] running, double drift)
    {
        for (var r = open; r < request.Times.Length; r++)
        {
            if (r >= next) Open(r, running);
            if (active[r] is not { } time) continue;
            if (request.Values) VectorKernels.AddScaled(values[r], GeometricTail.OfValues(time.Window, k, drift), kept);
            if (request.Integrals) VectorKernels.AddScaled(integrals[r], GeometricTail.OfTails(time.Window, k, drift) / q, kept);
            active[r] = null;
        }
    }

    private TransientOutcome Outcome(long steps, double relative, bool settled)
    {
        // The total of a law is known: rounding takes or gives the likeliest state a little at every step, and that is put right.
        var whole = request is { Forward: true, Functionals: null } && Array.TrueForAll(request.Generator.Outward, o => o == 0);
        var total = request.Bound;
        for (var r = 0; whole && r < request.Times.Length; r++)
        {
            if (request.Values) Rescale(values[r], total);
            if (request.Integrals) Rescale(integrals[r], total * request.Times[r]);
        }

        return new TransientOutcome
        {
            Values = values,
            Integrals = integrals,
            Relative = relative,
            Absolute = 3 * Math.Exp(logTail) * total * request.GreatestWeight,
            Kind = ErrorKind.Bound,
            Source = settled
                ? "proved: rounding of sums of positive numbers, the Poisson tail left out, and bounds on all vectors of the steps not taken"
                : "proved: rounding of sums of positive numbers and the Poisson tail left out",
            Method = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"uniformization, {steps} steps"),
        };
    }

    private static void Rescale(double[] x, double total)
    {
        var sum = VectorKernels.Norm1(x);
        if (!(sum > 0)) return;
        for (var i = 0; i < x.Length; i++) x[i] *= total / sum;
    }

    private static int Widest(Chains.SparseRates rates)
    {
        var widest = 0;
        for (var i = 0; i < rates.Count; i++) widest = Math.Max(widest, rates.RowStarts[i + 1] - rates.RowStarts[i]);
        return widest;
    }

    private double[][] Zeros() => [.. request.Times.Select(_ => new double[request.Width])];

    private sealed record PoissonTime(PoissonWindow Window, double[] Tails);
}
