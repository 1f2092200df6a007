using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>
/// A model with delays of any law, to be split. A state holds the variables and, for each general event, the hours until it happens (infinite while its clock does not
/// run), the hours left of an interrupted one (not a number for none), and the hours that its clock has run. Calendars are not played.
/// </summary>
internal sealed class ModelSplitting : ISplittingModel
{
    private const int MostImmediate = 10_000;
    private const int LeastCyclesToSettle = 512;
    private const int RoundsToSettle = 20;

    [ThreadStatic]
    private static int[]? scratch;

    private readonly SimulationPlan plan;
    private readonly Func<int[], bool> up;
    private readonly Func<int[], int> importance;
    private readonly SplittingReturn returns;
    private readonly int home;
    private readonly int[] initial;
    private readonly int variables;

    // Places: variables, clocks, rests, ages, then whether all clocks that run were started by the last change, and at last the importance.
    private readonly int fresh;
    private readonly int ages;

    /// <summary>Compiles.</summary>
    /// <param name="model">The model.</param>
    /// <param name="up">Whether the service is up.</param>
    /// <param name="importance">How near to failure a state is, by the values of its variables.</param>
    /// <param name="top">Above every importance of an up state.</param>
    /// <param name="returns">Where a way ends without failure.</param>
    /// <param name="compiler">Compiles the expressions.</param>
    public ModelSplitting(StochasticModel model, Expression up, Func<int[], int> importance, int top, SplittingReturn returns, ExpressionCompiler compiler)
    {
        plan = new SimulationPlan(model, new SimulationTarget(up, null, []), new SimulationOptions { ReplicationHours = 1 }, compiler);
        (this.up, this.importance, initial, Top, this.returns) = (compiler.Condition(up), importance, model.InitialState(), top, returns);
        variables = initial.Length;
        ages = variables + (2 * plan.General.Length);
        fresh = ages + plan.General.Length;
        if (returns != SplittingReturn.ToImportance) return;
        var (values, stream) = ((int[])initial.Clone(), new StreamFactory(0).Stream(0, 0));
        Settle(values, ref stream);
        home = Math.Min(top - 1, importance(values));
    }

    /// <summary>True when cycles begin where a way without end comes back to, not at the start.</summary>
    public bool IsStationary => returns == SplittingReturn.ToImportance;

    /// <summary>After how many cycles the beginning is forgotten: each clock has gone off many times by then.</summary>
    public int CyclesToSettle => Math.Max(LeastCyclesToSettle, RoundsToSettle * plan.General.Length);

    public int Width => fresh + 2;

    public int Top { get; }

    public void Start(Span<double> state, ref Xoshiro256PlusPlus stream)
    {
        var values = Scratch();
        initial.CopyTo(values, 0);
        state.Slice(variables, plan.General.Length).Fill(double.PositiveInfinity);
        state.Slice(variables + plan.General.Length, plan.General.Length).Fill(double.NaN);
        state.Slice(ages, plan.General.Length).Clear();
        Settle(values, ref stream);
        Clocks(state, values, -1, ref stream);
    }

    public double Step(Span<double> state, ref Xoshiro256PlusPlus stream)
    {
        var values = Read(state);
        var total = 0.0;
        foreach (var e in plan.Exponential) total += Rate(e, values);
        var (first, hours) = (-1, double.PositiveInfinity);
        for (var i = 0; i < plan.General.Length; i++)
        {
            if (state[variables + i] < hours) (first, hours) = (i, state[variables + i]);
        }

        PlanEvent? happens = first < 0 ? null : plan.General[first];
        if (total > 0 && Variates.StandardExponential(ref stream) / total is var soon && soon < hours)
        {
            (first, hours) = (-1, soon);
            var point = stream.NextDouble() * total;
            foreach (var e in plan.Exponential)
            {
                var rate = Rate(e, values);
                if (rate > 0) happens = e;
                if (point < rate) break;
                point -= rate;
            }
        }

        if (happens is null) return double.PositiveInfinity;
        for (var i = 0; i < plan.General.Length; i++)
        {
            if (double.IsPositiveInfinity(state[variables + i])) continue;
            state[variables + i] -= hours;
            state[ages + i] += hours;
        }

        Apply(happens, values, ref stream);
        Settle(values, ref stream);
        Clocks(state, values, first, ref stream);
        return hours;
    }

    public void Renew(Span<double> state, ref Xoshiro256PlusPlus stream)
    {
        for (var i = 0; i < plan.General.Length; i++)
        {
            ref var due = ref state[variables + i];
            ref var left = ref state[variables + plan.General.Length + i];
            if (due < double.PositiveInfinity) due = plan.General[i].Sampler!.Draw(ref stream, state[ages + i]);
            else if (!double.IsNaN(left)) left = plan.General[i].Sampler!.Draw(ref stream, state[ages + i]);
        }
    }

