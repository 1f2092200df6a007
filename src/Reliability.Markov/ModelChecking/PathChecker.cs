using Reliability.Markov.Chains;
using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>
/// The probability of a set of paths from every state: next and until with and without time bounds by their own equations (Baier, Haverkort, Hermanns and Katoen,
/// IEEE TSE 29, 2003), combinations of temporal operators through the product with what is still to be done.
/// </summary>
internal sealed class PathChecker(ILabelledChain chain, ChainQuestions questions, Func<PropertyExpression, bool[]> evaluate, bool fromStart, CancellationToken cancellation)
{
    private int Count => chain.Chain.StateCount;

    /// <summary>The probability from every state, or, where that is all that is needed, from the start.</summary>
    public StateValues Probability(PathFormula path) => Simple(PathSimplification.Apply(path));

    private StateValues Simple(PathFormula path) => path switch
    {
        StatePath s => StateValues.Truth(evaluate(s.States)),
        NotPath n => Complement(n.Operand),
        NextPath { Operand: StatePath s } next => Next(evaluate(s.States), next.Interval),
        UntilPath { Left: StatePath left, Right: StatePath right } until => Until(evaluate(left.States), evaluate(right.States), until.Interval),
        _ => Nested(path),
    };

    private StateValues Complement(PathFormula operand)
    {
        var p = Simple(operand);
        if (p.IsTruth) return StateArithmetic.Unary(UnaryOperator.Not, p);
        var complement = StateArithmetic.Binary(BinaryOperator.Subtract, StateValues.Exact(Ones()), p, false);
        // What little is left of one has lost its digits: then the paths that fail are measured themselves.
        return questions.IsPrecise(complement) || operand is not UntilPath { Left: StatePath left, Right: StatePath right, Interval.Lower: 0 } until
            ? complement
            : questions.NotUntil(evaluate(left.States), evaluate(right.States), until.Interval.Upper, fromStart);
    }

    // The jump comes within the interval and leads into the set. A state that nothing leaves jumps to itself at rate 1, as in PRISM.
    private StateValues Next(bool[] set, TimeInterval interval)
    {
        var numbers = new double[Count];
        var errors = new double[Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var loop = chain.Chain.SelfLoopRate(i);
            if (loop == 0 && chain.Chain.ExitRate(i) == 0) loop = 1;
            var total = chain.Chain.ExitRate(i) + loop;
            var into = set[i] ? loop : 0;
            foreach (var t in chain.Chain.Row(i)) into += set[t.Target] ? t.Rate : 0;
            var inTime = interval.IsAlways ? 1 : Math.Exp(-total * interval.Lower) * -ElementaryFunctions.Expm1(-total * (interval.Upper - interval.Lower));
            numbers[i] = into / total * inTime;
            // A rounding of the exponent counts as often as the exponent is long. All jumps, or none, into the set is exact.
            var rounding = interval.IsAlways ? 1e-14 : 1e-14 + (total * interval.Lower * 4e-16);
            errors[i] = interval.IsAlways && (into == 0 || into == total) ? 0 : rounding * numbers[i];
        }

        return new StateValues(numbers, false, i => errors[i], Solvers.ErrorKind.Rounding, "one jump");
    }

    private StateValues Until(bool[] left, bool[] right, TimeInterval interval) =>
        interval.IsAlways ? questions.Reach(left, right) : questions.BoundedUntil(left, right, interval, fromStart);

    private StateValues Nested(PathFormula path)
    {
        var table = new ObligationTable();
        var reader = new ObligationReader(table, evaluate);
        var obligation = reader.Read(path);
        var product = PathProduct.Build(chain, table, obligation, reader.Sets, cancellation);
        var (met, broken) = (product.Decided(true), product.Decided(false));
        var onlyInTime = !ObligationTable.Has(obligation, ObligationKind.Release);
        var brokenInTime = !ObligationTable.Has(obligation, ObligationKind.Until);
        if (!onlyInTime && !brokenInTime && !ReachedFromAll(product.Jumps, StateSet.Combine(met, broken, static (a, b) => a || b)))
        {
            throw new CheckingProblem("whether its paths satisfy this formula is decided only after infinite time", "formulas such as G F a can be asked as long-run questions: S>0 [ a ]");
        }

        var solved = questions.On(product.Jumps).Reach(StateSet.All(product.Jumps.StateCount), onlyInTime || !brokenInTime ? met : broken);
        if (!onlyInTime && brokenInTime) solved = StateArithmetic.Binary(BinaryOperator.Subtract, StateValues.Exact([.. solved.Numbers.Select(_ => 1.0)]), solved, false);
        return new StateValues([.. product.FromState.Select(s => solved.Numbers[s])], false, i => solved.Error(product.FromState[i]), solved.Kind, solved.Method);
    }

    private static bool ReachedFromAll(MarkovChain jumps, bool[] target)
    {
        var into = jumps.Rates.Transposed();
        var reached = (bool[])target.Clone();
        var queue = new Queue<int>(Enumerable.Range(0, reached.Length).Where(i => reached[i]));
        var count = queue.Count;
        while (queue.TryDequeue(out var i))
        {
            foreach (var from in into.ColumnsOf(i))
            {
                if (reached[from]) continue;
                reached[from] = true;
                count++;
                queue.Enqueue(from);
            }
        }

        return count == reached.Length;
    }

    private double[] Ones()
    {
        var ones = new double[Count];
        Array.Fill(ones, 1);
        return ones;
    }
}
