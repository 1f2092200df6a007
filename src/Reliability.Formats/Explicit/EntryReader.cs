using System.Text;

namespace Reliability.Formats.Explicit;

/// <summary>Reads files that begin with the numbers of states and entries and hold one entry a line, in any order.</summary>
internal sealed class EntryReader(Stream stream, EntryForm form, ExplicitProblems problems, ExplicitLimits limits, CancellationToken cancellation)
{
    private const int CheckEvery = 1 << 16;

    private readonly LineScanner lines = new(stream, limits);
    private readonly List<(int Entry, int Line)> jumps = [];
    private long[] keys = [];
    private double[] values = [];
    private int count;
    private int states;
    private int announced;
    private bool ascending = true;

    /// <summary>The entries; <c>null</c> after problems.</summary>
    /// <param name="expectedStates">The number of states that the file must speak of; <c>null</c> for any.</param>
    public EntryTable? Read(int? expectedStates)
    {
        if (!Header(expectedStates)) return null;
        var head = (lines.Line, Text: Encoding.UTF8.GetString(lines.Content));
        var room = lines.Expected is { } bytes ? (int)Math.Min(announced, bytes / ((2 * form.Indices) + 1)) : Math.Min(announced, 1 << 16);
        (keys, values) = (new long[room], new double[room]);
        while (!problems.Full && lines.Next())
        {
            if (count % CheckEvery == 0) cancellation.ThrowIfCancellationRequested();
            if (count == announced)
            {
                problems.AtWord(lines, $"there are more lines than the {announced} that the first line announces", "correct the second number of the first line, or remove what is too much");
                break;
            }

            Entry();
        }

        if (lines.Fault is { } fault) problems.At(lines, 0, lines.Content.Length, fault);
        if (problems.Any) return null;
        if (count < announced) problems.AtLine(head.Line, head.Text, $"{announced} lines are announced, but {count} follow", "the file may have been cut off");
        else if (!ascending) Sort();
        return problems.Any ? null : new EntryTable(keys, values, count, states, lines.QuotedInComment);
    }

    private bool Header(int? expectedStates)
    {
        var hint = $"the first line holds the number of states and that of the lines below";
        if (!lines.Next())
        {
            if (lines.Fault is { } fault) problems.At(lines, 0, lines.Content.Length, fault);
            else problems.AtLine(1, "", "the file is empty", hint);
            return false;
        }

        var start = lines.Position;
        if (!Index(hint, out states)) return false;
        var second = lines.Position;
        if (!Index(hint, out announced)) return false;
        lines.Skip();
        if (!lines.AtEnd)
        {
            var process = lines.TakeIndex(out _);
            problems.At(lines, start, lines.Content.Length - start, process ? "three numbers in the first line belong to a decision process, not to a chain" : "the first line holds two numbers", process ? "only Markov chains are read" : hint);
        }
        else if (states > limits.States || announced > limits.Entries)
        {
            problems.At(lines, start, lines.Content.Length - start, $"{states} states and {announced} lines are more than are read", $"at most {limits.States} and {limits.Entries}");
        }
        else if (states == 0)
        {
            problems.At(lines, start, 1, "there is no state");
        }
        else if (expectedStates is { } expected && expected != states)
        {
            problems.At(lines, start, second - start, $"the file is about {states} states, but the chain has {expected}", "it belongs to another chain");
        }

        return !problems.Any;
    }

    private bool Index(string hint, out int value)
    {
        if (lines.TakeIndex(out value) && (lines.AtEnd || lines.Content[lines.Position] is (byte)' ' or (byte)'\t')) return true;
        problems.AtWord(lines, Wrong("a whole number"), hint);
        return false;
    }

    private string Wrong(string expected)
    {
        lines.Skip();
        return lines.AtEnd ? $"{expected} is missing at the end of the line" : $"'{ExplicitProblems.Shown(lines.Word())}' is not {expected}";
    }

