namespace Reliability.FaultTrees.Tests;

/// <summary>Random trees of up to 12 events with shared subtrees.</summary>
internal static class RandomTree
{
    public static FaultTree Make(ulong seed, bool coherent)
    {
        var bits = new SeededBits(seed);
        var builder = new FaultTreeBuilder($"random {seed}");
        var names = new List<string>();
        int events = 2 + bits.Below(11);
        for (int i = 0; i < events; i++)
        {
            names.Add($"e{i}");
            double probability = bits.Below(20) switch { 0 => 0, 1 => 1, _ => bits.Unit() };
            builder.BasicEvent(names[i], probability);
        }

        if (bits.Below(3) == 0)
        {
            names.Add("house");
            builder.HouseEvent("house", bits.Below(2) == 0);
        }

        int gates = 1 + bits.Below(10);
        for (int i = 0; i < gates; i++)
        {
            GateKind kind = coherent ? (GateKind)bits.Below(3) : (GateKind)bits.Below(9);
            int arity = kind switch
            {
                GateKind.Not => 1,
                GateKind.Xor or GateKind.Imply or GateKind.Iff => 2,
                _ => 1 + bits.Below(5),
            };
            string[] inputs = [.. Enumerable.Range(0, arity).Select(_ => names[Math.Max(0, names.Count - 1 - bits.Below(14))])];
            builder.Gate(new Gate($"g{i}", kind, [.. inputs], 1 + bits.Below(arity)));
            names.Add($"g{i}");
        }

        return builder.BuildOrThrow(names[^1]);
    }
}
