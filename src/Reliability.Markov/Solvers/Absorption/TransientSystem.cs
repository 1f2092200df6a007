using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Elimination;

namespace Reliability.Markov.Solvers.Absorption;

/// <summary>
/// A = -Q over states that are all left for good in the end, solved one strongly connected component after the other: a chain that only goes forward costs one pass over
/// its arcs, whatever its size. Factors of components are kept for further solves. Relative errors add up along the way; where that bound is not far below what is
/// wanted, the residual of the whole solution sharpens it (<see cref="ResidualCorrection"/>), at twice the cost of a solve more; and
/// where that does not do, elimination with 31 digits (<see cref="PreciseElimination"/>), for all further solves. Not thread-safe.
/// </summary>
internal sealed class TransientSystem
{
    // Errors far below what is wanted cost nothing more; those of sums over states come on top.
    private const double Reserve = 100;
    private const double MostCorrectable = 1e-3;

    private readonly SparseRates rates;
    private readonly AbsorptionOptions options;
    private readonly int[] place;
    private readonly Dictionary<int, ComponentSolver> solvers = [];
    private string method = "forward substitution";
    private bool corrected;

    public TransientSystem(SparseRates rates, bool[] inside, AbsorptionOptions options, CancellationToken cancellation)
    {
        (this.rates, this.options) = (rates, options);
        place = new int[rates.Count];
        Array.Fill(place, -1);
        Components = StrongComponents.Find(rates, inside, cancellation);
    }

    public StrongComponents Components { get; }

    /// <summary>How errors of what was solved so far are known.</summary>
    public ErrorKind Kind { get; private set; } = ErrorKind.Rounding;

    /// <summary>The method that the largest component needed, and whether what was solved last was corrected by its residual.</summary>
    public string Method => corrected ? method + AbsorptionErrors.Corrected : method;

    /// <summary>
    /// x_i = (b_i + Σ_j r_ij x_j) / Σ_j r_ij for the states inside; x holds the values of all others, not negative, and receives those of the states inside.
    /// </summary>
    /// <param name="x">An entry a state of the chain.</param>
    /// <param name="b">An entry a state of the chain, not negative; empty for zero.</param>
    /// <param name="skip">Components whose values in x stand; <c>null</c> for none.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>A bound on the relative error for each state, errors of x and b not counted.</returns>
    public double[] Right(double[] x, ReadOnlySpan<double> b, Func<int, bool>? skip, CancellationToken cancellation)
    {
        var sharp = SharpenedRight(x, SolveRight(x, b, skip, cancellation), b, skip, cancellation);
        return IsPrecise(sharp) || !MakePrecise(cancellation) ? sharp : SharpenedRight(x, SolveRight(x, b, skip, cancellation), b, skip, cancellation);
    }

    private double[] SharpenedRight(double[] x, double[] errors, ReadOnlySpan<double> b, Func<int, bool>? skip, CancellationToken cancellation)
    {
        corrected = false;
        if (!IsCorrectable(errors)) return ByState(errors);
        bool Solved(int state) => Components.ComponentOf[state] is >= 0 and var c && (skip is null || !skip(Components.StatesOf(c)[0]));
        return ResidualCorrection.OfRight(rates, Solved, x, b) is { } residual
            ? Correct(x, errors, residual, (part, y) => SolveRight(y, part, skip, cancellation))
            : ByState(errors);
    }

    /// <summary>The expected time spent in each state inside, when <paramref name="x"/> is what enters each of them from outside; in place. States outside are left as they are.</summary>
    /// <returns>A bound on the relative error for each state.</returns>
    public double[] Left(double[] x, CancellationToken cancellation)
    {
        var enters = (double[])x.Clone();
        var sharp = SharpenedLeft(x, SolveLeft(x, cancellation), enters, cancellation);
        if (IsPrecise(sharp) || !MakePrecise(cancellation)) return sharp;
        enters.CopyTo(x, 0);
        return SharpenedLeft(x, SolveLeft(x, cancellation), enters, cancellation);
    }

    private double[] SharpenedLeft(double[] x, double[] errors, double[] enters, CancellationToken cancellation)
    {
        corrected = false;
        if (!IsCorrectable(errors)) return ByState(errors);
        return ResidualCorrection.OfLeft(rates, s => Components.ComponentOf[s] >= 0, x, enters) is { } residual
            ? Correct(x, errors, residual, (part, y) =>
            {
                part.CopyTo(y, 0);
                return SolveLeft(y, cancellation);
            })
            : ByState(errors);
    }

    /// <summary>For each state the greatest of the errors of all states that it leads to, itself included; linear time.</summary>
    public double[] Worst(double[] errors)
    {
        var worst = new double[errors.Length];
        for (var c = 0; c < Components.Count; c++)
        {
            var greatest = 0.0;
            foreach (var s in Components.StatesOf(c))
            {
                greatest = Math.Max(greatest, errors[s]);
                // States of the same component are zero until all are known.
                foreach (var target in rates.ColumnsOf(s)) greatest = Math.Max(greatest, worst[target]);
            }

            foreach (var s in Components.StatesOf(c)) worst[s] = greatest;
        }

        return worst;
    }

    // Swept components have bounds that sweeping again would not sharpen for what it costs.
    private bool IsCorrectable(double[] errors)
    {
        var worst = 0.0;
        foreach (var error in errors) worst = Math.Max(worst, error);
        return Kind == ErrorKind.Rounding && worst > options.RelativeError / Reserve && worst < MostCorrectable;
    }

