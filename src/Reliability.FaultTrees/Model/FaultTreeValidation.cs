using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>Finds everything that makes a description no fault tree.</summary>
internal static class FaultTreeValidation
{
    public static ImmutableArray<string> Check(FaultTree tree)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        var declared = new HashSet<string>(StringComparer.Ordinal);
        CheckNames(tree, declared, errors);
        CheckProbabilities(tree, errors);
        foreach (Gate gate in tree.Gates) CheckGate(gate, declared, errors);
        if (!declared.Contains(tree.Top)) errors.Add($"Top event '{tree.Top}' is not declared.");
        CommonCauseValidation.Check(tree, errors);
        if (errors.Count == 0 && GateCycle.Find(tree) is { } cycle)
            errors.Add($"Gates form a cycle: {string.Join(" -> ", cycle)}.");
        return errors.ToImmutable();
    }

    private static void CheckNames(FaultTree tree, HashSet<string> declared, ImmutableArray<string>.Builder errors)
    {
        IEnumerable<string> names = tree.BasicEvents.Select(e => e.Name)
            .Concat(tree.HouseEvents.Select(e => e.Name))
            .Concat(tree.Gates.Select(g => g.Name));
        foreach (string name in names)
        {
            if (string.IsNullOrWhiteSpace(name)) errors.Add("An event or gate has an empty name.");
            else if (!declared.Add(name)) errors.Add($"Name '{name}' is declared more than once.");
        }
    }

    private static void CheckProbabilities(FaultTree tree, ImmutableArray<string>.Builder errors)
    {
        foreach (BasicEvent basic in tree.BasicEvents)
        {
            if (!(basic.Probability is >= 0 and <= 1))
                errors.Add($"Basic event '{basic.Name}' has probability {basic.Probability:R}, outside 0 to 1.");
        }
    }

    private static void CheckGate(Gate gate, HashSet<string> declared, ImmutableArray<string>.Builder errors)
    {
        int count = gate.Inputs.Length;
        if (count == 0)
        {
            errors.Add($"Gate '{gate.Name}' has no inputs.");
            return;
        }

        foreach (string input in gate.Inputs)
        {
            if (!declared.Contains(input)) errors.Add($"Gate '{gate.Name}' refers to '{input}', which is not declared.");
        }

        switch (gate.Kind)
        {
            case GateKind.AtLeast when gate.Threshold < 1 || gate.Threshold > count:
                errors.Add($"Gate '{gate.Name}' asks for at least {gate.Threshold} of {count} inputs; the number must be from 1 to {count}.");
                break;
            case GateKind.Not when count != 1:
                errors.Add($"Gate '{gate.Name}' is a Not gate with {count} inputs; it takes one.");
                break;
            case GateKind.Xor or GateKind.Imply or GateKind.Iff when count != 2:
                errors.Add($"Gate '{gate.Name}' is of kind {gate.Kind} with {count} inputs; it takes two.");
                break;
        }

        if (!Enum.IsDefined(gate.Kind)) errors.Add($"Gate '{gate.Name}' is of an unknown kind.");
    }
}
