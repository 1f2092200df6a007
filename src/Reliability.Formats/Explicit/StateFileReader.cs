using System.Collections;
using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Explicit;

/// <summary>Reads the values of variables: <c>(a,b)</c>, then <c>state:(1,true)</c> for every state, in any order.</summary>
internal sealed class StateFileReader(Stream stream, ExplicitProblems problems, ExplicitLimits limits, CancellationToken cancellation)
{
    private const string Form = "write 0:(1,true) with a value for every variable";
    private const int CheckEvery = 1 << 16;

    private readonly LineScanner lines = new(stream, limits);
    private readonly List<int> order = [];
    private readonly List<int> values = [];
    private readonly List<string> names = [];
    private bool?[] isBoolean = [];

    /// <summary>Variables, their ranges as they occur, and their values; <c>null</c> after problems.</summary>
    public (ImmutableArray<Variable> Variables, IEnumerable<int[]> Valuations)? Read(int states)
    {
        if (!Header()) return null;
        isBoolean = new bool?[names.Count];
        var seen = new BitArray(states);
        while (!problems.Full && lines.Next())
        {
            if (order.Count % CheckEvery == 0) cancellation.ThrowIfCancellationRequested();
            if (values.Count > Array.MaxLength - names.Count)
            {
                problems.AtWord(lines, "there are more values than can be held");
                break;
            }

            State(states, seen);
        }

        if (lines.Fault is { } fault) problems.At(lines, 0, lines.Content.Length, fault);
        if (problems.Any) return null;
        if (order.Count < states)
        {
            var missing = 0;
            while (seen[missing]) missing++;
            problems.AtLine(1, "", $"{order.Count} states have values, but the chain has {states}", $"state {missing} is missing");
            return null;
        }

        return (Variables(), Ordered(states));
    }

    private bool Header()
    {
        const string hint = "the first line holds the names of the variables, such as (a,b)";
        if (!lines.Next())
        {
            if (lines.Fault is { } fault) problems.At(lines, 0, lines.Content.Length, fault);
            else problems.AtLine(1, "", "the file is empty", hint);
            return false;
        }

        var start = lines.Position;
        if (!lines.Take('(') || lines.TakeUntil(')') is not { } list) problems.At(lines, start, lines.Content.Length - start, "the names of the variables are missing", hint);
        else
        {
            names.AddRange(list.Split(',').Select(n => n.Trim()));
            lines.Skip();
            if (!lines.AtEnd) problems.AtWord(lines, $"'{ExplicitProblems.Shown(lines.Word())}' is not expected here", hint);
            else if (names.Exists(n => n.Length == 0)) problems.At(lines, start, lines.Content.Length - start, "a name is empty", hint);
            else if (names.Distinct(StringComparer.Ordinal).Count() < names.Count) problems.At(lines, start, lines.Content.Length - start, "two variables have one name");
        }

        return !problems.Any;
    }

    private void State(int states, BitArray seen)
    {
        var at = lines.Position;
        if (!lines.TakeIndex(out var state) || !lines.Take(':'))
        {
            lines.Back(at);
            problems.AtWord(lines, $"'{ExplicitProblems.Shown(lines.Word())}' does not begin with a state and ':'", Form);
            return;
        }

        if (state >= states) problems.At(lines, at, lines.Position - at, $"there is no state {state}", $"the {states} states are numbered from 0 to {states - 1}");
        else if (seen[state]) problems.At(lines, at, lines.Position - at, $"state {state} is listed twice");
        else if (Values())
        {
            seen[state] = true;
            order.Add(state);
        }
    }

    private bool Values()
    {
        var before = values.Count;
        for (var v = 0; v < names.Count; v++)
        {
            if (!lines.Take(v == 0 ? '(' : ',')) return Fail($"'{(v == 0 ? '(' : ',')}' is expected here, before the value of '{names[v]}'");
            if (!Value(v)) return false;
        }

        if (!lines.Take(')')) return Fail("')' is expected here");
        lines.Skip();
        return lines.AtEnd || Fail($"'{ExplicitProblems.Shown(lines.Word())}' is not expected here");

        bool Fail(string message)
        {
            values.RemoveRange(before, values.Count - before);
            problems.AtWord(lines, message, Form);
            return false;
        }
    }

    private bool Value(int variable)
    {
        lines.Skip();
        var at = lines.Position;
        var isNumber = lines.TakeInteger(out var number);
        if (!isNumber)
        {
            var rest = lines.Content[at..];
            var word = rest.StartsWith("true"u8) ? 4 : rest.StartsWith("false"u8) ? 5 : 0;
            number = word == 4 ? 1 : 0;
            lines.Back(at + word);
            if (word == 0)
            {
                values.RemoveRange(order.Count * names.Count, variable);
                problems.AtWord(lines, $"the value of '{names[variable]}' is neither a whole number nor true or false", Form);
                return false;
            }
        }

        if ((isBoolean[variable] ??= !isNumber) == isNumber)
        {
            values.RemoveRange(order.Count * names.Count, variable);
            problems.At(lines, at, lines.Position - at, $"'{names[variable]}' has {(isNumber ? "a number" : "a truth value")} here, unlike before");
            return false;
        }

        values.Add(number);
        return true;
    }

    private ImmutableArray<Variable> Variables()
    {
        var variables = ImmutableArray.CreateBuilder<Variable>(names.Count);
        var first = order.IndexOf(0) * names.Count;
        for (var v = 0; v < names.Count; v++)
        {
            var (least, greatest) = isBoolean[v] == true ? (0, 1) : (int.MaxValue, int.MinValue);
            for (var k = v; k < values.Count; k += names.Count) (least, greatest) = (Math.Min(least, values[k]), Math.Max(greatest, values[k]));
            variables.Add(new Variable(names[v], least, greatest, values[first + v], isBoolean[v] == true));
        }

        return variables.ToImmutable();
    }

    private IEnumerable<int[]> Ordered(int states)
    {
        var place = new int[states];
        for (var k = 0; k < states; k++) place[order[k]] = k;
        return Sequence(place, [.. values], names.Count);
    }

    private static IEnumerable<int[]> Sequence(int[] place, int[] values, int width)
    {
        foreach (var row in place) yield return values.AsSpan(row * width, width).ToArray();
    }
}
