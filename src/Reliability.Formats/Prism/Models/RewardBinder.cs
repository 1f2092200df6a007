using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism.Models;

/// <summary>Turns blocks of rewards into rewards of the model: what states earn into a rate, what transitions earn into impulses.</summary>
internal sealed class RewardBinder(SymbolTable symbols, ExpressionBinder binder, DiagnosticBag diagnostics, SourceText source)
{
    private const int MaximumImpulses = 2_000_000;

    /// <summary>There are few rewards, and those of generated models have an item for every state.</summary>
    private const int MaximumSize = 1_000_000;

    private int impulses;

    /// <summary>The rewards in order of the blocks, each with its name as written.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="events">The events with their actions.</param>
    /// <param name="alphabet">The actions of the whole system.</param>
    /// <param name="written">All actions of commands, hidden and renamed ones too.</param>
    public List<(Reward Reward, string? Name)> Bind(IReadOnlyList<RewardsSyntax> blocks, List<(Event Event, string? Action)> events, IReadOnlyCollection<string> alphabet, IReadOnlySet<string> written)
    {
        var byAction = events.GroupBy(e => e.Action ?? "", e => e.Event.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            if (block.Name is { } name && !names.Add(name.Text)) diagnostics.Error($"there are two rewards \"{name.Text}\"", Span(name), "give each a name of its own");
        }

        var result = new List<(Reward, string?)>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var name = blocks[i].Name?.Text;
            if (name is null)
            {
                name = $"reward{i + 1}";
                while (!names.Add(name)) name += "_";
            }

            result.Add((Bind(blocks[i], name, byAction, alphabet, written), blocks[i].Name?.Text));
        }

        return result;
    }

    private Reward Bind(RewardsSyntax block, string name, Dictionary<string, List<string>> events, IReadOnlyCollection<string> alphabet, IReadOnlySet<string> written)
    {
        var states = new List<Sized>();
        var transitions = new OrderedDictionary<string, List<Sized>>(StringComparer.Ordinal);
        foreach (var item in block.Items)
        {
            var amount = Amount(item);
            if (item.Action is { } action && !alphabet.Contains(action.Text, StringComparer.Ordinal))
            {
                if (written.Contains(action.Text)) diagnostics.Warning($"'system' hides or renames the action '{action.Text}': this reward is never earned", Span(action));
                else SymbolTable.Unknown("action", action.Text, Span(action), alphabet, diagnostics);
                continue;
            }

            if (amount is not { } sized) continue;
            if (!item.IsTransition)
            {
                states.Add(sized);
                continue;
            }

            var key = item.Action?.Text ?? "";
            if (!transitions.TryGetValue(key, out var amounts)) transitions.Add(key, amounts = []);
            amounts.Add(sized);
        }

        var earned = new List<ImpulseReward>();
        foreach (var (action, amounts) in transitions)
        {
            var amount = Sum(amounts, block.Place);
            var of = events.GetValueOrDefault(action) ?? [];
            impulses += of.Count;
            if (impulses > MaximumImpulses)
            {
                diagnostics.Error($"the rewards have more than {MaximumImpulses} impulses", Span(block.Place), "fewer rewards should name this action");
                break;
            }

            earned.AddRange(of.Select(e => new ImpulseReward(e, amount)));
        }

        return new Reward(name, Sum(states, block.Place), earned.ToEquatableArray());
    }

    // guard ? value : 0; null where it is never earned or a message was written.
    private Sized? Amount(RewardItemSyntax item)
    {
        var guard = binder.Bind(item.Guard, symbols.Find);
        var value = binder.Bind(item.Value, symbols.Find);
        if (guard is { Type: not ExpressionType.Bool })
        {
            diagnostics.Error("the guard is a number, not a condition", item.Guard.Span, "compare it with something, such as n>0");
            return null;
        }

        if (value is { Type: ExpressionType.Bool })
        {
            diagnostics.Error("the reward is a condition, not a number", item.Value.Span);
            return null;
        }

        if (guard is not { } condition || value is not { } number || condition.Expression.IsFalse) return null;
        if (number.Constant is { } constant && !double.IsFinite(constant))
        {
            diagnostics.Error($"the reward {(double.IsNaN(constant) ? "has no value" : "is infinite")}", item.Value.Span, "check for a division by zero");
            return null;
        }

        return condition.Expression.IsTrue
            ? number
            : new Sized(Expression.Conditional(condition.Expression, number.Expression, number.Type == ExpressionType.Int ? (Expression)0 : 0.0), condition.Size + number.Size + 2, 1 + Math.Max(condition.Depth, number.Depth));
    }

    // Balanced, so that thousands of items make no deep tree.
    private Expression Sum(List<Sized> amounts, Token place)
    {
        if (amounts.Count == 0) return 0;
        if (amounts.Sum(a => a.Size + 1L) > MaximumSize || amounts.Max(a => a.Depth) > Sized.MaximumDepth)
        {
            diagnostics.Error("the reward is too long with its formulas written out", Span(place), $"at most {MaximumSize} operators and names are read");
            return 0;
        }

        return Part(0, amounts.Count);

        Expression Part(int from, int to) => to - from == 1 ? amounts[from].Expression : Part(from, (from + to + 1) / 2) + Part((from + to + 1) / 2, to);
    }

    private SourceSpan Span(Token token) => new(source, token.Start, token.Length);
}
