using System.Collections.Immutable;
using Reliability.Markov.Chains;
using Reliability.Markov.Solvers;
using Reliability.Markov.Solvers.Absorption;
using Reliability.Markov.Solvers.Elimination;
using Reliability.Markov.Solvers.LongRun;
using Reliability.Markov.Solvers.Transient;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>What properties ask of a chain, from every state, put to the solvers; their refusals become problems of the property.</summary>
internal sealed class ChainQuestions(MarkovChain chain, ImmutableArray<(int State, double Probability)> starts, CheckingOptions options, CancellationToken cancellation)
{
    private const string LongRunHint = "allow more with --precision or --time-limit, or choose another --method";

    private readonly TransientOptions aim = new()
    {
        Method = options.TransientMethod switch { "uniformization" => TransientMethod.Uniformization, "shift-invert" => TransientMethod.ShiftInvert, _ => TransientMethod.Auto },
    };

    private readonly AbsorptionOptions absorption = new(new EliminationLimits(), options.Precision / 2);

    private readonly LongRunOptions longRunOptions = LongRunOptions.Default with
    {
        Precision = options.Precision,
        RequireBound = options.RequireBound,
        Method = options.LongRunMethod is null ? LongRunMethod.Automatic : LongRunOptions.MethodNamed(options.LongRunMethod) ?? LongRunMethod.Automatic,
    };

    private readonly int[] start = [.. starts.Select(s => s.State)];

    private LongRunSolution? longRun;

    /// <summary>The same questions of another chain.</summary>
    public ChainQuestions On(MarkovChain other) => new(other, [], options, cancellation);

    /// <summary>The probability of φ U[a,b] ψ.</summary>
    /// <param name="left">φ.</param>
    /// <param name="right">ψ.</param>
    /// <param name="interval">From a to b.</param>
    /// <param name="fromStart">Whether only the answer from the start is needed, which is one number and often far cheaper.</param>
    public StateValues BoundedUntil(bool[] left, bool[] right, TimeInterval interval, bool fromStart)
    {
        if (interval.Upper == 0) return StateValues.Exact([.. right.Select(r => r ? 1.0 : 0.0)]);
        if (!double.IsPositiveInfinity(interval.Upper))
        {
            var staged = interval.Lower > 0;
            var bounded = fromStart
                ? FromStart(o => new BoundedUntil(chain, left, right, o, cancellation).From(Initial(), interval.Lower, [interval.Upper]), staged)
                : AtTime(o => new BoundedUntil(chain, left, right, o, cancellation).FromAll(interval.Lower, [interval.Upper]), staged);
            // Where it is met or lost at once there is nothing to be wrong about.
            var now = staged ? StateSet.Not(left) : StateSet.Combine(left, right, static (l, r) => !l || r);
            return WithZeros(new StateValues(bounded.Numbers, false, i => now[i] ? 0 : bounded.Error(i), bounded.Kind, bounded.Method), fromStart, right, left);
        }

        // From the lower bound on the question has no end; φ must hold until then.
        var later = Reach(left, right);
        var held = AtTime(o => new BoundedUntil(chain, left, right, o, cancellation).Hold(later.Numbers, interval.Lower), true);
        var worst = 0.0;
        for (var i = 0; i < later.Numbers.Length; i++) worst = Math.Max(worst, later.Error(i));
        return new StateValues(held.Numbers, false, i => held.Error(i) + worst, StateValues.Weaker(held.Kind, later.Kind), StateValues.Methods(later.Method, held.Method));
    }

    /// <summary>Whether the value at every start state is known to the precision asked for.</summary>
    public bool IsPrecise(StateValues values) => Array.TrueForAll(start, s => values.Error(s) <= Math.Max(options.Precision * Math.Abs(values.Numbers[s]), CheckingOptions.Floor));

    /// <summary>The probability that φ U[0,b] ψ fails, as a sum of positive terms: neither holds before ψ did, or ψ is awaited to the end.</summary>
    public StateValues NotUntil(bool[] left, bool[] right, double upper, bool fromStart)
    {
        var waiting = StateSet.Combine(left, right, static (l, r) => l && !r);
        var lost = StateSet.Combine(left, right, static (l, r) => !l && !r);
        if (double.IsPositiveInfinity(upper))
        {
            // From where ψ is out of reach: almost every path comes there or meets ψ.
            return Reach(waiting, Hopeless(right, waiting));
        }

        var ones = new double[waiting.Length];
        Array.Fill(ones, 1);
        var held = AtTime(o => new BoundedUntil(chain, waiting, lost, o, cancellation).Hold(ones, upper));
        if (!lost.Contains(true)) return held;
        return StateArithmetic.Binary(BinaryOperator.Add, held, BoundedUntil(waiting, lost, new TimeInterval(0, upper), fromStart), false);
    }

