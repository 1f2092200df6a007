using System.Collections.Immutable;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Explicit;

/// <summary>
/// Reads chains from the explicit files that PRISM writes. Problems become diagnostics with file, line and column; nothing is thrown on account of a file.
/// Time is linear in the size of the files, with a logarithm more where the lines of a matrix do not ascend; a transition takes 16 bytes.
/// </summary>
public static class ExplicitReader
{
    /// <summary>Reads a chain.</summary>
    /// <param name="files">The files.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="limits">How large the files may be; <see cref="ExplicitLimits.Default"/> when <c>null</c>.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The chain, or <c>null</c> when there are errors. Without labels it starts in state 0, as in PRISM.</returns>
    public static ExplicitChain? Read(ExplicitFiles files, DiagnosticBag diagnostics, ExplicitLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new Reading(diagnostics, limits ?? ExplicitLimits.Default, cancellation).Chain(files);
    }

    private sealed class Reading(DiagnosticBag diagnostics, ExplicitLimits limits, CancellationToken cancellation)
    {
        private bool failed;

        public ExplicitChain? Chain(ExplicitFiles files)
        {
            if (Entries(files.Transitions, EntryForm.Rates, null) is not { } rates) return null;
            var chain = new ExplicitChain { Name = Path.GetFileNameWithoutExtension(files.Transitions), StateCount = rates.States, TransitionCount = rates.Count, Transitions = rates };
            if (files.States is { } path && Use(path, (stream, problems) => new StateFileReader(stream, problems, limits, cancellation).Read(rates.States) is { } found ? Tuple.Create(found) : null) is { Item1: var states })
            {
                chain = chain with { Variables = states.Variables, Valuations = states.Valuations };
            }

            if (files.Labels is { } other && Use(other, (stream, problems) => new LabelFileReader(stream, problems, limits, cancellation).Read(rates.States)) is { } labels)
            {
                chain = chain with
                {
                    InitialStates = labels.FirstOrDefault(l => l.Name == "init")?.States ?? [0],
                    Deadlocks = labels.FirstOrDefault(l => l.Name == "deadlock")?.States ?? [],
                    Labels = [.. labels.Where(l => l.Name is not "init" and not "deadlock")],
                };
            }

            chain = chain with { Rewards = [.. (files.Rewards.IsDefault ? [] : files.Rewards).Select(r => Reward(r.States, r.Transitions, rates.States))] };
            return failed ? null : chain;
        }

        private ExplicitReward Reward(string? statePath, string? transitionPath, int states)
        {
            var rates = statePath is null ? null : Entries(statePath, EntryForm.StateRewards, states);
            var impulses = transitionPath is null ? null : Entries(transitionPath, EntryForm.TransitionRewards, states);
            return new ExplicitReward(rates?.Name ?? impulses?.Name ?? "", rates is null ? [] : [.. rates.Select(e => (e.To, e.Value))], impulses is null ? [] : impulses);
        }

        private EntryTable? Entries(string path, EntryForm form, int? states) => Use(path, (stream, problems) => new EntryReader(stream, form, problems, limits, cancellation).Read(states));

        private T? Use<T>(string path, Func<Stream, ExplicitProblems, T?> read)
            where T : class
        {
            var result = InputFile.Use(path, diagnostics, limits.Bytes, (name, stream) =>
            {
                var problems = new ExplicitProblems(name);
                var content = read(stream, problems);
                problems.Report(diagnostics);
                return content;
            });
            failed |= result is null;
            return result;
        }
    }
}
