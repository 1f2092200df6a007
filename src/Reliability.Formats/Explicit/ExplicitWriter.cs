using System.Globalization;
using Reliability.Formats.Prism.Writing;

namespace Reliability.Formats.Explicit;

/// <summary>
/// Writes chains as explicit files in the forms that the manual of PRISM describes: <c>.tra</c>, <c>.sta</c>, <c>.lab</c>, and for every reward <c>.srew</c> and
/// <c>.trew</c>. Lines are written as they are made; memory does not grow with the chain. Names are made legal as in the PRISM language.
/// </summary>
public static class ExplicitWriter
{
    /// <summary>The files of a chain: the end of each name, such as <c>.tra</c> or <c>2.srew</c>, and what writes the content. Files that would say nothing are left out.</summary>
    /// <param name="chain">The chain.</param>
    public static IReadOnlyList<(string Ending, Action<Stream> Write)> Files(ExplicitChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var files = new List<(string, Action<Stream>)> { (".tra", s => WriteTransitions(chain, s)) };
        if (chain.Variables.Length > 0) files.Add((".sta", s => WriteStates(chain, s)));
        files.Add((".lab", s => WriteLabels(chain, s)));
        for (var r = 0; r < chain.Rewards.Length; r++)
        {
            var (reward, number) = (r, chain.Rewards.Length == 1 ? "" : (r + 1).ToString(CultureInfo.InvariantCulture));
            if (chain.Rewards[r].States.Count > 0 || chain.Rewards[r].Transitions.Count == 0) files.Add((number + ".srew", s => WriteStateRewards(chain, reward, s)));
            if (chain.Rewards[r].Transitions.Count > 0) files.Add((number + ".trew", s => WriteTransitionRewards(chain, reward, s)));
        }

        return files;
    }

    /// <summary>Writes the transitions: <c>states transitions</c>, then <c>source target rate</c>.</summary>
    public static void WriteTransitions(ExplicitChain chain, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var writer = new LineWriter(stream);
        writer.Write(chain.StateCount).Write(' ').Write(chain.TransitionCount).Write('\n');
        foreach (var t in chain.Transitions) Entry(writer, t);
        writer.Flush();
    }

    /// <summary>Writes the values of the variables: <c>(a,b)</c>, then <c>state:(1,true)</c>.</summary>
    public static void WriteStates(ExplicitChain chain, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var writer = new LineWriter(stream);
        writer.Write('(').Write(string.Join(',', LegalNames.For(chain.Variables.Select(v => v.Name)))).Write(")\n");
        var state = 0;
        foreach (var values in chain.Valuations)
        {
            writer.Write(state++).Write(":(");
            for (var v = 0; v < values.Length; v++)
            {
                if (v > 0) writer.Write(',');
                if (chain.Variables[v].IsBoolean) writer.Write(values[v] != 0 ? "true" : "false");
                else writer.Write(values[v]);
            }

            writer.Write(")\n");
        }

        writer.Flush();
    }

    /// <summary>Writes the labels: <c>0="init" 1="deadlock" 2="up"</c>, then <c>state: 0 2</c> for every state that has one.</summary>
    public static void WriteLabels(ExplicitChain chain, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var writer = new LineWriter(stream);
        IReadOnlyList<int>[] sets = [chain.InitialStates, chain.Deadlocks, .. chain.Labels.Select(l => l.States)];
        string[] names = ["init", "deadlock", .. LegalNames.For(chain.Labels.Select(l => l.Name))];
        for (var l = 0; l < names.Length; l++)
        {
            if (l > 0) writer.Write(' ');
            writer.Write(l).Write("=\"").Write(names[l]).Write('"');
        }

        writer.Write('\n');
        var next = new int[sets.Length];
        while (true)
        {
            var state = int.MaxValue;
            for (var l = 0; l < sets.Length; l++)
            {
                if (next[l] < sets[l].Count) state = Math.Min(state, sets[l][next[l]]);
            }

            if (state == int.MaxValue) break;
            writer.Write(state).Write(':');
            for (var l = 0; l < sets.Length; l++)
            {
                if (next[l] >= sets[l].Count || sets[l][next[l]] != state) continue;
                writer.Write(' ').Write(l);
                next[l]++;
            }

            writer.Write('\n');
        }

        writer.Flush();
    }

    /// <summary>Writes what states earn: comments with the name of the reward, <c>states entries</c>, then <c>state reward</c>.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="reward">Index of the reward.</param>
    /// <param name="stream">Receives the text.</param>
    public static void WriteStateRewards(ExplicitChain chain, int reward, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var states = chain.Rewards[reward].States;
        var writer = Headed(chain, reward, "# State rewards\n", stream);
        writer.Write(chain.StateCount).Write(' ').Write(states.Count).Write('\n');
        foreach (var (state, value) in states) writer.Write(state).Write(' ').Write(value).Write('\n');
        writer.Flush();
    }

    /// <summary>Writes what transitions earn: comments with the name of the reward, <c>states entries</c>, then <c>source target reward</c>.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="reward">Index of the reward.</param>
    /// <param name="stream">Receives the text.</param>
    public static void WriteTransitionRewards(ExplicitChain chain, int reward, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var transitions = chain.Rewards[reward].Transitions;
        var writer = Headed(chain, reward, "# Transition rewards\n", stream);
        writer.Write(chain.StateCount).Write(' ').Write(transitions.Count).Write('\n');
        foreach (var t in transitions) Entry(writer, t);
        writer.Flush();
    }

    private static LineWriter Headed(ExplicitChain chain, int reward, string what, Stream stream)
    {
        var writer = new LineWriter(stream);
        if (chain.Rewards[reward].Name.Length > 0) writer.Write("# Reward structure \"").Write(LegalNames.For(chain.Rewards.Select(r => r.Name))[reward]).Write("\"\n");
        return writer.Write(what);
    }

    private static void Entry(LineWriter writer, ExplicitTransition t) => writer.Write(t.From).Write(' ').Write(t.To).Write(' ').Write(t.Value).Write('\n');
}
