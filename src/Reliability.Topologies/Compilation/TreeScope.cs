using Reliability.FaultTrees;
using Reliability.Modeling.Models;
using Reliability.Topologies.Parts;

namespace Reliability.Topologies.Compilation;

/// <summary>Where a part writes its fault tree, and what it notes about things that a static tree cannot see.</summary>
internal sealed class TreeScope(FaultTreeBuilder tree, string part, Assumptions assumptions, ISet<(string Part, Cause Cause)> invisible, ICollection<string> dynamics, ISet<string> windows)
{
    public Assumptions Assumptions { get; } = assumptions;

    public string Name(string name) => $"{part}.{name}";

    public string Event(string name, double probability, Cause cause)
    {
        tree.BasicEvent(Name(name), probability, cause.Name);
        return Name(name);
    }

    public string Or(string name, params string[] inputs) => Gate(name, inputs, (g, i) => tree.Or(g, i));

    public string And(string name, params string[] inputs) => Gate(name, inputs, (g, i) => tree.And(g, i));

    public string AtLeast(string name, int k, params string[] inputs)
    {
        tree.AtLeast(Name(name), k, inputs);
        return Name(name);
    }

    public void CommonCause(string name, double beta, params string[] members) =>
        tree.CommonCause(Name(name), CommonCauseModel.BetaFactor, members, beta);

    public void CannotSee(params ReadOnlySpan<Cause> causes)
    {
        foreach (var cause in causes) invisible.Add((part, cause));
    }

    /// <summary>Notes something that happens in time and that a tree of independent events leaves out or takes otherwise.</summary>
    public void TakesNoAccountOf(string dynamic)
    {
        if (!dynamics.Contains(dynamic)) dynamics.Add(dynamic);
    }

    /// <summary>The event "the window is open": one and the same for all parts whose windows open together by the calendar.</summary>
    public string[] Window(UpgradeWindow? window)
    {
        if (window is null) return [];
        if (window.CountsTimeInService) return [Event("window", window.Fraction, Cause.Upgrade)];
        var name = $"window of {window.Length} every {window.Every} from {window.Start}";
        if (windows.Count > 0 && !windows.Contains(name)) TakesNoAccountOf("windows at different times, which the calendar keeps apart");
        if (windows.Add(name)) tree.BasicEvent(name, window.Fraction, Cause.Upgrade.Name);
        return [name];
    }

    private string Gate(string name, string[] inputs, Action<string, string[]> add)
    {
        if (inputs.Length == 1) return inputs[0];
        add(Name(name), inputs);
        return Name(name);
    }
}
