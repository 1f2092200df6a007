using Reliability.Markov.Solvers;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>
/// Answers properties of a chain. Values are computed for all states from the inside of a property out; the answer is the value in the initial state, or the range
/// over the initial states when the model has several. A bound that a value meets only within its error is not decided, and the answer says so.
/// </summary>
public sealed class PropertyChecker
{
    private readonly ILabelledChain chain;
    private readonly CheckingOptions options;
    private readonly CancellationToken cancellation;
    private readonly ChainQuestions questions;
    private readonly HashSet<int> undecided = [];
    private FilterOutcome? outcome;

    /// <summary>Prepares for a chain.</summary>
    public PropertyChecker(ILabelledChain chain, CheckingOptions options, CancellationToken cancellation = default)
    {
        (this.chain, this.options, this.cancellation) = (chain, options, cancellation);
        questions = new ChainQuestions(chain.Chain, chain.Start, options, cancellation);
    }

    /// <summary>Answers a property.</summary>
    public PropertyResult Check(Property property)
    {
        undecided.Clear();
        outcome = null;
        try
        {
            var values = Evaluate(property.Expression, fromStart: chain.Start.Length == 1);
            // A filter at the top says itself which states it looks at.
            var answer = property.Expression is FilterProperty && outcome is { } filtered ? filtered : AtStart(values);
            if (answer.Open) undecided.UnionWith((values.Open ?? []).Where(s => chain.Start.Any(x => x.State == s)));
            var error = new ErrorStatement(values.Kind, Math.Max(answer.Error, answer.UpperError), values.Method.Length == 0 ? "no error" : values.Method);
            return new PropertyResult(property, answer.Value, answer.Upper, answer.IsTruth, error, values.Method, answer.Listed, Doubt(property, answer));
        }
        catch (CheckingProblem problem)
        {
            return PropertyResult.Without(property, new Diagnostic(Severity.Error, problem.Message, property.Span, problem.Hint));
        }
    }

    private FilterOutcome AtStart(StateValues values)
    {
        var states = chain.Start.Select(s => s.State).ToArray();
        if (states.Length == 1) return FilterEvaluation.Apply(FilterKind.First, values, StateSet.Of(chain.Chain.StateCount, states), chain);
        var all = StateSet.Of(chain.Chain.StateCount, states);
        if (values.IsTruth) return FilterEvaluation.Apply(FilterKind.ForAll, values, all, chain);
        if (chain.StartIsOpen) return FilterEvaluation.Apply(FilterKind.Range, values, all, chain);
        return new FilterOutcome(chain.Start.Sum(s => s.Probability * values.Numbers[s.State]), null, chain.Start.Sum(s => s.Probability * values.Error(s.State)), false);
    }

    private Diagnostic? Doubt(Property property, FilterOutcome answer)
    {
        if (undecided.Count > 0)
        {
            var where = undecided.Count == 1 ? $"in the state ({chain.Describe(undecided.First())})" : $"in {undecided.Count} states";
            return new Diagnostic(Severity.Error, $"a value lies within its error of what it is compared with, {where}, so the answer is not decided", property.Span, "ask for the value with =?");
        }

        if (double.IsNaN(answer.Value)) return new Diagnostic(Severity.Error, "the value is not a number: zero over zero, or infinity from infinity", property.Span, "ask for its parts");
        if (answer.IsTruth) return null;
        // Each end of a range has an error of its own.
        var (value, error) = IsPrecise(answer.Value, answer.Error) && answer.Upper is { } upper ? (upper, answer.UpperError) : (answer.Value, answer.Error);
        if (IsPrecise(value, error)) return null;
        return new Diagnostic(
            Severity.Error,
            FormattableString.Invariant($"the value is {value:R} with an error of up to {error:0.##e+0}, more than the {options.Precision:0.##e+0} of it that was asked for"),
            property.Span,
            "allow more with --precision");
    }

    private bool IsPrecise(double value, double error) => double.IsInfinity(value) || error <= Math.Max(options.Precision * Math.Abs(value), CheckingOptions.Floor);

