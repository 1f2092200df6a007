using System.Collections;
using System.Text;

namespace Reliability.Formats.Explicit;

/// <summary>Reads labels: <c>0="init" 1="deadlock"</c>, then <c>state: 0 1</c> for states that have some, in any order.</summary>
internal sealed class LabelFileReader(Stream stream, ExplicitProblems problems, ExplicitLimits limits, CancellationToken cancellation)
{
    private const string HeaderForm = "the first line names the labels: 0=\"init\" 1=\"deadlock\"";
    private const int CheckEvery = 1 << 16;

    private readonly LineScanner lines = new(stream, limits);
    private readonly List<string> names = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> placeOf = [];
    private List<int>[] sets = [];

    /// <summary>The labels with their states; <c>null</c> after problems.</summary>
    public IReadOnlyList<ExplicitLabel>? Read(int states)
    {
        if (!Header()) return null;
        sets = [.. names.Select(_ => new List<int>())];
        var seen = new BitArray(states);
        var count = 0;
        while (!problems.Full && lines.Next())
        {
            if (count++ % CheckEvery == 0) cancellation.ThrowIfCancellationRequested();
            State(states, seen);
        }

        if (lines.Fault is { } fault) problems.At(lines, 0, lines.Content.Length, fault);
        if (problems.Any) return null;
        foreach (var set in sets) set.Sort();
        return [.. names.Select((name, l) => new ExplicitLabel(name, sets[l]))];
    }

    private bool Header()
    {
        if (!lines.Next())
        {
            if (lines.Fault is { } fault) problems.At(lines, 0, lines.Content.Length, fault);
            else problems.AtLine(1, "", "the file is empty", HeaderForm);
            return false;
        }

        while (!lines.AtEnd && !problems.Full)
        {
            var at = lines.Position;
            if (!lines.TakeIndex(out var number) || !lines.Take('=') || !lines.Take('"') || lines.TakeUntil('"') is not { } name)
            {
                lines.Back(at);
                problems.AtWord(lines, $"'{ExplicitProblems.Shown(lines.Word())}' is not a label with its number", HeaderForm);
                return false;
            }

            if (!placeOf.TryAdd(number, names.Count)) problems.At(lines, at, lines.Position - at, $"the number {number} is given to two labels");
            else if (!known.Add(name)) problems.At(lines, at, lines.Position - at, $"the label '{ExplicitProblems.Shown(Encoding.UTF8.GetBytes(name))}' is listed twice");
            names.Add(name);
            lines.Skip();
        }

        return !problems.Any;
    }

    private void State(int states, BitArray seen)
    {
        var at = lines.Position;
        if (!lines.TakeIndex(out var state) || !lines.Take(':'))
        {
            lines.Back(at);
            problems.AtWord(lines, $"'{ExplicitProblems.Shown(lines.Word())}' does not begin with a state and ':'", "write 3: 0 2 for a state with the labels 0 and 2");
            return;
        }

        if (state >= states)
        {
            problems.At(lines, at, lines.Position - at, $"there is no state {state}", $"the {states} states are numbered from 0 to {states - 1}");
            return;
        }

        if (seen[state])
        {
            problems.At(lines, at, lines.Position - at, $"state {state} is listed twice", "write all its labels in one line");
            return;
        }

        seen[state] = true;
        lines.Skip();
        while (!lines.AtEnd)
        {
            var start = lines.Position;
            if (!lines.TakeIndex(out var number) || !placeOf.TryGetValue(number, out var label) || !(lines.AtEnd || lines.Content[lines.Position] is (byte)' ' or (byte)'\t'))
            {
                lines.Back(start);
                problems.AtWord(lines, $"'{ExplicitProblems.Shown(lines.Word())}' is not the number of a label", $"the labels are numbered in the first line: {string.Join(", ", placeOf.Keys.Order().Take(10))}");
                return;
            }

            if (sets[label].Count == 0 || sets[label][^1] != state) sets[label].Add(state);
            lines.Skip();
        }
    }
}
