using System.Collections.Immutable;
using System.Globalization;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Symmetry;

namespace Reliability.Markov.StateSpaces;

/// <summary>
/// Finds the reachable states of a model breadth first, and the rates between them: compiled events over packed states, each state and each transition written
/// once. Immediate events are resolved on the way, so that only states in which time passes are kept. Calendar instants lead to states too. Time and memory are
/// linear in states plus transitions: 14 bytes a state of up to 64 bits, 6 or 12 a transition. Where a symmetry is given, one state of every orbit is explored.
/// </summary>
public sealed class StateSpaceExplorer
{
    /// <summary>The number of states beyond which exploration stops unless told otherwise.</summary>
    public const int DefaultMaximumStates = ExplorationOptions.DefaultMaximumStates;

    private const int BatchSize = 64;
    private const int CheckEvery = 1024;
    private const long LargeMatrix = 1L << 28;

    private readonly StochasticModel model;
    private readonly CompiledModel compiled;
    private readonly ExplorationOptions options;
    private readonly CancellationToken cancellation;
    private readonly StateLayout layout;
    private readonly StateTable table;
    private readonly RowAssembler rows;
    private readonly SuccessorFunction successors;
    private readonly SuccessorBuffer buffer;
    private readonly ImmediateResolver immediate;
    private readonly InstantExplorer instants;
    private readonly SymmetryGroups? symmetry;
    private readonly OrbitRepresentative? representative;
    private readonly ulong[] packed;
    private ulong[] hashes;
    private string? problem;
    private SourceSpan? place;

    private StateSpaceExplorer(StochasticModel model, ExpressionCompiler compiler, ExplorationOptions options, CancellationToken cancellation)
    {
        (this.model, this.options, this.cancellation) = (model, options, cancellation);
        compiled = new CompiledModel(model, compiler);
        symmetry = options.Symmetry is { IsEmpty: false } groups ? groups : null;
        layout = new StateLayout(model.Variables, symmetry);
        representative = symmetry is null ? null : new OrbitRepresentative(layout, symmetry);
        table = new StateTable(layout.WordCount);
        rows = new RowAssembler(compiled.Causes);
        successors = new SuccessorFunction(model, layout, compiled.Causes);
        buffer = new SuccessorBuffer(layout.WordCount);
        immediate = new ImmediateResolver(compiled);
        instants = new InstantExplorer(model, compiled);
        packed = new ulong[layout.WordCount];
        hashes = new ulong[4096];
    }

    /// <summary>Explores a model from the initial values of its variables.</summary>
    /// <param name="model">The model; general delays are refused.</param>
    /// <param name="compiler">Compiles its expressions; share one among models with common expressions.</param>
    /// <param name="maximumStates">Number of states beyond which exploration gives up.</param>
    /// <param name="cancellation">Stops the exploration.</param>
    public static ExplorationResult Explore(StochasticModel model, ExpressionCompiler compiler, int maximumStates = DefaultMaximumStates, CancellationToken cancellation = default) =>
        Explore(model, compiler, new ExplorationOptions { MaximumStates = maximumStates }, cancellation);

    /// <summary>Explores a model.</summary>
    /// <param name="model">The model; general delays are refused.</param>
    /// <param name="compiler">Compiles its expressions; share one among models with common expressions.</param>
    /// <param name="options">Limits, where it starts, and its symmetry.</param>
    /// <param name="cancellation">Stops the exploration.</param>
    /// <exception cref="ArgumentException">The symmetry does not fit the model.</exception>
    public static ExplorationResult Explore(StochasticModel model, ExpressionCompiler compiler, ExplorationOptions options, CancellationToken cancellation = default)
    {
        if (model.FirstGeneralEvent is { } general)
        {
            return new ExplorationResult(null, new Diagnostic(Severity.Error, $"event '{general.Name}' of '{model.Name}' has a delay that is not exponential, so the model is no Markov chain", null, "simulate it"));
        }

        if (options.Symmetry?.Fits(model) == false) throw new ArgumentException($"The symmetry was found for another model than '{model.Name}'.", nameof(options));
        return new StateSpaceExplorer(model, compiler, options, cancellation).Run(compiler);
    }

    private ExplorationResult Run(ExpressionCompiler compiler)
    {
        var start = Start(compiler);
        var ends = new int[BatchSize];
        for (var first = 0; first < table.Count && problem is null;)
        {
            if (first % CheckEvery < BatchSize) cancellation.ThrowIfCancellationRequested();
            if (table.Count > options.MaximumStates) return TooMany();
            var count = Math.Min(BatchSize, table.Count - first);
            buffer.Clear();
            for (var b = 0; b < count && problem is null; b++)
            {
                Generate(first + b);
                ends[b] = buffer.Count;
            }

            if (problem is not null) break;
            if (!Insert(first, count, ends)) return new ExplorationResult(null, new Diagnostic(Severity.Error, $"model '{model.Name}' has more than {Array.MaxLength} transitions, the most that a chain can hold", null, "simulate the model"), LimitReached: true);
            for (var b = 0; b < count && problem is null && model.Calendar.Count > 0; b++) problem = instants.Visit(Unpacked(first + b), Number, Text);
            first += count;
        }

        if (immediate.Trap is { } trap) problem ??= $"immediate event '{trap.Event}' never lets time pass: it leads back to itself from state {Text(trap.State)}";
        if (problem is not null) return new ExplorationResult(null, new Diagnostic(Severity.Error, $"model '{model.Name}': {problem}", place));
        table.Close();
        var chain = rows.Build(table.Count);
        // What building left behind is as large as the matrix; whoever solves it needs the room.
        if (chain.Rates.Bytes > LargeMatrix) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return new ExplorationResult(new StateSpace(model, table, layout, chain, start, options.InitialStates is not null, [.. rows.Deadlocks], instants.Maps(), compiler, symmetry ?? SymmetryGroups.Empty), null);
    }

