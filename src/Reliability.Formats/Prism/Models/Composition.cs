using System.Collections.Immutable;
using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;

namespace Reliability.Formats.Prism.Models;

/// <summary>
/// Lets the modules work together: side by side, with shared actions happening at once, their rates multiplied. The algebra is that of the PRISM manual
/// (parallel composition as in CSP, with hiding and renaming).
/// </summary>
internal sealed class Composition(ImmutableArray<ModuleInstance> modules, Func<ModuleInstance, Behaviour> behaviour, ExpressionBinder binder, WorkBudget budget, DiagnosticBag diagnostics, SourceText source)
{
    /// <summary>The most combinations of commands that are written out.</summary>
    public const int MaximumCombinations = 200_000;

    private readonly Dictionary<string, SourceSpan> used = new(StringComparer.Ordinal);
    private bool failed;

    /// <summary>What the whole system can do; <c>null</c> after a message.</summary>
    public Behaviour? Whole(SystemSyntax? system)
    {
        if (system is null)
        {
            var all = new Behaviour();
            foreach (var module in modules) all = Join(all, behaviour(module), null, new SourceSpan(source, module.Syntax.Name.Start, module.Syntax.Name.Length));
            return failed ? null : all;
        }

        var whole = Of(system);
        foreach (var left in modules.Where(m => !used.ContainsKey(m.Name)))
        {
            diagnostics.Error($"the module '{left.Name}' has no place in 'system'", system.Span, "every module takes part once");
        }

        return failed ? null : whole;
    }

    private Behaviour Of(SystemSyntax syntax)
    {
        switch (syntax)
        {
            case ModuleReference reference: return Module(reference);
            case ParallelSyntax parallel:
                var result = Of(parallel.Parts[0]);
                foreach (var part in parallel.Parts.Skip(1)) result = Join(result, Of(part), parallel.Actions?.Select(a => a.Text).ToHashSet(StringComparer.Ordinal), part.Span);
                return result;
            case HidingSyntax hiding: return Hide(Of(hiding.Operand), hiding.Actions);
            case RenamingSyntax renaming: return Rename(Of(renaming.Operand), renaming.Actions);
            default: throw new NotSupportedException(syntax.GetType().Name);
        }
    }

    private Behaviour Module(ModuleReference reference)
    {
        var name = reference.Name.Text;
        if (modules.FirstOrDefault(m => m.Name == name) is not { } module)
        {
            SymbolTable.Unknown("module", name, reference.Span, [.. modules.Select(m => m.Name)], diagnostics);
            failed = true;
            return new Behaviour();
        }

        if (used.TryAdd(name, reference.Span)) return behaviour(module);
        diagnostics.Error($"the module '{name}' takes part twice", reference.Span, "every module takes part once; rename it to have another like it");
        failed = true;
        return new Behaviour();
    }

    // The left part is added to: it is used nowhere else.
    private Behaviour Join(Behaviour left, Behaviour right, HashSet<string>? shared, SourceSpan place)
    {
        left.Silent.AddRange(right.Silent);
        foreach (var (action, joints) in right.Actions)
        {
            var known = left.Actions.TryGetValue(action, out var mine);
            if (shared?.Contains(action) ?? known) left.Actions[action] = Product(mine ?? [], joints, action, place);
            else if (known) mine!.AddRange(joints);
            else left.Actions.Add(action, joints);
        }

        // A shared action that one side does not know cannot happen.
        foreach (var action in shared ?? [])
        {
            if (left.Actions.ContainsKey(action) && !right.Actions.ContainsKey(action)) left.Actions[action] = [];
        }

        budget.Spend(right.Silent.Count + right.Actions.Count);
        return left;
    }

    private List<Joint> Product(List<Joint> left, List<Joint> right, string action, SourceSpan place)
    {
        var result = new List<Joint>();
        if (failed) return result;
        foreach (var a in left)
        {
            if (!budget.Spend(right.Count))
            {
                failed = true;
                return [];
            }

            foreach (var b in right)
            {
                if (Together(a, b, place) is { } joint) result.Add(joint);
                if (failed) return [];
            }

            if (result.Count <= MaximumCombinations) continue;
            diagnostics.Error($"the action '{action}' has more than {MaximumCombinations} combinations of commands", place, "fewer modules should share it, or each with fewer commands");
            failed = true;
            return [];
        }

        return result;
    }

    private Joint? Together(Joint a, Joint b, SourceSpan place)
    {
        var guard = a.Guard.Expression & b.Guard.Expression;
        if (guard.IsFalse) return null;
        // What a joint carries along is copied with it.
        failed |= !budget.Spend(a.Assignments.Length + b.Assignments.Length);
        var (size, depth) = (1L + a.Guard.Size + b.Guard.Size, 1 + Math.Max(Math.Max(a.Guard.Depth, b.Guard.Depth), a.Rates.Length + b.Rates.Length));
        if (failed || binder.IsTooLarge(size, depth, place))
        {
            failed = true;
            return null;
        }

        var sized = guard is LiteralExpression ? new Sized(guard) : new Sized(guard, (int)size, depth);
        return new Joint(sized, a.Factor * b.Factor, a.Rates.AddRange(b.Rates), a.Assignments.AddRange(b.Assignments), a.Order, null) { Place = a.Place };
    }

    private Behaviour Hide(Behaviour part, ImmutableArray<Token> actions)
    {
        foreach (var action in actions)
        {
            if (!part.Actions.TryGetValue(action.Text, out var joints)) continue;
            part.Silent.AddRange(joints.Select(j => j with { Name = j.Name ?? action.Text }));
            part.Actions.Remove(action.Text);
            budget.Spend(joints.Count);
        }

        return part;
    }

    private Behaviour Rename(Behaviour part, ImmutableArray<(Token Old, Token New)> actions)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (old, fresh) in actions)
        {
            if (!renamed.TryAdd(old.Text, fresh.Text)) diagnostics.Error($"the action '{old.Text}' is renamed twice", new SourceSpan(source, old.Start, old.Length));
        }

        var result = new Behaviour();
        result.Silent.AddRange(part.Silent);
        foreach (var (action, joints) in part.Actions) result.With(renamed.GetValueOrDefault(action, action)).AddRange(joints);
        failed |= !budget.Spend(part.Silent.Count + part.Actions.Sum(a => 1L + a.Value.Count));
        return result;
    }
}