    public int Importance(ReadOnlySpan<double> state) => (int)state[^1];

    public bool IsStop(ReadOnlySpan<double> state)
    {
        if (returns == SplittingReturn.ToImportance) return Importance(state) <= home;
        for (var i = 0; i < variables; i++)
        {
            if (state[i] != initial[i]) return false;
        }

        return returns == SplittingReturn.ToStart || state[fresh] > 0;
    }

    // Writes the variables back and starts or interrupts clocks.
    private void Clocks(Span<double> state, int[] values, int happened, ref Xoshiro256PlusPlus stream)
    {
        for (var i = 0; i < variables; i++) state[i] = values[i];
        state[^1] = up(values) ? Math.Min(Top - 1, importance(values)) : Top;
        state[fresh] = 1;
        for (var i = 0; i < plan.General.Length; i++)
        {
            var e = plan.General[i];
            ref var due = ref state[variables + i];
            ref var left = ref state[variables + plan.General.Length + i];
            if (i == happened) (due, left, state[ages + i]) = (double.PositiveInfinity, double.NaN, 0);
            var runs = due < double.PositiveInfinity;
            if (plan.Holds(plan.Exponential.Length + i, values) == runs)
            {
                if (runs || !double.IsNaN(left)) state[fresh] = 0;
                continue;
            }

            if (runs)
            {
                (left, due) = (e.Resumes ? Math.Max(0, due) : double.NaN, double.PositiveInfinity);
                if (!e.Resumes) state[ages + i] = 0;
                if (e.Resumes) state[fresh] = 0;
                continue;
            }

            if (!double.IsNaN(left)) state[fresh] = 0;
            (due, left) = (double.IsNaN(left) ? e.Sampler!.Draw(ref stream) : left, double.NaN);
        }
    }

    private static void Apply(PlanEvent e, int[] values, ref Xoshiro256PlusPlus stream)
    {
        var outcome = e.IsCertain ? e.Outcomes[0] : e.Select(values, stream.NextDouble()) ?? throw new SimulationException($"the probabilities of the outcomes of '{e.Name}' do not sum to 1, or one of them is below 0", e.Name);
        Span<int> news = stackalloc int[outcome.Variables.Length];
        for (var i = 0; i < news.Length; i++) news[i] = outcome.IsConstant ? outcome.Constants[i] : outcome.Values[i](values);
        for (var i = 0; i < news.Length; i++) values[outcome.Variables[i]] = news[i];
    }

    private void Settle(int[] values, ref Xoshiro256PlusPlus stream)
    {
        for (var steps = 0; plan.Immediate.Length > 0; steps++)
        {
            // They come by falling priority: those of the first enabled one's compete.
            var (sum, last) = (0.0, -1);
            for (var i = 0; i < plan.Immediate.Length && (last < 0 || plan.Immediate[i].Priority == plan.Immediate[last].Priority); i++)
            {
                if (!plan.Immediate[i].Enabled(values)) continue;
                sum += Rate(plan.Immediate[i], values);
                last = i;
            }

            if (last < 0) return;
            if (steps == MostImmediate) throw new SimulationException($"immediate event '{plan.Immediate[last].Name}' never lets time pass: {MostImmediate} immediate events happened in a row", plan.Immediate[last].Name);
            var (point, chosen) = (stream.NextDouble() * sum, last);
            for (var i = 0; i < last; i++)
            {
                if (plan.Immediate[i].Priority != plan.Immediate[last].Priority) continue;
                var weight = Rate(plan.Immediate[i], values);
                if (point < weight)
                {
                    chosen = i;
                    break;
                }

                point -= weight;
            }

            Apply(plan.Immediate[chosen], values, ref stream);
        }
    }

    private static double Rate(PlanEvent e, int[] values)
    {
        if (!e.Enabled(values)) return 0;
        var rate = e.FixedRate ?? e.Rate(values);
        return rate >= 0 && double.IsFinite(rate) ? rate : throw new SimulationException($"event '{e.Name}' has the rate or weight {rate}, which must be finite and not below zero", e.Name);
    }

    private int[] Read(ReadOnlySpan<double> state)
    {
        var values = Scratch();
        for (var i = 0; i < variables; i++) values[i] = (int)state[i];
        return values;
    }

    // Expressions read arrays; no memory of one call is needed by the next.
    private int[] Scratch() => scratch is { } found && found.Length == variables ? found : scratch = new int[variables];
}