    /// <summary>The expectation of a rate at a time.</summary>
    public StateValues AtTime(double[] rates, double time, bool fromStart)
    {
        if (time == 0) return StateValues.Exact(rates);
        return WithZeros(fromStart
            ? FromStart(o => new TransientSolver(chain, o, cancellation).RewardRates(Initial(), [rates], [time]))
            : AtTime(o => new TransientSolver(chain, o, cancellation).Backward(rates, [time])), fromStart, Earning(rates), StateSet.All(rates.Length));
    }

    /// <summary>The expected total until a time.</summary>
    public StateValues Accumulated(double[] rates, double time, bool fromStart)
    {
        if (double.IsPositiveInfinity(time)) return Total(rates);
        if (time == 0) return StateValues.Exact(new double[rates.Length]);
        return WithZeros(fromStart
            ? FromStart(o => new TransientSolver(chain, o, cancellation).Rewards(Initial(), [rates], [time]))
            : AtTime(o => new TransientSolver(chain, o, cancellation).AccumulatedBackward(rates, [time])), fromStart, Earning(rates), StateSet.All(rates.Length));
    }

    /// <summary>The probability of φ U ψ: exactly 0 or 1 where the graph says so.</summary>
    public StateValues Reach(bool[] left, bool[] right) =>
        Values(AbsorptionSolver.Create(chain, right, StateSet.Combine(left, right, static (l, r) => !l && !r), absorption, cancellation).Probability(cancellation));

    /// <summary>The expected total of a rate until a set is reached; infinite where that may never be.</summary>
    public StateValues Until(double[] rates, bool[] target) => Values(AbsorptionSolver.Create(chain, target, null, absorption, cancellation).ExpectedReward(rates, cancellation));

    /// <summary>The expected total of a rate for ever: infinite where a set of states that is never left, and earns, may be reached.</summary>
    public StateValues Total(double[] rates)
    {
        // Where nothing can be earned any more the total is complete.
        var spent = Barren(rates);
        if (!spent.Contains(true)) return StateValues.Exact([.. rates.Select(_ => double.PositiveInfinity)]);
        return Until(rates, spent);
    }

    /// <summary>The long-run mean of a rate, from every state.</summary>
    public StateValues LongRun(double[] rates)
    {
        longRun ??= LongRunSolver.Solve(chain, Initial(), longRunOptions, cancellation);
        if (longRun.Problem is { } problem) throw new CheckingProblem(problem, LongRunHint);
        // One set that is never left has one mean, wherever the chain starts.
        var (numbers, error, kind) = longRun.Classes.Count == 1 ? OneMean(longRun, rates) : MeanOfEach(longRun, rates);
        var methods = longRun.Classes.Select(c => LongRunOptions.NameOf(c.Method)).Distinct(StringComparer.Ordinal);
        return new StateValues(numbers, false, i => error * numbers[i], kind, string.Join(", ", methods));
    }

    private (double[] Numbers, double RelativeError, ErrorKind Kind) OneMean(LongRunSolution solution, double[] rates)
    {
        var outcome = solution.Mean(rates, cancellation);
        if (outcome.Measure is not { } mean) throw Unknown(outcome.Reached, outcome.Explanation);
        var numbers = new double[rates.Length];
        Array.Fill(numbers, mean.Value);
        return (numbers, mean.RelativeError, mean.Error.Kind);
    }

    private (double[] Numbers, double RelativeError, ErrorKind Kind) MeanOfEach(LongRunSolution solution, double[] rates)
    {
        var (means, relative, explanation) = solution.StateMeans(rates, cancellation);
        if (means is null) throw Unknown(relative, explanation);
        var eliminated = solution.Classes.All(c => c.Steps == 0);
        return (means, relative, eliminated ? ErrorKind.Rounding : ErrorKind.Estimate);
    }

