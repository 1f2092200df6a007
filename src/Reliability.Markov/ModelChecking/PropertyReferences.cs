using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Markov.ModelChecking;

/// <summary>What properties look at: what a reduction of the chain must keep apart, and whether it may join states at all.</summary>
public sealed class PropertyReferences
{
    private readonly HashSet<Expression> expressions = [];
    private readonly HashSet<string> labels = new(StringComparer.Ordinal);
    private readonly SortedSet<int> rewards = [];

    /// <summary>Gathers what properties look at.</summary>
    public PropertyReferences(IEnumerable<Property> properties)
    {
        foreach (var property in properties) Visit(property.Expression);
    }

    /// <summary>The expressions over variables.</summary>
    public IReadOnlyCollection<Expression> Expressions => expressions;

    /// <summary>The labels that are no expressions.</summary>
    public IReadOnlyCollection<string> Labels => labels;

    /// <summary>Indices of the rewards, ascending.</summary>
    public IReadOnlyCollection<int> Rewards => rewards;

    /// <summary>True when single jumps matter, as for the operator X.</summary>
    public bool CountsJumps { get; private set; }

    /// <summary>True when the number of states matters, as for a filter that counts, adds up or lists them.</summary>
    public bool CountsStates { get; private set; }

    private void Visit(PropertyExpression expression)
    {
        switch (expression)
        {
            case StateExpression s:
                expressions.Add(s.Value);
                break;
            case LabelExpression l:
                labels.Add(l.Name);
                break;
            case UnaryProperty u:
                Visit(u.Operand);
                break;
            case BinaryProperty b:
                Visit(b.Left);
                Visit(b.Right);
                break;
            case ConditionalProperty c:
                Visit(c.Condition);
                Visit(c.Then);
                Visit(c.Else);
                break;
            case CallProperty f:
                foreach (var argument in f.Arguments) Visit(argument);
                break;
            case ProbabilityProperty p:
                Visit(p.Path);
                break;
            case SteadyStateProperty s:
                Visit(s.States);
                break;
            case RewardProperty r:
                rewards.Add(r.Reward);
                if (r.Question is ReachabilityReward reach) Visit(reach.Target);
                break;
            case FilterProperty f:
                CountsStates |= f.Kind is not (FilterKind.Minimum or FilterKind.Maximum or FilterKind.Range or FilterKind.ForAll or FilterKind.Exists);
                Visit(f.Body);
                if (f.States is not null) Visit(f.States);
                break;
            default: throw new NotSupportedException(expression.GetType().Name);
        }
    }

    private void Visit(PathFormula path)
    {
        switch (path)
        {
            case StatePath s:
                Visit(s.States);
                break;
            case NotPath n:
                Visit(n.Operand);
                break;
            case AndPath a:
                Nest(a.Left, a.Right);
                break;
            case OrPath o:
                Nest(o.Left, o.Right);
                break;
            case NextPath x:
                CountsJumps = true;
                Visit(x.Operand);
                break;
            case UntilPath u:
                Visit(u.Left);
                Visit(u.Right);
                break;
            default: throw new NotSupportedException(path.GetType().Name);
        }
    }

    private void Nest(PathFormula left, PathFormula right)
    {
        Visit(left);
        Visit(right);
    }
}