    private bool[] Set(PropertyExpression expression)
    {
        var values = Evaluate(expression);
        // Here every state may matter.
        if (values.Open is { } open) undecided.UnionWith(open);
        return values.ToSet();
    }

    // With fromStart only the value in the one start state is needed.
    private StateValues Evaluate(PropertyExpression expression, bool fromStart = false)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (expression)
        {
            case StateExpression { Value: var value }:
                return value.Type == ExpressionType.Bool ? StateValues.Truth(chain.Where(value)) : StateValues.Exact(chain.Values(value));
            case LabelExpression { Name: LabelExpression.Initial }: return StateValues.Truth(StateSet.Of(chain.Chain.StateCount, chain.Start.Select(s => s.State)));
            case LabelExpression { Name: LabelExpression.Deadlock }: return StateValues.Truth(StateSet.Of(chain.Chain.StateCount, chain.Deadlocks));
            case LabelExpression l: return StateValues.Truth(chain.Labelled(l.Name) ?? throw new CheckingProblem($"there is no label \"{l.Name}\""));
            case UnaryProperty u: return StateArithmetic.Unary(u.Operator, Evaluate(u.Operand, fromStart));
            case BinaryProperty b: return StateArithmetic.Binary(b.Operator, Evaluate(b.Left, fromStart), Evaluate(b.Right, fromStart), b.Type == ExpressionType.Bool);
            case ConditionalProperty c: return StateArithmetic.Conditional(Evaluate(c.Condition, fromStart), Evaluate(c.Then, fromStart), Evaluate(c.Else, fromStart));
            case CallProperty f: return StateArithmetic.Call(f.Function, [.. f.Arguments.Select(a => Evaluate(a, fromStart))], f.Type == ExpressionType.Bool);
            case ProbabilityProperty p: return Compare(new PathChecker(chain, questions, Set, fromStart, cancellation).Probability(p.Path), p.Bound, 1);
            case SteadyStateProperty s: return Compare(questions.LongRun([.. Set(s.States).Select(x => x ? 1.0 : 0.0)]), s.Bound, 1);
            case RewardProperty r: return Compare(new RewardChecker(chain, questions, Set, fromStart).Expected(r), r.Bound, double.PositiveInfinity);
            case FilterProperty f: return Filter(f);
            default: throw new NotSupportedException(expression.GetType().Name);
        }
    }

    // Every value lies between zero and the most, whatever its error.
    private static StateValues Compare(StateValues values, PropertyBound? bound, double most)
    {
        if (bound is null) return values.IsTruth ? StateValues.Exact(values.Numbers) : values;
        var open = new HashSet<int>(values.Open ?? []);
        var set = new bool[values.Numbers.Length];
        for (var i = 0; i < set.Length; i++)
        {
            var (low, high) = values.Ends(i);
            set[i] = bound.Holds(Math.Clamp(values.Numbers[i], 0, most));
            if (bound.Holds(Math.Clamp(low, 0, most)) != set[i] || bound.Holds(Math.Clamp(high, 0, most)) != set[i]) open.Add(i);
        }

        return new StateValues(StateValues.Truth(set).Numbers, true, static _ => 0, values.Kind, values.Method) { Open = open.Count > 0 ? open : null };
    }

    private StateValues Filter(FilterProperty filter)
    {
        var body = Evaluate(filter.Body);
        var states = filter.States is null ? StateSet.All(chain.Chain.StateCount) : Set(filter.States);
        outcome = FilterEvaluation.Apply(filter.Kind, body, states, chain);
        // What lies open outside the states looked at does not matter.
        if (outcome.Open) undecided.UnionWith(body.Open!.Where(s => states[s] || filter.Kind is FilterKind.Print or FilterKind.PrintAll));
        var (value, error) = (outcome.Value, outcome.Error);
        var numbers = new double[states.Length];
        Array.Fill(numbers, value);
        return new StateValues(numbers, outcome.IsTruth, _ => error, body.Kind, body.Method);
    }
}