    private static CheckingProblem Unknown(double reached, string explanation) =>
        new(double.IsFinite(reached) ? FormattableString.Invariant($"the long run is known only to {reached:0.#e+0} of its value: {explanation}") : $"the error of the long run is not known: {explanation}", LongRunHint);

    private double[] Initial()
    {
        var initial = new double[chain.StateCount];
        foreach (var (state, probability) in starts) initial[state] += probability;
        return initial;
    }

    // Where a goal cannot be reached the graph says that the answer is zero, and nothing is left of the error of the solver. Asked only where a zero is in doubt.
    private StateValues WithZeros(StateValues values, bool fromStart, bool[] goal, bool[] passed)
    {
        if (!(fromStart ? start : Enumerable.Range(0, goal.Length)).Any(i => values.Numbers[i] == 0 && values.Error(i) > 0)) return values;
        var zero = Hopeless(goal, passed);
        for (var i = 0; i < zero.Length; i++)
        {
            if (zero[i]) values.Numbers[i] = 0;
        }

        return new StateValues(values.Numbers, false, i => zero[i] ? 0 : values.Error(i), values.Kind, values.Method);
    }

    // The states from which no state that earns can be reached.
    private bool[] Barren(double[] rates) => Hopeless(Earning(rates), StateSet.All(rates.Length));

    private static bool[] Earning(double[] rates) => Array.ConvertAll(rates, static r => r != 0);

    // The states from which no goal can be reached through states that may be passed.
    private bool[] Hopeless(bool[] goal, bool[] passed)
    {
        var into = chain.Rates.Transposed();
        var hopeless = StateSet.Not(goal);
        var queue = new Queue<int>(Enumerable.Range(0, goal.Length).Where(i => goal[i]));
        while (queue.TryDequeue(out var i))
        {
            foreach (var from in into.ColumnsOf(i))
            {
                if (!passed[from] || !hopeless[from]) continue;
                hopeless[from] = false;
                queue.Enqueue(from);
            }
        }

        return hopeless;
    }

    private static StateValues Values(AbsorptionVector vector)
    {
        var numbers = vector.Values.ToArray();
        return new StateValues(numbers, false, i => double.IsInfinity(numbers[i]) ? 0 : vector.RelativeError(i) * numbers[i], vector.Kind, vector.Method);
    }

    // The solver aims a little higher than what is asked for, and higher again where the errors of two stages add up.
    private TransientOptions Aim(bool staged) => aim with { Precision = Math.Clamp(options.Precision * (staged ? 0.25 : 0.9), 1e-13, 0.1) };

    // One number, told at the start states; elsewhere there is none.
    private StateValues FromStart(Func<TransientOptions, TransientResult> ask, bool staged = false)
    {
        var transient = Aim(staged);
        var measure = Only(ask(transient));
        if (measure.Error.Absolute > Math.Max(options.Precision * measure.Value, CheckingOptions.Floor) && options.TransientMethod is null
            && ask(transient with { Floor = CheckingOptions.Floor, Method = TransientMethod.Uniformization }) is { Solution: not null } result) measure = Only(result);
        var numbers = new double[chain.StateCount];
        Array.Fill(numbers, double.NaN);
        foreach (var s in start) numbers[s] = measure.Value;
        return new StateValues(numbers, false, _ => measure.Error.Absolute, measure.Error.Kind, measure.Method);
    }

    private static SolvedMeasure Only(TransientResult result) => result.Solution is { } solution ? solution.Measure(0, 0) : throw new CheckingProblem(result.Refusal!);

    // Where the chance from the start is so small that the usual floor leaves it without digits, it is asked for again with none: sums of positive terms alone can
    // tell it, at a cost that grows with the horizon.
    private StateValues AtTime(Func<TransientOptions, TransientResult> ask, bool staged = false)
    {
        var transient = Aim(staged);
        var values = Values(ask(transient));
        if (IsPrecise(values) || options.TransientMethod is not null) return values;
        return ask(transient with { Floor = CheckingOptions.Floor, Method = TransientMethod.Uniformization }) is { Solution: not null } result ? Values(result) : values;
    }

    private static StateValues Values(TransientResult result)
    {
        if (result.Solution is not { } solution) throw new CheckingProblem(result.Refusal!);
        return new StateValues(solution[0], false, i => solution.Error(0, i).Absolute, solution.Error(0, 0).Kind, solution.Method);
    }
}
