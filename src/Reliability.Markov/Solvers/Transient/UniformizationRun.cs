namespace Reliability.Markov.Solvers.Transient;

/// <summary>
/// One pass of uniformization (Jensen 1953) for all times, values and integrals: with P = I + A/q ≥ 0 and v_k = v P^k,
/// v e^{At} = Σ_k P(N = k) v_k and ∫₀ᵗ v e^{Au} du = (1/q) Σ_k P(N &gt; k) v_k, N Poisson with mean qt. All terms are non-negative, so small entries keep their relative accuracy.
/// It ends early only on a proof: as P ≥ 0, r v_k ≤ v_{k+1} ≤ R v_k in every entry implies r^j v_k ≤ v_{k+j} ≤ R^j v_k, so nothing moves any more, beside itself,
/// once the steps that are left times max(R - 1, 1 - r) are within the error allowed. O((qT + sqrt(qT)) (entries + states)).
/// </summary>
internal sealed class UniformizationRun
{
    private const double Slack = 1.02;
    private const int CheckEvery = 64;
    private const double UnitRoundoff = 1.1102230246251565e-16;

    private readonly TransientRequest request;
    private readonly double logTail;
    private readonly double settleTolerance;
    private readonly double q;
    private readonly PoissonTime?[] active;
    private readonly double[][] values;
    private readonly double[][] integrals;

    private UniformizationRun(TransientRequest request, double logTail, double settleTolerance)
    {
        (this.request, this.logTail, this.settleTolerance) = (request, logTail, settleTolerance);
        q = Rate(request.Generator, request.Times[^1]);
        active = new PoissonTime?[request.Times.Length];
        values = request.Values ? Zeros() : [];
        integrals = request.Integrals ? Zeros() : [];
    }

    /// <summary>The rate of the Poisson process: a little above the fastest, so that no chain is periodic under it.</summary>
    public static double Rate(SubGenerator generator, double horizon) => generator.FastestRate > 0 ? generator.FastestRate * Slack : horizon > 0 ? 1 / horizon : 1;

    /// <summary>Solves.</summary>
    /// <param name="request">What is wanted; at least one time.</param>
    /// <param name="logTail">The logarithm of the Poisson probability that may be left out on each side.</param>
    /// <param name="settleTolerance">The error, as a share of every number, that an early end may add.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TransientOutcome Solve(TransientRequest request, double logTail, double settleTolerance, CancellationToken cancellation) =>
        new UniformizationRun(request, logTail, settleTolerance).Run(cancellation);

    private TransientOutcome Run(CancellationToken cancellation)
    {
        var generator = request.Generator;
        var rows = request.Forward ? generator.Transposed : generator.Rates;
        var stays = generator.Stays(1 / q);
        var (x, y) = ((double[])request.Start.Clone(), new double[generator.Count]);
        var running = request.Integrals ? new double[request.Width] : [];
        var times = request.Times;
        var (open, next, last) = (0, 0, PoissonWindow.Range(q * times[^1], logTail).Last);
        var settled = 0.0;
        long k = 0;
        var following = next < times.Length ? FirstOf(next) : long.MaxValue;
        for (; ; k++)
        {
            var kept = request.Functionals is null ? x : request.Project(x);
            for (; next < times.Length && following <= k; following = ++next < times.Length ? FirstOf(next) : long.MaxValue) Open(next, running);
            for (var r = open; r < next; r++)
            {
                if (active[r] is { } time && !Add(time, r, k, kept)) active[r] = null;
            }

            while (open < next && active[open] is null) open++;
            if (open == times.Length) break;
            if (request.Integrals) VectorKernels.AddScaled(running, 1, kept);
            rows.Run<GatherStep, bool>(new GatherStep(rows, stays, 1 / q, x, y));
            if (k % CheckEvery == CheckEvery - 1)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Remaining(x, y, last - k) is var bound && bound <= settleTolerance)
                {
                    settled = bound;
                    Finish(request.Project(y), k + 1, open, next, running);
                    break;
                }
            }

            (x, y) = (y, x);
        }

        return Outcome(k, last, settled);
    }

    // How much any entry may still move, as a share of itself.
    private static double Remaining(double[] x, double[] y, long steps)
    {
        var (least, greatest) = (1.0, 1.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] == y[i]) continue;
            if (x[i] == 0) return double.PositiveInfinity;
            var ratio = y[i] / x[i];
            if (ratio < least) least = ratio;
            else if (ratio > greatest) greatest = ratio;
        }

        var far = Math.Max(greatest - 1, 1 - least) * steps;
        return far < 0.5 ? far * (1 + far) : double.PositiveInfinity;
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

    // All later vectors are v_k: what is left of the weights goes to it.
    private void Finish(double[] kept, long k, int open, int next, double[] running)
    {
        for (var r = open; r < request.Times.Length; r++)
        {
            if (r >= next) Open(r, running);
            if (active[r] is not { } time) continue;
            var (first, weights) = (time.Window.First, time.Window.Weights);
            var (mass, mean) = (0.0, 0.0);
            for (var i = (int)Math.Max(0, k - first); i < weights.Length; i++)
            {
                mass += weights[i];
                mean += weights[i] * (first + i - k);
            }

            if (request.Values) VectorKernels.AddScaled(values[r], mass, kept);
            if (request.Integrals) VectorKernels.AddScaled(integrals[r], mean / q, kept);
        }
    }

    private TransientOutcome Outcome(long steps, long last, double settled)
    {
        // The total of a law is known: rounding takes or gives the likeliest state a little at every step, and that is put right.
        var whole = request is { Forward: true, Functionals: null } && Array.TrueForAll(request.Generator.Outward, o => o == 0);
        var total = request.Bound;
        for (var r = 0; whole && r < request.Times.Length; r++)
        {
            if (request.Values) Rescale(values[r], total);
            if (request.Integrals) Rescale(integrals[r], total * request.Times[r]);
        }

        var widest = request.Forward ? Widest(request.Generator.Transposed) : request.Generator.WidestRow;
        var rounding = (last * (widest + 4.0) * UnitRoundoff) + 5e-14;
        return new TransientOutcome
        {
            Values = values,
            Integrals = integrals,
            Relative = rounding + settled,
            Absolute = 3 * Math.Exp(logTail) * total * request.GreatestWeight,
            Kind = ErrorKind.Bound,
            Source = settled > 0
                ? "proved: rounding of sums of positive numbers, the Poisson tail left out, and the greatest change per step times the steps not taken"
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
