using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Models;

/// <summary>What a model must satisfy to be one.</summary>
internal static class ModelValidation
{
    private const double ProbabilityTolerance = 1e-9;

    public static IEnumerable<string> Problems(
        IReadOnlyList<Variable> variables, IReadOnlyList<Event> events, IReadOnlyList<CalendarInstant> calendar, IReadOnlyList<Label> labels, IReadOnlyList<Reward> rewards)
    {
        if (variables.Count == 0) yield return "there is no variable";
        foreach (var twice in Repeated(variables.Select(v => v.Name))) yield return $"variable '{twice}' is declared twice";
        foreach (var twice in Repeated(events.Select(e => e.Name))) yield return $"event '{twice}' is declared twice";
        foreach (var twice in Repeated(calendar.Select(c => c.Name))) yield return $"instant '{twice}' is declared twice";
        foreach (var twice in Repeated(labels.Select(l => l.Name))) yield return $"label '{twice}' is declared twice";
        foreach (var twice in Repeated(rewards.Select(r => r.Name))) yield return $"reward '{twice}' is declared twice";
        foreach (var v in variables)
        {
            if (v.Minimum > v.Maximum) yield return $"the range {v.Minimum}..{v.Maximum} of variable '{v.Name}' is empty";
            else if (v.Initial < v.Minimum || v.Initial > v.Maximum) yield return $"the initial value {v.Initial} of variable '{v.Name}' is outside {v.Minimum}..{v.Maximum}";
        }

        foreach (var e in events)
        {
            var what = $"event '{e.Name}'";
            if (e.Guard.Type != ExpressionType.Bool) yield return $"the guard of {what} is not a condition";
            foreach (var problem in OutcomeProblems(what, e.Outcomes.Span.ToArray(), variables)) yield return problem;
            if (e.Delay is ExponentialDelay { Rate: LiteralExpression { Value: < 0 or double.NaN or double.PositiveInfinity } r }) yield return $"the rate of {what} is {r.Value}, not a finite number above zero";
            if (e.Delay is ExponentialDelay { Rate.Type: ExpressionType.Bool }) yield return $"the rate of {what} is a condition, not a number";
        }

        foreach (var c in calendar)
        {
            var what = $"instant '{c.Name}'";
            if (!(c.Period.TotalHours > 0) || !double.IsFinite(c.Period.TotalHours)) yield return $"the period of {what} is not above zero";
            else if (c.Offset.TotalHours < 0 || c.Offset >= c.Period) yield return $"the offset {c.Offset} of {what} is outside its period of {c.Period}";
            if (c.Guard.Type != ExpressionType.Bool) yield return $"the guard of {what} is not a condition";
            foreach (var problem in OutcomeProblems(what, c.Outcomes.Span.ToArray(), variables)) yield return problem;
        }

        foreach (var l in labels.Where(l => l.Predicate.Type != ExpressionType.Bool)) yield return $"label '{l.Name}' is not a condition";
        var names = events.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var r in rewards)
        {
            if (r.Rate.Type == ExpressionType.Bool) yield return $"the rate of reward '{r.Name}' is a condition, not a number";
            foreach (var impulse in r.Impulses.Where(i => !names.Contains(i.Event))) yield return $"reward '{r.Name}' names the event '{impulse.Event}', which does not exist";
        }
    }

    private static IEnumerable<string> OutcomeProblems(string what, Outcome[] outcomes, IReadOnlyList<Variable> variables)
    {
        if (outcomes.Length == 0) yield return $"{what} has no outcome";
        foreach (var outcome in outcomes)
        {
            foreach (var a in outcome.Assignments)
            {
                var v = variables[a.Variable];
                if (a.Value.Type == ExpressionType.Double) yield return $"{what} assigns the real number '{a.Value}' to '{v.Name}', which holds integers";
                else if (a.Value is LiteralExpression l && (l.Value < v.Minimum || l.Value > v.Maximum)) yield return $"{what} sets '{v.Name}' to {l.Value}, outside {v.Minimum}..{v.Maximum}";
                else if ((a.Value.Type == ExpressionType.Bool) != v.IsBoolean) yield return $"{what} assigns '{a.Value}' to '{v.Name}', which is {(v.IsBoolean ? "boolean" : "an integer")}";
            }

            if (Repeated(outcome.Assignments.Select(a => variables[a.Variable].Name)).FirstOrDefault() is { } twice) yield return $"{what} assigns '{twice}' twice in one outcome";
            if (outcome.Probability is LiteralExpression { Value: < 0 or > 1 } p) yield return $"a probability of {what} is {p.Value}, outside 0..1";
        }

        if (outcomes.Length > 0 && outcomes.All(o => o.Probability is LiteralExpression))
        {
            var sum = outcomes.Sum(o => ((LiteralExpression)o.Probability).Value);
            if (Math.Abs(sum - 1) > ProbabilityTolerance) yield return $"the probabilities of {what} sum to {sum}, not to 1";
        }
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) => names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
}