    private void Entry()
    {
        if (!State(out var key)) return;
        if (form.Indices == 2)
        {
            if (!State(out var to)) return;
            key = (key << 32) | to;
        }

        lines.Skip();
        var at = lines.Position;
        if (!lines.TakeNumber(out var value))
        {
            problems.AtWord(lines, Wrong($"a {form.What}"), $"write for example {form.Example}");
            return;
        }

        if (!double.IsFinite(value)) problems.At(lines, at, lines.Position - at, $"the {form.What} is not a finite number");
        else if (form.IsPositive && value <= 0) problems.At(lines, at, lines.Position - at, $"the {form.What} is not above zero", "leave the line out when nothing happens");
        lines.Skip();
        // Some versions of PRISM write the action behind the number; a chain has no use for it.
        if (!lines.AtEnd && !(form.Indices == 2 && IsName(lines.Word()) && lines.Position + lines.Word().Length == lines.Content.Length))
        {
            problems.AtWord(lines, $"'{ExplicitProblems.Shown(lines.Word())}' is not expected here", $"a line holds {(form.Indices == 2 ? "source, target" : "state")} and {form.What}");
        }

        Add(key, value);
    }

    private bool State(out long state)
    {
        lines.Skip();
        var at = lines.Position;
        var found = lines.TakeIndex(out var index) && (lines.AtEnd || lines.Content[lines.Position] is (byte)' ' or (byte)'\t');
        state = index;
        if (!found)
        {
            lines.Back(at);
            problems.AtWord(lines, Wrong("a state"), $"states are numbered from 0; write for example {form.Example}");
        }
        else if (index >= states)
        {
            problems.At(lines, at, lines.Position - at, $"there is no state {index}", $"the {states} states are numbered from 0 to {states - 1}");
        }
        else
        {
            return true;
        }

        return false;
    }

    private static bool IsName(ReadOnlySpan<byte> word)
    {
        if (word.Length == 0 || !(char.IsAsciiLetter((char)word[0]) || word[0] == '_')) return false;
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c != '_') return false;
        }

        return true;
    }

    private void Add(long key, double value)
    {
        if (count == keys.Length)
        {
            var size = (int)Math.Min(announced, Math.Max(1024, 2L * keys.Length));
            Array.Resize(ref keys, size);
            Array.Resize(ref values, size);
        }

        if (jumps.Count == 0 || lines.Line - jumps[^1].Line != count - jumps[^1].Entry) jumps.Add((count, lines.Line));
        ascending &= count == 0 || keys[count - 1] < key;
        (keys[count], values[count]) = (key, value);
        count++;
    }

    private void Sort()
    {
        var order = new int[count];
        for (var k = 0; k < count; k++) order[k] = k;
        Array.Sort(keys, order, 0, count);
        for (var k = 1; k < count; k++)
        {
            if (keys[k] != keys[k - 1]) continue;
            Twice(keys[k], Math.Min(order[k], order[k - 1]), Math.Max(order[k], order[k - 1]));
            return;
        }

        var sorted = new double[count];
        for (var k = 0; k < count; k++) sorted[k] = values[order[k]];
        values = sorted;
    }

    private void Twice(long key, int first, int second)
    {
        var line = LineOf(second);
        var what = form.Indices == 2 ? $"the transition from {key >> 32} to {(int)key}" : $"the state {key}";
        problems.AtLine(line, Line(line), $"{what} is listed twice", $"it stands in line {LineOf(first)} already; PRISM adds nothing up here, and neither does this reader");
    }

    private int LineOf(int entry)
    {
        var at = jumps.Count - 1;
        while (jumps[at].Entry > entry) at--;
        return jumps[at].Line + entry - jumps[at].Entry;
    }

    // The text of a line that was passed; empty where the file cannot be gone through again.
    private string Line(int number)
    {
        if (!stream.CanSeek) return "";
        stream.Position = 0;
        var again = new LineScanner(stream, limits);
        while (again.Line < number && again.Next())
        {
        }

        return again.Line == number ? Encoding.UTF8.GetString(again.Content) : "";
    }
}