    private ImmutableArray<(int State, double Probability)> Start(ExpressionCompiler compiler)
    {
        if (options.InitialStates is null) return [.. Number(model.InitialState(), 1).GroupBy(s => s.State).Select(g => (g.Key, g.Sum(s => s.Probability)))];
        var states = new List<int[]>();
        problem = InitialStateFinder.Find(model, options.InitialStates, compiler, states, options.MaximumStates, cancellation);
        return [.. states.SelectMany(s => Number(s, 1.0 / states.Count)).GroupBy(s => s.State).Select(g => (g.Key, g.Sum(s => s.Probability)))];
    }

    // The jumps out of a state, at the end of the buffer.
    private void Generate(int number)
    {
        table[number].CopyTo(packed);
        successors.Run(buffer, packed);
        if (buffer.Fault is not { } fault) return;
        problem = Explain(fault, Unpacked(number));
        place = successors.Events[fault.Event].Origin.Span;
    }

    // Numbers the targets of a batch and writes its rows; the memory is asked for what will be looked at before it is.
    private bool Insert(int first, int count, int[] ends)
    {
        var jumps = buffer.Count;
        if (jumps > hashes.Length) hashes = new ulong[2 * jumps];
        var hash = hashes;
        if (!compiled.HasImmediateEvents)
        {
            for (var k = 0; k < jumps && representative is not null; k++) representative.Apply(buffer.Target(k));
            for (var k = 0; k < jumps; k++) table.PrefetchSlot(hash[k] = StateTable.Hash(buffer.Target(k)));
            for (var k = 0; k < jumps; k++) table.PrefetchState(hash[k]);
        }

        for (var (b, jump) = (0, 0); b < count; b++)
        {
            for (; jump < ends[b]; jump++)
            {
                if (!compiled.HasImmediateEvents)
                {
                    rows.Add(first + b, table.NumberOf(buffer.Target(jump), hash[jump]), buffer.Rate(jump), buffer.Cause(jump));
                    continue;
                }

                var after = new int[model.Variables.Count];
                layout.Unpack(buffer.Target(jump), after);
                foreach (var (target, probability) in Number(after, 1)) rows.Add(first + b, target, buffer.Rate(jump) * probability, buffer.Cause(jump));
            }

            if (!rows.EndRow(first + b)) return false;
        }

        return true;
    }

    // The numbers of the states in which time passes that follow a state.
    private IEnumerable<(int State, double Probability)> Number(int[] state, double probability)
    {
        foreach (var (settled, p) in immediate.Settle(state, probability))
        {
            if (p == 0) continue;
            if (OutOfRange(settled) is { } v)
            {
                problem ??= $"an immediate event sets variable '{v.Name}' outside its range {v.Minimum}..{v.Maximum} in state {Text(settled)}";
                yield break;
            }

            var words = new ulong[layout.WordCount];
            layout.Pack(settled, words);
            representative?.Apply(words);
            yield return (table.NumberOf(words), p);
        }
    }

    private int[] Unpacked(int number)
    {
        var values = new int[model.Variables.Count];
        layout.Unpack(table[number], values);
        return values;
    }

    private ExplorationResult TooMany() => new(
        null,
        new Diagnostic(Severity.Error, string.Create(CultureInfo.InvariantCulture, $"model '{model.Name}' has more than {options.MaximumStates} states"), null, "raise the limit with --max-states, or simulate the model"),
        LimitReached: true);

    private string Explain(SuccessorFault fault, int[] state)
    {
        var name = successors.Events[fault.Event].Name;
        var value = fault.Value.ToString(CultureInfo.InvariantCulture);
        return fault.Kind switch
        {
            SuccessorFaultKind.Rate => $"event '{name}' has the rate {value} in state {Text(state)}; a rate is a finite number, not below zero",
            SuccessorFaultKind.Probability => $"an outcome of '{name}' has the probability {value} in state {Text(state)}",
            _ => $"'{name}' sets variable '{model.Variables[fault.Variable].Name}' to {value}, outside its range {model.Variables[fault.Variable].Minimum}..{model.Variables[fault.Variable].Maximum}, in state {Text(state)}",
        };
    }

    private Variable? OutOfRange(int[] state)
    {
        for (var i = 0; i < state.Length; i++)
        {
            if (state[i] < model.Variables[i].Minimum || state[i] > model.Variables[i].Maximum) return model.Variables[i];
        }

        return null;
    }

    private string Text(int[] state) => "(" + string.Join(", ", model.Variables.Select((v, i) => $"{v.Name}={v.Show(state[i])}")) + ")";
}