    private bool IsPrecise(double[] errors)
    {
        foreach (var error in errors)
        {
            if (error > options.RelativeError) return false;
        }

        return true;
    }

    // What a residual does not sharpen enough is eliminated with 31 digits.
    private bool MakePrecise(CancellationToken cancellation)
    {
        if (Kind != ErrorKind.Rounding) return false;
        var any = false;
        foreach (var (_, solver) in solvers)
        {
            if (!solver.MakePrecise(options.RelativeError / Reserve, cancellation)) continue;
            (any, method) = (true, solver.Method);
        }

        return any;
    }

    private double[] Correct(double[] x, double[] errors, ResidualCorrection residual, Func<double[], double[], double[]> solve)
    {
        var (up, down) = (new double[x.Length], new double[x.Length]);
        var (upErrors, downErrors) = (solve(residual.Plus, up), solve(residual.Minus, down));
        var sharp = ByState(errors);
        var held = true;
        foreach (var s in Components.States)
        {
            var c = Components.ComponentOf[s];
            held &= ResidualCorrection.Apply(ref x[s], ref sharp[s], up[s], down[s], Math.Max(upErrors[c], downErrors[c]));
        }

        if (!held) Array.Fill(sharp, double.PositiveInfinity);
        corrected = true;
        return sharp;
    }

    private double[] ByState(double[] errors)
    {
        var states = new double[rates.Count];
        foreach (var s in Components.States) states[s] = errors[Components.ComponentOf[s]];
        return states;
    }

    // A bound on the relative error for each component.
    private double[] SolveRight(double[] x, ReadOnlySpan<double> b, Func<int, bool>? skip, CancellationToken cancellation)
    {
        var errors = new double[Components.Count];
        var rhs = new double[16];
        for (var c = 0; c < errors.Length; c++)
        {
            if ((c & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            var states = Components.StatesOf(c);
            if (skip is not null && skip(states[0])) continue;
            if (rhs.Length < states.Length) rhs = new double[Math.Max(states.Length, 2 * rhs.Length)];
            var before = 0.0;
            for (var k = 0; k < states.Length; k++)
            {
                var sum = default(PositiveSum);
                if (b.Length > 0) sum.Add(b[states[k]]);
                var columns = rates.ColumnsOf(states[k]);
                var entry = rates.RowStarts[states[k]];
                for (var e = 0; e < columns.Length; e++)
                {
                    var other = Components.ComponentOf[columns[e]];
                    if (other == c || x[columns[e]] == 0) continue;
                    if (other >= 0) before = Math.Max(before, errors[other]);
                    sum.Add(rates[entry + e] * x[columns[e]]);
                }

                rhs[k] = sum.Value;
            }

            if (states.Length == 1)
            {
                x[states[0]] = rhs[0] / Rounding.RowSum(rates, states[0]);
                errors[c] = before + (7 * Rounding.Unit);
                continue;
            }

            var own = Solver(c, cancellation).Right(rhs.AsSpan(0, states.Length), cancellation);
            for (var k = 0; k < states.Length; k++) x[states[k]] = rhs[k];
            errors[c] = before + own + (4 * Rounding.Unit);
        }

        return errors;
    }

    private double[] SolveLeft(double[] x, CancellationToken cancellation)
    {
        var errors = new double[Components.Count];
        var carried = new double[Components.States.Length == 0 ? 0 : x.Length];
        var rhs = new double[16];
        for (var c = errors.Length - 1; c >= 0; c--)
        {
            if ((c & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            var states = Components.StatesOf(c);
            if (rhs.Length < states.Length) rhs = new double[Math.Max(states.Length, 2 * rhs.Length)];
            var any = false;
            for (var k = 0; k < states.Length; k++)
            {
                rhs[k] = x[states[k]] + carried[states[k]];
                any |= rhs[k] > 0;
            }

            if (!any) continue;
            if (states.Length == 1)
            {
                rhs[0] /= Rounding.RowSum(rates, states[0]);
                errors[c] += 7 * Rounding.Unit;
            }
            else errors[c] += Solver(c, cancellation).Left(rhs.AsSpan(0, states.Length), cancellation) + (4 * Rounding.Unit);
            for (var k = 0; k < states.Length; k++)
            {
                x[states[k]] = rhs[k];
                for (var e = rates.RowStarts[states[k]]; e < rates.RowStarts[states[k] + 1]; e++)
                {
                    var target = rates.Columns[e];
                    var other = Components.ComponentOf[target];
                    if (other < 0 || other == c) continue;
                    // What enters is summed with the error of every addition carried along.
                    var flow = rhs[k] * rates[e];
                    var next = x[target] + flow;
                    if (double.IsFinite(next)) carried[target] += x[target] >= flow ? x[target] - next + flow : flow - next + x[target];
                    x[target] = next;
                    errors[other] = Math.Max(errors[other], errors[c]);
                }
            }
        }

        return errors;
    }

    private ComponentSolver Solver(int component, CancellationToken cancellation)
    {
        if (solvers.TryGetValue(component, out var known)) return known;
        var solver = ComponentSolver.Create(rates, Components.StatesOf(component).ToArray(), options, place, cancellation);
        if (solver.Kind == ErrorKind.Bound) Kind = ErrorKind.Bound;
        if (Kind == ErrorKind.Rounding || solver.Kind == ErrorKind.Bound) method = solver.Method;
        solvers.Add(component, solver);
        return solver;
    }
}
