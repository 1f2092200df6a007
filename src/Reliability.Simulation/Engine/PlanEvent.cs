using System.Collections.Immutable;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>An event or instant made ready for the loop: what is constant is known to be, the rest is compiled.</summary>
internal sealed class PlanEvent
{
    private const double Tolerance = 1e-9;

    // The outcomes that can be, and where they end in [0, 1) but for the last one; null where the state decides.
    private readonly PlanOutcome[]? possible;
    private readonly double[]? bounds;

    public PlanEvent(string name, Expression guard, Delay? delay, EquatableArray<Outcome> outcomes, Cause cause, ImmutableArray<Cause> causes, ImmutableArray<PlanImpulse> impulses, ExpressionCompiler compiler, SamplerTable samplers)
    {
        Name = name;
        Guard = guard.IsTrue ? null : compiler.Condition(guard);
        var rate = delay switch
        {
            ExponentialDelay d => d.Rate,
            ImmediateDelay d => d.Weight,
            _ => 0.0,
        };
        Rate = compiler.Number(rate);
        FixedRate = rate is LiteralExpression literal ? literal.Value : null;
        Priority = (delay as ImmediateDelay)?.Priority ?? 0;
        if (delay is GeneralDelay general)
        {
            (Sampler, SamplerNumber) = samplers.For(name, general);
            Resumes = general.Memory == MemoryPolicy.Resume;
            Repair = general.Repair;
        }

        Outcomes = [.. outcomes.Select((o, number) => new PlanOutcome(o, number, causes.IndexOf(o.Cause ?? cause), compiler))];
        IsCertain = Outcomes.Length == 1 && Outcomes[0].FixedProbability is { } p && Math.Abs(p - 1) <= Tolerance;
        if (Outcomes.All(o => o.FixedProbability is >= 0) && Math.Abs(Outcomes.Sum(o => o.FixedProbability!.Value) - 1) <= Tolerance)
        {
            var sum = 0.0;
            possible = [.. Outcomes.Where(o => o.FixedProbability > 0)];
            bounds = [.. possible.SkipLast(1).Select(o => sum += o.FixedProbability!.Value)];
        }

        Impulses = [.. impulses];
        Support = [.. guard.Support().Union(rate.Support())];
    }

    public string Name { get; }

    /// <summary>The guard; <c>null</c> where it always holds.</summary>
    public Func<int[], bool>? Guard { get; }

    /// <summary>The rate of an exponential event, the weight of an immediate one.</summary>
    public Func<int[], double> Rate { get; }

    public double? FixedRate { get; }

    public int Priority { get; }

    public DelaySampler? Sampler { get; }

    /// <summary>The number of the sampler in the plan's table.</summary>
    public int SamplerNumber { get; }

    public bool Resumes { get; }

    /// <summary>The age that a general delay begins with after the event has happened.</summary>
    public RepairEffect Repair { get; }

    public PlanOutcome[] Outcomes { get; }

    public bool IsCertain { get; }

    public PlanImpulse[] Impulses { get; }

    /// <summary>The variables that guard and rate read.</summary>
    public int[] Support { get; }

    public bool Enabled(int[] state) => Guard is null || Guard(state);

    /// <summary>The outcome that a number in [0, 1) selects; <c>null</c> when the probabilities in the state are none.</summary>
    public PlanOutcome? Select(int[] state, double u)
    {
        if (bounds is not null)
        {
            var k = 0;
            while (k < bounds.Length && u >= bounds[k]) k++;
            return possible![k];
        }

        var sum = 0.0;
        PlanOutcome? chosen = null;
        PlanOutcome? last = null;
        foreach (var outcome in Outcomes)
        {
            var p = outcome.FixedProbability ?? outcome.Probability(state);
            if (!(p >= 0)) return null;
            sum += p;
            if (p > 0) last = outcome;
            if (chosen is null && u < sum) chosen = outcome;
        }

        return Math.Abs(sum - 1) <= Tolerance ? chosen ?? last : null;
    }
}

/// <summary>An outcome made ready for the loop.</summary>
internal sealed class PlanOutcome
{
    public PlanOutcome(Outcome outcome, int number, int cause, ExpressionCompiler compiler)
    {
        Probability = compiler.Number(outcome.Probability);
        FixedProbability = outcome.Probability is LiteralExpression literal ? literal.Value : null;
        Variables = [.. outcome.Assignments.Select(a => a.Variable)];
        Values = [.. outcome.Assignments.Select(a => compiler.Integer(a.Value))];
        Constants = [.. outcome.Assignments.Select(a => a.Value is LiteralExpression l ? (int)l.Value : 0)];
        IsConstant = outcome.Assignments.All(a => a.Value is LiteralExpression);
        Support = [.. outcome.Assignments.SelectMany(a => a.Value.Support()).Distinct()];
        (Number, Cause) = (number, cause);
    }

    /// <summary>Its number among the outcomes of its event.</summary>
    public int Number { get; }

    public Func<int[], double> Probability { get; }

    public double? FixedProbability { get; }

    public int[] Variables { get; }

    public Func<int[], int>[] Values { get; }

    public int[] Constants { get; }

    public bool IsConstant { get; }

    /// <summary>The variables that the values read.</summary>
    public int[] Support { get; }

    public int Cause { get; }
}

/// <summary>What an event earns when it happens.</summary>
internal sealed record PlanImpulse(int Reward, Func<int[], double> Amount);
