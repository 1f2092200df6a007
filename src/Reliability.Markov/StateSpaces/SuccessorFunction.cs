using System.Linq.Expressions;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Linq = System.Linq.Expressions.Expression;

namespace Reliability.Markov.StateSpaces;

/// <summary>
/// The jumps out of a state as machine code: the guards, rates and assignments of all timed events in a few functions over the packed state, whose variables are
/// unpacked once and whose targets are written packed. Compiling costs a few milliseconds per hundred events. Thread-safe once built.
/// </summary>
internal sealed class SuccessorFunction
{
    private const int EventsPerBlock = 64;
    private const double ProbabilityTolerance = 1e-9;

    private readonly Action<SuccessorBuffer, ulong[]>[] blocks;

    public SuccessorFunction(StochasticModel model, StateLayout layout, IReadOnlyList<Cause> causes)
    {
        Events = [.. model.Events.Where(e => e.Delay is ExponentialDelay { Rate: not LiteralExpression { Value: 0 } } && !e.Guard.IsFalse)];
        blocks = [.. Events.Select((e, i) => (e, i)).Chunk(EventsPerBlock).Select(b => new Block(layout, causes).Compile(b))];
    }

    /// <summary>The events by the numbers that faults refer to.</summary>
    public Event[] Events { get; }

    /// <summary>Adds the jumps out of a state to a buffer.</summary>
    public void Run(SuccessorBuffer buffer, ulong[] state)
    {
        foreach (var block in blocks) block(buffer, state);
    }

    private sealed class Block(StateLayout layout, IReadOnlyList<Cause> causes)
    {
        private readonly ParameterExpression buffer = Linq.Parameter(typeof(SuccessorBuffer), "buffer");
        private readonly ParameterExpression state = Linq.Parameter(typeof(ulong[]), "state");
        private readonly ParameterExpression rate = Linq.Variable(typeof(double), "rate");
        private readonly ParameterExpression flow = Linq.Variable(typeof(double), "flow");
        private readonly ParameterExpression[] words = [.. Enumerable.Range(0, layout.WordCount).Select(w => Linq.Variable(typeof(ulong), "w" + w))];
        private readonly SortedDictionary<int, ParameterExpression> values = [];

        public Action<SuccessorBuffer, ulong[]> Compile(IEnumerable<(Event Event, int Number)> events)
        {
            var body = events.Select(e => OfEvent(e.Event, e.Number)).ToList();
            var unpacked = words.Select((w, k) => (Linq)Linq.Assign(w, Linq.ArrayIndex(state, Linq.Constant(k)))).Concat(values.Select(v => Linq.Assign(v.Value, Unpacked(v.Key))));
            var block = Linq.Block([rate, flow, .. words, .. values.Values], [.. unpacked, .. body]);
            return Linq.Lambda<Action<SuccessorBuffer, ulong[]>>(block, buffer, state).Compile();
        }

        private Linq Unpacked(int variable)
        {
            var (word, shift, mask, minimum) = layout.Place(variable);
            return Linq.Add(Linq.Convert(Linq.And(Linq.RightShift(words[word], Linq.Constant(shift)), Linq.Constant(mask)), typeof(int)), Linq.Constant(minimum));
        }

        private ParameterExpression Value(int variable)
        {
            if (!values.TryGetValue(variable, out var value)) values.Add(variable, value = Linq.Variable(typeof(int), "v" + variable));
            return value;
        }

        private Linq Translate(Modeling.Expressions.Expression expression, Type type) => ExpressionCompiler.Translate(expression, type, Value);

