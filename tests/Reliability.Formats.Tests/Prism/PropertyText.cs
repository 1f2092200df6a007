using System.Globalization;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Formats.Tests.Prism;

/// <summary>Writes the tree of a property so that its structure shows: expressions over variables in quotes, every operator with brackets.</summary>
internal static class PropertyText
{
    public static string Show(PropertyExpression property) => property switch
    {
        StateExpression s => $"'{s.Value}'",
        LabelExpression l => $"\"{l.Name}\"",
        UnaryProperty u => $"{u.Operator}({Show(u.Operand)})",
        BinaryProperty b => $"{b.Operator}:{b.ResultType}({Show(b.Left)}, {Show(b.Right)})",
        ConditionalProperty c => $"If:{c.ResultType}({Show(c.Condition)}, {Show(c.Then)}, {Show(c.Else)})",
        CallProperty f => $"{f.Function}:{f.ResultType}({string.Join(", ", f.Arguments.Select(Show))})",
        ProbabilityProperty p => $"P{Show(p.Bound)}[{Show(p.Path)}]",
        SteadyStateProperty s => $"S{Show(s.Bound)}[{Show(s.States)}]",
        RewardProperty r => $"R{r.Reward}{Show(r.Bound)}[{Show(r.Question)}]",
        FilterProperty f => $"{f.Kind}:{f.ResultType}({Show(f.Body)}{(f.States is null ? "" : $", {Show(f.States)}")})",
        _ => throw new NotSupportedException(),
    };

    private static string Show(PathFormula path) => path switch
    {
        StatePath s => Show(s.States),
        NotPath n => $"!{Show(n.Operand)}",
        AndPath a => $"({Show(a.Left)} & {Show(a.Right)})",
        OrPath o => $"({Show(o.Left)} | {Show(o.Right)})",
        NextPath x => $"(X{Show(x.Interval)} {Show(x.Operand)})",
        UntilPath u => $"({Show(u.Left)} U{Show(u.Interval)} {Show(u.Right)})",
        _ => throw new NotSupportedException(),
    };

    private static string Show(RewardQuestion question) => question switch
    {
        CumulativeReward c => $"C<={Number(c.Time)}",
        InstantaneousReward i => $"I={Number(i.Time)}",
        ReachabilityReward f => $"F {Show(f.Target)}",
        LongRunReward => "S",
        _ => "C",
    };

    private static string Show(PropertyBound? bound) => bound is null ? "=?" : bound.Comparison switch
    {
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        _ => ">=",
    } + Number(bound.Threshold);

    private static string Show(TimeInterval interval) => interval.IsAlways ? "" : $"[{Number(interval.Lower)},{Number(interval.Upper)}]";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
