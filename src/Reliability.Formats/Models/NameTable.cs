using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>What a name or a text stands for. The dimension is <c>null</c> where it could not be told.</summary>
internal sealed record Meaning(Expression Expression, Dimension? Dimension, int Size);

/// <summary>
/// The names of a model file. Definitions may refer to each other in any order; they are resolved with a stack of their own, so that neither a cycle
/// nor a long chain can exhaust the program's. A name whose definition failed is remembered, so that its uses are not reported again.
/// </summary>
internal sealed class NameTable(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, Meaning?> meanings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceSpan> places = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => meanings.Keys;

    public bool IsKnown(string name) => meanings.ContainsKey(name);

    /// <summary>The meaning of a name; <c>null</c> when it has none or its definition failed.</summary>
    public Meaning? Find(string name) => meanings.GetValueOrDefault(name);

    public bool HasFailed(string name) => meanings.TryGetValue(name, out var meaning) && meaning is null;

    /// <summary>Takes a name; says why where it cannot be had.</summary>
    public bool Declare(YamlScalar name, string what)
    {
        var text = name.Text;
        if (text.Length == 0 || !(char.IsAsciiLetter(text[0]) || text[0] == '_') || !text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            diagnostics.Error($"'{text}' cannot be the name of a {what}", name.Span, "a name is made of letters, digits and _, and does not begin with a digit");
            return false;
        }

        if (text is "true" or "false" or "bool" or "init" || Enum.GetNames<Function>().Any(f => f.ToLowerInvariant() == text))
        {
            diagnostics.Error($"'{text}' cannot be the name of a {what}: it is a word of the expression language", name.Span);
            return false;
        }

        if (places.TryGetValue(text, out var first))
        {
            diagnostics.Error($"the name '{text}' is taken", name.Span, $"it is declared in line {first.Position.Line} already");
            return false;
        }

        places.Add(text, name.Span);
        return true;
    }

    public void Set(string name, Meaning? meaning) => meanings[name] = meaning;

    /// <summary>Resolves definitions that may refer to each other.</summary>
    /// <param name="definitions">The texts by name.</param>
    /// <param name="what">What they define, for messages.</param>
    /// <param name="evaluate">Evaluates one definition, when all that it refers to has been resolved.</param>
    public void Resolve(IReadOnlyDictionary<string, YamlScalar> definitions, string what, Func<string, YamlScalar, Meaning?> evaluate)
    {
        var pending = new Stack<(string Name, Queue<string> Uses)>();
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in definitions.Keys)
        {
            if (!meanings.ContainsKey(root)) Open(root);
            while (pending.TryPeek(out var top))
            {
                if (!top.Uses.TryDequeue(out var used))
                {
                    pending.Pop();
                    open.Remove(top.Name);
                    if (!meanings.ContainsKey(top.Name)) meanings[top.Name] = evaluate(top.Name, definitions[top.Name]);
                }
                else if (open.Contains(used))
                {
                    Cycle(used);
                }
                else if (definitions.ContainsKey(used) && !meanings.ContainsKey(used))
                {
                    Open(used);
                }
            }
        }

        void Open(string name)
        {
            open.Add(name);
            pending.Push((name, new Queue<string>(ExpressionText.Names(definitions[name].Text).Distinct(StringComparer.Ordinal))));
        }

        void Cycle(string name)
        {
            var path = pending.Select(p => p.Name).TakeWhile(n => n != name).Append(name).Reverse().ToList();
            foreach (var member in path) meanings[member] = null;
            var shown = path.Count <= 8 ? string.Join(" -> ", path) : string.Join(" -> ", path.Take(8)) + " -> …";
            diagnostics.Error(path.Count == 1 ? $"the {what} '{name}' is defined by itself" : $"these {what}s are defined by each other: {shown} -> {name}", definitions[name].Content, "give one of them a value of its own");
        }
    }
}