        private Linq OfEvent(Event e, int number)
        {
            var outcomes = Linq.Block(e.Outcomes.Select(o => OfOutcome(o, causes.ToList().IndexOf(o.Cause ?? e.Cause), number)));
            var delay = ((ExponentialDelay)e.Delay).Rate;
            // A constant rate was checked when the model was built.
            var body = delay is LiteralExpression ? outcomes : (Linq)Linq.IfThenElse(
                Linq.AndAlso(Linq.GreaterThan(rate, Linq.Constant(0.0)), Linq.LessThanOrEqual(rate, Linq.Constant(double.MaxValue))),
                outcomes,
                Linq.IfThen(Linq.Not(Linq.Equal(rate, Linq.Constant(0.0))), Call(nameof(SuccessorBuffer.BadRate), Linq.Constant(number), rate)));
            body = Linq.Block(Linq.Assign(rate, Translate(delay, typeof(double))), body);
            return e.Guard.IsTrue ? body : Linq.IfThen(Translate(e.Guard, typeof(bool)), body);
        }

        private Linq OfOutcome(Outcome outcome, int cause, int number)
        {
            if (outcome.Probability is LiteralExpression { Value: var certain })
            {
                return certain == 0 ? Linq.Empty() : Linq.Block(Linq.Assign(flow, certain == 1 ? rate : Linq.Multiply(rate, Linq.Constant(certain))), Target(outcome, cause, number));
            }

            // flow holds the probability first, then the rate.
            var inRange = Linq.AndAlso(Linq.GreaterThan(flow, Linq.Constant(0.0)), Linq.LessThanOrEqual(flow, Linq.Constant(1 + ProbabilityTolerance)));
            return Linq.Block(
                Linq.Assign(flow, Translate(outcome.Probability, typeof(double))),
                Linq.IfThenElse(
                    inRange,
                    Linq.Block(Linq.MultiplyAssign(flow, rate), Target(outcome, cause, number)),
                    Linq.IfThen(Linq.Not(Linq.Equal(flow, Linq.Constant(0.0))), Call(nameof(SuccessorBuffer.BadProbability), Linq.Constant(number), flow))));
        }

        private Linq Target(Outcome outcome, int cause, int number)
        {
            var locals = new List<ParameterExpression>();
            var before = new List<Linq>();
            var after = words.Select(w => (Linq)w).ToArray();
            Linq? checks = null;
            Linq complaint = Linq.Empty();
            foreach (var assignment in outcome.Assignments)
            {
                var (word, shift, mask, minimum) = layout.Place(assignment.Variable);
                var kept = Linq.And(after[word], Linq.Constant(~(mask << shift)));
                if (assignment.Value is LiteralExpression literal)
                {
                    after[word] = Linq.Or(kept, Linq.Constant((ulong)(uint)((int)literal.Value - minimum) << shift));
                    continue;
                }

                var offset = Linq.Variable(typeof(uint), "o" + assignment.Variable);
                locals.Add(offset);
                before.Add(Linq.Assign(offset, Linq.Convert(Linq.Subtract(Translate(assignment.Value, typeof(int)), Linq.Constant(minimum)), typeof(uint))));
                after[word] = Linq.Or(kept, Linq.LeftShift(Linq.Convert(offset, typeof(ulong)), Linq.Constant(shift)));
                if (assignment.Value.Type == Modeling.Expressions.ExpressionType.Bool) continue;
                var fits = Linq.LessThanOrEqual(offset, Linq.Constant(layout.Ranges[assignment.Variable]));
                checks = checks is null ? fits : Linq.AndAlso(checks, fits);
                complaint = Linq.IfThenElse(fits, complaint, Call(nameof(SuccessorBuffer.OutOfRange), Linq.Constant(number), Linq.Constant(assignment.Variable), Linq.Add(Linq.Convert(offset, typeof(int)), Linq.Constant(minimum))));
            }

            Linq emit = after.Length == 1
                ? Call(nameof(SuccessorBuffer.Add), flow, Linq.Constant(cause), after[0])
                : Linq.Block([Call(nameof(SuccessorBuffer.Start), flow, Linq.Constant(cause)), .. after.Select((w, k) => Call(nameof(SuccessorBuffer.Set), Linq.Constant(k), w))]);
            return Linq.Block(locals, [.. before, checks is null ? emit : Linq.IfThenElse(checks, emit, complaint)]);
        }

        private MethodCallExpression Call(string method, params Linq[] arguments) => Linq.Call(buffer, typeof(SuccessorBuffer).GetMethod(method)!, arguments);
    }
}
